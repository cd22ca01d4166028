// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "mm/port.h"

#include <errno.h>
#include <linux/futex.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// Longer than the lock is held, shorter than a thread takes to sleep and wake.
enum { kTries = 100 };

enum { kMessageBytes = 512 };

_Alignas(16) char mm_port_boot_area[MM_PORT_BOOT_AREA_BYTES];

_Thread_local void *mm_port_area = mm_port_boot_area;

atomic_int mm_port_the_lock;

static void relax(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Of the C library, futex() has no function; syscall() may set errno.
static void futex(int operation, int value) {
  const int before = errno;
  (void)syscall(SYS_futex, &mm_port_the_lock, operation | FUTEX_PRIVATE_FLAG,
                value, NULL, NULL, 0);
  errno = before;
}

void mm_port_lock_contended(void) {
  for (int i = 0; i < kTries; i++) {
    int state = kMmPortFree;
    if (atomic_load_explicit(&mm_port_the_lock, memory_order_relaxed) ==
            kMmPortFree &&
        atomic_compare_exchange_weak_explicit(&mm_port_the_lock, &state,
                                              kMmPortHeld, memory_order_acquire,
                                              memory_order_relaxed)) {
      return;
    }
    relax();
  }
  // Whoever sleeps must be woken, and there may be others that do.
  while (atomic_exchange_explicit(&mm_port_the_lock, kMmPortWaitedFor,
                                  memory_order_acquire) != kMmPortFree) {
    futex(FUTEX_WAIT, kMmPortWaitedFor);
  }
}

void mm_port_unlock_contended(void) { futex(FUTEX_WAKE, 1); }

void mm_port_panic(const char *format, ...) {
  static const char kPrefix[] = "panic: ";
  char message[kMessageBytes];
  va_list arguments;
  size_t length = sizeof(kPrefix) - 1;
  memcpy(message, kPrefix, length);
  va_start(arguments, format);
  const int wanted = vsnprintf(message + length, sizeof(message) - length - 1,
                               format, arguments);
  va_end(arguments);
  if (wanted > 0) {
    length += strlen(message + length);
  }
  message[length++] = '\n';
  // If there is nobody to read it, the program still ends.
  if (write(STDERR_FILENO, message, length) < 0) {
    abort();
  }
  abort();
}
