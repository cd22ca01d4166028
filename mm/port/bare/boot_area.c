// SPDX-License-Identifier: Apache-2.0
#include "mm/port/bare/bare.h"

_Alignas(16) char mm_port_boot_area[MM_PORT_BOOT_AREA_BYTES];
