// SPDX-License-Identifier: Apache-2.0
/** @file The kernel's console as a terminal: one, as there is one console. */
#ifndef DAEDALUS_SHELL_CONSOLE_TERMINAL_H_
#define DAEDALUS_SHELL_CONSOLE_TERMINAL_H_

#include "shell/terminal.h"

/** Returns the terminal. It never hangs up. Not for ISRs. */
struct terminal *console_terminal(void);

#endif  // DAEDALUS_SHELL_CONSOLE_TERMINAL_H_
