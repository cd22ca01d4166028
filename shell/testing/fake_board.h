// SPDX-License-Identifier: Apache-2.0
/**
 * @file A board for host tests, so that commands meet the real kernel: its name
 * and chip, a clock whose time passes while the core sleeps, interrupts, a
 * console that swallows, a clock that knows the date. The core is a fake too.
 * A test that defines `struct vc_property fake_firmware` has a firmware.
 */
#ifndef DAEDALUS_SHELL_TESTING_FAKE_BOARD_H_
#define DAEDALUS_SHELL_TESTING_FAKE_BOARD_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/memory.h"
#include "kernel/status.h"

enum { kFakePins = 20 };

/** What tests set, and look at. */
struct fake_board {
  uint64_t now_ns;
  size_t reboots;
  size_t poweroffs;
  uint64_t date;                     /**< Seconds. */
  status_t date_status;              /**< What the clock for that says. */
  const struct memory_range *ranges; /**< What memory_range() gives. */
  size_t range_count;
  uint32_t instructions;
  uint32_t instructions_per_look; /**< 0: there is no counter. */
  /** By which the former grows. If it does, an instruction takes 1 ns. */
  uint32_t instructions_more_each_look;
  bool timer_is_broken;    /**< It never interrupts. */
  bool timer_is_uncounted; /**< It does so in ways that kernel/irq.h misses. */
  status_t call_status;    /**< Of smp_call(). */
  void *call_context;      /**< Of the last smp_call(). */
  status_t board_status;   /**< Of probes that read `board`. */
  bool all_is_writable;    /**< By probes; nothing is written. */
  void (*each_flush)(void *start); /**< Called when caches are; or null. */
  uint32_t random_word;            /**< The next one. */
  uint32_t random_step;
  status_t random_status;
  uint8_t memory[64];  /**< What probes reach, at kFakeMemory. */
  const void *tree;    /**< Of the firmware; or null. */
  unsigned char *room; /**< What handover_room() gives. */
  size_t room_bytes;
  status_t plan_status;  /**< What handover_plan() says. */
  status_t start_status; /**< What handover_start() says. */
  size_t starts;         /**< Of images. */
  struct {
    unsigned function; /**< enum gpio_function */
    unsigned pull;     /**< enum gpio_pull */
    bool high;
  } pins[kFakePins];        /**< The console is on 14 and 15. */
  unsigned events;          /**< Of the pin that has some. */
  void (*each_sleep)(void); /**< Called when the core sleeps; or null. */
};

/** Nothing else answers; the second half cannot be written. */
enum { kFakeMemory = 0x1000 };

extern struct fake_board fake_board;

/** Has an edge come at `pin`, as an interrupt. */
void fake_board_edge(unsigned pin, bool high);

/** Sets all to 0, but for `random_step`, to 1; the time goes on. */
void fake_board_reset(void);

#endif  // DAEDALUS_SHELL_TESTING_FAKE_BOARD_H_
