// SPDX-License-Identifier: Apache-2.0
/** @file What the kernel knows of the board it runs on: data and wiring. */
#ifndef DAEDALUS_KERNEL_BOARD_H_
#define DAEDALUS_KERNEL_BOARD_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/status.h"

struct clock_event;
struct clock_source;
struct gpio;
struct irqchip;
struct parking;
struct rng;
struct rtc;
struct uart;
struct vc_property;
struct watchdog;

/** How a panic ends: kernel/panic_end.h. */
enum panic_policy {
  /** Leaves the emulator with EXIT_CODE_PANIC; without one, halts. */
  PANIC_EXIT,
  PANIC_HALT,   /**< Stops for good. */
  PANIC_REBOOT, /**< Restarts the board. */
};

/** A port that board.open_uart() has brought up. */
struct board_uart {
  struct uart *uart;
  unsigned irq; /**< At board.irqchip. */
};

/** A range of addresses with registers of devices. */
struct board_window {
  uintptr_t base;
  size_t bytes;
};

/** One board. Never changes; what it points to belongs to the board too. */
struct board {
  const char *name; /**< As in --platforms=//platforms:<name>. First, for
                         kernel/handover.h. */
  const char *soc;  /**< System on chip, for people. */
  const char *cpu;  /**< Core that the board was built for, for people. */

  /** Console. Usable from the moment that `init` has returned STATUS_OK. */
  struct uart *console;

  /** RAM of the board that `name` is for, without what its firmware keeps. It
   * may have more or less: kernel/memory.h. */
  uintptr_t ram_base;
  size_t ram_bytes;

  /** All devices that anybody here uses, in whole 2 MiB. Those that are not in
   * the GiB of the RAM are in one other. */
  const struct board_window *devices;
  size_t device_count;

  /**
   * Asks the firmware for the RAM that is ours: its first byte and how many.
   * May block. On any error what it writes does not count. Null on a board
   * whose firmware cannot be asked.
   */
  status_t (*memory)(uint64_t *base, uint64_t *bytes);

  /** Where the firmware leaves a device tree if it does not say where; 0 if
   * there is no such place. */
  uintptr_t device_tree;

  /** GPIO pins; null on a board that has none (or no driver for them). */
  struct gpio *gpio;

  /** Those of its pins that the console is on: bit n is pin n. */
  uint64_t console_pins;

  /** Null on a board that has none. */
  struct watchdog *watchdog;

  /** Interrupts; null on a board that has no driver for them. */
  struct irqchip *irqchip;

  /** Monotonic time since about the start. */
  struct clock_source *clock;

  /** A timer of the core that asks, on that clock. */
  struct clock_event *timer;

  unsigned console_irq; /**< At `irqchip`. */
  unsigned timer_irq;   /**< At `irqchip`. */
  unsigned gpio_irq;    /**< At `irqchip`: events of any pin of `gpio`. */

  /** What a Raspberry Pi's firmware can be asked for; null on other boards. */
  struct vc_property *firmware;

  /** Random numbers from hardware; null on a board that has none. */
  struct rng *rng;

  /** Clock that knows the date; null on a board that has none. */
  struct rtc *rtc;

  /** Cores, of which the one that starts is number 0. */
  unsigned cpu_count;

  /**
   * Has core `cpu` begin at `entry`, and does not wait for that; null on a
   * board with one core, or no way to do it.
   *
   * @return STATUS_NOT_FOUND if there is no such core, other than 0; or what
   * the driver says.
   */
  status_t (*start_cpu)(unsigned cpu, uintptr_t entry);

  /** Where the others wait again when the kernel leaves; null on a board with
   * one core. */
  const struct parking *parking;

  /**
   * Called before all else, on each core that starts at EL3, there and with
   * neither BSS nor heap: hands devices to the normal world. Null: all are.
   */
  void (*release_from_el3)(void);

  /**
   * Brings up the console and what it needs, the interrupt controller and the
   * timer. Called once, before the heap exists and with interrupts masked. Any
   * error is fatal.
   */
  status_t (*init)(void);

  /**
   * Brings up a UART besides the console: `number` 1 is the mini-UART of a
   * Raspberry Pi, whose pins are the caller's business, and virt's second
   * PL011, which is there only if QEMU has been given a second `-serial`;
   * without, touching it is an exception. Call once for each. Not for ISRs.
   *
   * @return STATUS_NOT_FOUND if the board has none of that number, or what the
   *         driver's init says; `port` is untouched.
   */
  status_t (*open_uart)(unsigned number, struct board_uart *port);

  /** How a panic ends, unless the program has another wish. */
  enum panic_policy panic_policy;

  /** Restarts the board. Returns only if that cannot be done. */
  void (*reboot)(void);

  /**
   * Turns the board off, or into its deepest sleep where it has no switch.
   * Returns only if that cannot be done.
   */
  void (*poweroff)(void);
};

/** The board of this image; //platforms:board defines it. */
extern const struct board board;

#endif  // DAEDALUS_KERNEL_BOARD_H_
