// SPDX-License-Identifier: Apache-2.0
/** @file The levels of the log in usages. */
#ifndef DAEDALUS_SHELL_COMMANDS_LOG_WORDS_H_
#define DAEDALUS_SHELL_COMMANDS_LOG_WORDS_H_

/** Those of enum log_level, in its order: for shell_choice(), too. */
#define LOG_LEVEL_WORDS "panic|error|warning|info|debug"

#endif  // DAEDALUS_SHELL_COMMANDS_LOG_WORDS_H_
