// SPDX-License-Identifier: Apache-2.0
/** @file A shell for tests, with the commands that are linked in. */
#ifndef DAEDALUS_SHELL_TESTING_TEST_SHELL_H_
#define DAEDALUS_SHELL_TESTING_TEST_SHELL_H_

#include <stddef.h>

#include "shell/shell.h"
#include "shell/testing/fake_terminal.h"

/** One shell and its terminal. */
struct test_shell {
  struct shell shell;
  struct fake_terminal fake;
};

/**
 * Makes a shell that has written its first prompt into `output`, `size` bytes.
 *
 * The first call gives the kernel heap its memory (on the host) and makes a
 * shell; later ones make a new shell in its memory, so one at a time.
 */
void test_shell_start(struct test_shell *test, char *output, size_t size);

/** What shell_init() took from the kernel heap, in bytes. */
size_t test_shell_heap_taken(void);

/** Feeds `count` bytes that were typed. */
void test_shell_type(struct test_shell *test, const char *bytes, size_t count);

/** Forgets the output so far, and feeds `line` and Enter. */
void test_shell_enter(struct test_shell *test, const char *line);

/** The same; fails the running cmocka test unless the output is the echo of
 * `line`, `answer` and a prompt. */
void test_shell_expect(struct test_shell *test, const char *line,
                       const char *answer);

#endif  // DAEDALUS_SHELL_TESTING_TEST_SHELL_H_
