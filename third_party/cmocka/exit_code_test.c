// SPDX-License-Identifier: Apache-2.0
/**
 * @file Programs that must fail although they would exit with 0. Without
 * cmocka, which is what is tested here.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

int main(int count, char **programs) {
  int wrong = count < 2;
  for (int i = 1; i < count; ++i) {
    // NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe): the path is Bazel's
    const int status = system(programs[i]);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_FAILURE) {
      printf("%s: wait status %d, not exit code 1\n", programs[i], status);
      wrong = 1;
    }
  }
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
