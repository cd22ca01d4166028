// SPDX-License-Identifier: Apache-2.0
/** @file One question at a time, with what may be wrong with an answer. */
#include "drivers/mailbox/vc_property.h"

#include "drivers/mailbox/vc_property_tags.h"
#include "kernel/cache.h"

static_assert(sizeof(struct vc_property_message) == 32);

// No property has this value in all of its words. (MAC addresses may end so.)
#define UNTOUCHED 0xffffffffu

/** A question. Lengths are in bytes. */
struct question {
  uint32_t tag;
  uint32_t length;        /**< Of its value: 0, or 4 for one word. */
  uint32_t argument;      /**< That word. */
  uint32_t answer_length; /**< The least that answers it. */
};

static status_t exchange(struct vc_property *property,
                         const struct vc_property_message *message) {
  const struct bcm2835_mailbox *const mailbox = &property->config->mailbox;
  const uint32_t address =
      (uint32_t)(uintptr_t)&property->message | property->config->bus_alias;
  const uint32_t letter = address | VC_PROPERTY_CHANNEL;
  if (property->owed) {
    const status_t status = bcm2835_mailbox_await(mailbox, letter);
    if (status != STATUS_OK) {
      return status;
    }
    property->owed = false;
  }

  property->message = *message;
  cache_clean(&property->message, sizeof(property->message));
  status_t status = bcm2835_mailbox_send(mailbox, letter);
  if (status != STATUS_OK) {
    return status;
  }
  property->owed = true;
  status = bcm2835_mailbox_await(mailbox, letter);
  if (status != STATUS_OK) {
    return status;
  }
  property->owed = false;
  cache_clean_and_invalidate(&property->message, sizeof(property->message));
  return STATUS_OK;
}

static status_t check(const struct vc_property_message *answer,
                      const struct question *question) {
  const bool answered = (answer->tag_code & VC_PROPERTY_TAG_ANSWERED) != 0;
  // Firmware answers an unknown tag so; the emulator with success and length 0.
  if (answer->code == VC_PROPERTY_PARTIAL && !answered) {
    return STATUS_UNSUPPORTED;
  }
  if (answer->code != VC_PROPERTY_SUCCESS || answer->tag != question->tag) {
    return STATUS_IO;
  }
  const uint32_t length = answer->tag_code & ~VC_PROPERTY_TAG_ANSWERED;
  if (!answered || length == 0) {
    return STATUS_UNSUPPORTED;
  }
  // It may be longer: a later firmware says more, cut to the room there is.
  if (length < question->answer_length) {
    return STATUS_IO;
  }
  if (question->length == 0) {
    return answer->value[0] == UNTOUCHED && answer->value[1] == UNTOUCHED
               ? STATUS_UNSUPPORTED
               : STATUS_OK;
  }
  if (question->answer_length <= question->length) {
    return STATUS_OK;
  }
  // The argument comes back in front of the answer.
  if (answer->value[0] != question->argument) {
    return STATUS_IO;
  }
  return answer->value[1] == UNTOUCHED ? STATUS_UNSUPPORTED : STATUS_OK;
}

static status_t ask(struct vc_property *property,
                    const struct question *question) {
  const struct vc_property_message message = {
      .bytes = sizeof(message),
      .code = VC_PROPERTY_REQUEST,
      .tag = question->tag,
      .value_bytes = sizeof(message.value),
      .tag_code = question->length,
      .value = {question->length == 0 ? UNTOUCHED : question->argument,
                UNTOUCHED},
      .end = 0,
  };
  const status_t status = exchange(property, &message);
  return status == STATUS_OK ? check(&property->message, question) : status;
}

status_t vc_property_board_revision(struct vc_property *property,
                                    uint32_t *revision) {
  static const struct question kQuestion = {
      .tag = VC_PROPERTY_TAG_BOARD_REVISION,
      .answer_length = 4,
  };
  const status_t status = ask(property, &kQuestion);
  if (status == STATUS_OK) {
    *revision = property->message.value[0];
  }
  return status;
}

status_t vc_property_serial_number(struct vc_property *property,
                                   uint64_t *number) {
  static const struct question kQuestion = {
      .tag = VC_PROPERTY_TAG_SERIAL_NUMBER,
      .answer_length = 8,
  };
  const status_t status = ask(property, &kQuestion);
  if (status == STATUS_OK) {
    *number =
        (uint64_t)property->message.value[1] << 32 | property->message.value[0];
  }
  return status;
}

status_t vc_property_mac_address(struct vc_property *property,
                                 uint8_t address[6]) {
  static const struct question kQuestion = {
      .tag = VC_PROPERTY_TAG_MAC_ADDRESS,
      .answer_length = 6,
  };
  const status_t status = ask(property, &kQuestion);
  if (status == STATUS_OK) {
    for (unsigned i = 0; i < 6; i++) {
      address[i] = (uint8_t)(property->message.value[i / 4] >> 8 * (i % 4));
    }
  }
  return status;
}

static status_t memory_of(struct vc_property *property, uint32_t tag,
                          struct vc_property_memory *memory) {
  const struct question question = {.tag = tag, .answer_length = 8};
  const status_t status = ask(property, &question);
  if (status == STATUS_OK) {
    *memory = (struct vc_property_memory){
        .base = property->message.value[0],
        .size_bytes = property->message.value[1],
    };
  }
  return status;
}

status_t vc_property_arm_memory(struct vc_property *property,
                                struct vc_property_memory *memory) {
  return memory_of(property, VC_PROPERTY_TAG_ARM_MEMORY, memory);
}

status_t vc_property_videocore_memory(struct vc_property *property,
                                      struct vc_property_memory *memory) {
  return memory_of(property, VC_PROPERTY_TAG_VIDEOCORE_MEMORY, memory);
}

status_t vc_property_clock_rate(struct vc_property *property,
                                enum vc_property_clock clock,
                                uint32_t *rate_hz) {
  const struct question question = {
      .tag = VC_PROPERTY_TAG_CLOCK_RATE,
      .length = 4,
      .argument = clock,
      .answer_length = 8,
  };
  const status_t status = ask(property, &question);
  if (status != STATUS_OK) {
    return status;
  }
  if (property->message.value[1] == 0) {
    return STATUS_NOT_FOUND;
  }
  *rate_hz = property->message.value[1];
  return STATUS_OK;
}

status_t vc_property_temperature(struct vc_property *property,
                                 int32_t *millidegrees) {
  static const struct question kQuestion = {
      .tag = VC_PROPERTY_TAG_TEMPERATURE,
      .length = 4,
      .argument = 0,  // the one sensor
      .answer_length = 8,
  };
  const status_t status = ask(property, &kQuestion);
  if (status == STATUS_OK) {
    *millidegrees = (int32_t)property->message.value[1];
  }
  return status;
}

status_t vc_property_throttled(struct vc_property *property, uint32_t *bits) {
  // The argument clears the bits of the past that it names.
  static const struct question kQuestion = {
      .tag = VC_PROPERTY_TAG_THROTTLED,
      .length = 4,
      .argument = 0,
      .answer_length = 4,
  };
  const status_t status = ask(property, &kQuestion);
  if (status == STATUS_OK) {
    *bits = property->message.value[0];
  }
  return status;
}
