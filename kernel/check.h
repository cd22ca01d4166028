// SPDX-License-Identifier: Apache-2.0
/**
 * @file Checks of what must hold: a failed one is a bug of the caller.
 *
 * On a board a failed check panics (kernel/panic.h); on the host it prints the
 * same words to stderr and aborts. Bazel chooses the implementation.
 */
#ifndef DAEDALUS_KERNEL_CHECK_H_
#define DAEDALUS_KERNEL_CHECK_H_

/**
 * Reports a failed check and stops. Callable from anywhere, ISRs included.
 *
 * @param file, line  where the check stands.
 * @param expression  what was expected to hold, as written.
 */
[[noreturn]] void check_failed(const char *file, int line,
                               const char *expression);

/** Stops unless `condition` holds. Stays in every build. */
#define CHECK(condition)              \
  (__builtin_expect(!!(condition), 1) \
       ? (void)0                      \
       : check_failed(__FILE__, __LINE__, #condition))

/**
 * States an invariant. Like CHECK in builds without NDEBUG; in others the
 * condition is still compiled, so that it cannot rot, but never evaluated.
 */
#ifdef NDEBUG
#define DCHECK(condition) ((void)sizeof((condition) ? 1 : 0))
#else
#define DCHECK(condition) CHECK(condition)
#endif

#endif  // DAEDALUS_KERNEL_CHECK_H_
