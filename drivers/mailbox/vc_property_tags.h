// SPDX-License-Identifier: Apache-2.0
/**
 * @file Words of a message on the property channel.
 * Source: the firmware's wiki, "Mailbox property interface"; section names are
 * its own. Throttling is newer than that page: documentation of vcgencmd,
 * "get_throttled".
 */
#ifndef DAEDALUS_DRIVERS_MAILBOX_VC_PROPERTY_TAGS_H_
#define DAEDALUS_DRIVERS_MAILBOX_VC_PROPERTY_TAGS_H_

#define VC_PROPERTY_CHANNEL 8u  // "Mailbox messages"

// "Buffer contents": the code of the whole message.
#define VC_PROPERTY_REQUEST 0u
#define VC_PROPERTY_SUCCESS 0x80000000u
#define VC_PROPERTY_PARTIAL 0x80000001u  // a tag that is not known

// "Tag format": a tag's own code is the length of its value, and this bit once
// it has been answered.
#define VC_PROPERTY_TAG_ANSWERED (1u << 31)

// "Hardware"
#define VC_PROPERTY_TAG_BOARD_REVISION 0x00010002u
#define VC_PROPERTY_TAG_MAC_ADDRESS 0x00010003u
#define VC_PROPERTY_TAG_SERIAL_NUMBER 0x00010004u
#define VC_PROPERTY_TAG_ARM_MEMORY 0x00010005u
#define VC_PROPERTY_TAG_VIDEOCORE_MEMORY 0x00010006u
// "Clocks", "Temperature"
#define VC_PROPERTY_TAG_CLOCK_RATE 0x00030002u
#define VC_PROPERTY_TAG_TEMPERATURE 0x00030006u
#define VC_PROPERTY_TAG_THROTTLED 0x00030046u

#endif  // DAEDALUS_DRIVERS_MAILBOX_VC_PROPERTY_TAGS_H_
