// SPDX-License-Identifier: Apache-2.0
#include "shell/commands/poweroff.h"

POWEROFF_ALIAS(halt);
