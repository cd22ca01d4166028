// SPDX-License-Identifier: Apache-2.0
/**
 * @file picolibc's configuration; upstream's own build generates this file.
 *
 * Every macro is upstream's (its picolibc.h.in documents them all); one that
 * is missing here is off. One file serves all boards.
 */
#ifndef DAEDALUS_THIRD_PARTY_PICOLIBC_PICOLIBC_H_
#define DAEDALUS_THIRD_PARTY_PICOLIBC_PICOLIBC_H_

#define __PICOLIBC__ 1
#define __PICOLIBC_MINOR__ 8
#define __PICOLIBC_PATCHLEVEL__ 10
#define __PICOLIBC_VERSION__ "1.8.10"
#define _PICOLIBC__ 1
#define _PICOLIBC_MINOR__ 8
#define _PICOLIBC_VERSION "1.8.10"

// The newlib that this picolibc descends from.
#define __NEWLIB__ 4
#define __NEWLIB_MINOR__ 3
#define __NEWLIB_PATCHLEVEL__ 0
#define _NEWLIB_VERSION "4.3.0"

// Small stdio: a stream is a putc function. No buffers, no heap.
#define __TINY_STDIO

// printf without floating point, but with 64-bit numbers and with the C99
// lengths (%zu, %jd, %hhx) on 32-bit boards too.
#define __IO_DEFAULT 'i'
#define __IO_LONG_LONG
#define __IO_C99_FORMATS

// 32-bit boards have no 64-bit divide: digits by shifts and additions there.
#define __IO_SMALL_ULTOA

// No threads: errno is a plain variable and stdio takes no locks.
#define __SINGLE_THREAD
#define __GLOBAL_ERRNO

// exit() runs what atexit() collected in a fixed table.
#define __PICO_EXIT

// A failed assert() says what, where and in which function.
#define __ASSERT_VERBOSE

// memcpy and friends must not become calls of themselves.
#define __HAVE_CC_INHIBIT_LOOP_TO_LIBCALL

// __PREFER_SIZE_OVER_SPEED is off: memcpy, memset and kin go by words, not
// bytes. They never make an unaligned access, so they work with the MMU off.

#endif  // DAEDALUS_THIRD_PARTY_PICOLIBC_PICOLIBC_H_
