// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <stdlib.h>

#include "mm/misuse/misuse.h"

void misuse_read_words(char *words, size_t size) {
  // On boards it is so anyway, and what follows may not end well.
  (void)setvbuf(stdout, NULL, _IONBF, 0);
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread.
  const char *const value = getenv("MISUSE");
  const char *const rest = value == NULL ? "" : value;
  (void)snprintf(words, size, "%s", rest);
}
