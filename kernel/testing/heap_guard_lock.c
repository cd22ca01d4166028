// SPDX-License-Identifier: Apache-2.0
/** @file The heap is one core's, so only one is in it at a time. */
#include <stdint.h>

#include "kernel/spinlock.h"
#include "kernel/testing/heap_guard.h"

static struct spinlock lock;

void heap_guard_init_cpu(unsigned cpu) { (void)cpu; }

void heap_guard_deinit_cpu(unsigned cpu) { (void)cpu; }

uintptr_t heap_guard_enter(void) { return spinlock_acquire(&lock); }

void heap_guard_leave(uintptr_t flags) { spinlock_release(&lock, flags); }
