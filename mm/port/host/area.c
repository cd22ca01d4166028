// SPDX-License-Identifier: Apache-2.0
#include "mm/port.h"

_Alignas(16) char mm_port_boot_area[MM_PORT_BOOT_AREA_BYTES];

_Thread_local void *mm_port_area = mm_port_boot_area;
