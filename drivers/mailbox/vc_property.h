// SPDX-License-Identifier: Apache-2.0
/**
 * @file Questions to the Raspberry Pi's firmware on the VideoCore, over the
 * property channel of the mailboxes.
 * Source: the firmware's wiki, "Mailbox property interface".
 *
 * The VideoCore reads and writes the message in memory by itself and does not
 * look into our caches: it is cleaned before it is sent, and invalidated before
 * the answer is read, and has its cache lines for itself.
 */
#ifndef DAEDALUS_DRIVERS_MAILBOX_VC_PROPERTY_H_
#define DAEDALUS_DRIVERS_MAILBOX_VC_PROPERTY_H_

#include <stdint.h>

#include "drivers/mailbox/bcm2835_mailbox.h"
#include "kernel/cache.h"
#include "kernel/status.h"

/** Facts the board knows about the channel. Never changes after boot. */
struct vc_property_config {
  struct bcm2835_mailbox mailbox;
  /**
   * Added to the physical address of RAM to have it as the VideoCore sees it:
   * 0x40000000 on the BCM2835, whose Arm core reaches RAM through the
   * VideoCore's L2 cache; 0xc0000000, uncached, on the others.
   */
  uint32_t bus_alias;
};

/** What is sent and overwritten by the answer: one tag with its value. */
struct vc_property_message {
  uint32_t bytes;
  uint32_t code;
  uint32_t tag;
  uint32_t value_bytes;
  uint32_t tag_code;
  uint32_t value[2];
  uint32_t end;
};

/**
 * The channel. The caller owns the memory, which is below 1 GiB: that is all
 * the VideoCore sees. Start with `{.config = &config}`; there is nothing to
 * initialise. Only vc_property.c touches the other fields.
 */
struct vc_property {
  /** Only the upper 28 bits of its address are sent. */
  alignas(CACHE_LINE_BYTES) struct vc_property_message message;
  /** Nothing else may be in its cache line. */
  uint8_t unused[CACHE_LINE_BYTES - sizeof(struct vc_property_message)];
  const struct vc_property_config *config; /**< Outlives this object. */
  bool owed; /**< An answer is still to come: the message is not ours. */
};

/** A part of RAM. */
struct vc_property_memory {
  uint32_t base; /**< Physical address. */
  uint32_t size_bytes;
};

/** Clocks, numbered as in the source, "Clocks". Not every board has all. */
enum vc_property_clock {
  VC_PROPERTY_CLOCK_EMMC = 1,
  VC_PROPERTY_CLOCK_UART = 2,
  VC_PROPERTY_CLOCK_ARM = 3,
  VC_PROPERTY_CLOCK_CORE = 4,
  VC_PROPERTY_CLOCK_V3D = 5,
  VC_PROPERTY_CLOCK_H264 = 6,
  VC_PROPERTY_CLOCK_ISP = 7,
  VC_PROPERTY_CLOCK_SDRAM = 8,
  VC_PROPERTY_CLOCK_PIXEL = 9,
  VC_PROPERTY_CLOCK_PWM = 10,
};

/** Bits of vc_property_throttled(). Shifted left by 16: since power-on. */
enum vc_property_throttled_bits {
  VC_PROPERTY_UNDER_VOLTAGE = 1 << 0,
  VC_PROPERTY_ARM_CLOCK_CAPPED = 1 << 1,
  VC_PROPERTY_THROTTLED = 1 << 2,
  VC_PROPERTY_SOFT_TEMPERATURE_LIMIT = 1 << 3,
};

// All below wait for the firmware, at most two times BCM2835_MAILBOX_POLLS
// looks for an answer and once as many for room. Not for ISRs, nor for two
// callers at once. On every error what the last argument points to is
// untouched:
//   STATUS_TIMED_OUT    no answer, or no room. An answer that comes late is
//                       taken by the next call, which waits for it first.
//   STATUS_UNSUPPORTED  the firmware does not know the tag, or answers without
//                       a value.
//   STATUS_IO           the answer is no good: an error code, too short, or for
//                       another question.

/** Tells the board revision, a code: its model, maker, memory and so on. */
status_t vc_property_board_revision(struct vc_property *property,
                                    uint32_t *revision);

/** Tells the board's serial number. */
status_t vc_property_serial_number(struct vc_property *property,
                                   uint64_t *number);

/** Tells the MAC address of the board's network controller, first byte first.
 */
status_t vc_property_mac_address(struct vc_property *property,
                                 uint8_t address[6]);

/** Tells what RAM below 1 GiB is the Arm cores'. */
status_t vc_property_arm_memory(struct vc_property *property,
                                struct vc_property_memory *memory);

/** Tells what RAM the firmware keeps for itself. */
status_t vc_property_videocore_memory(struct vc_property *property,
                                      struct vc_property_memory *memory);

/**
 * Tells the rate that `clock` is set to, in Hz.
 *
 * @return as all, and STATUS_NOT_FOUND if the board has no such clock.
 */
status_t vc_property_clock_rate(struct vc_property *property,
                                enum vc_property_clock clock,
                                uint32_t *rate_hz);

/** Tells the temperature of the chip, in thousandths of a degree Celsius. */
status_t vc_property_temperature(struct vc_property *property,
                                 int32_t *millidegrees);

/** Tells what slows the board down, in bits of vc_property_throttled_bits. */
status_t vc_property_throttled(struct vc_property *property, uint32_t *bits);

#endif  // DAEDALUS_DRIVERS_MAILBOX_VC_PROPERTY_H_
