// SPDX-License-Identifier: Apache-2.0
/** @file What does not fit into `output` is counted and dropped. */
#include "shell/testing/fake_terminal.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "shell/terminal.h"

static void write_fake(struct terminal *terminal, const char *bytes,
                       size_t count) {
  struct fake_terminal *fake = (struct fake_terminal *)terminal;
  fake->writes++;
  fake->total += count;
  const size_t room = fake->output_size - 1 - fake->output_length;
  const size_t kept = count < room ? count : room;
  memcpy(&fake->output[fake->output_length], bytes, kept);
  fake->output_length += kept;
  fake->output[fake->output_length] = '\0';
}

static bool read_fake(struct terminal *terminal, uint8_t *byte) {
  struct fake_terminal *fake = (struct fake_terminal *)terminal;
  if (fake->input_length == 0) {
    return false;
  }
  *byte = (uint8_t)*fake->input;
  fake->input++;
  fake->input_length--;
  return true;
}

static bool take_fake_interrupt(struct terminal *terminal) {
  struct fake_terminal *fake = (struct fake_terminal *)terminal;
  fake->looks++;
  if (fake->interrupt_every != 0 && fake->looks % fake->interrupt_every == 0) {
    return true;
  }
  return fake->interrupt_at != 0 && fake->looks == fake->interrupt_at;
}

static const struct terminal_ops kFakeOps = {
    .write = write_fake,
    .read = read_fake,
    .try_read = read_fake,
    .take_interrupt = take_fake_interrupt,
};

// NOLINTNEXTLINE(readability-non-const-parameter): written through later.
void fake_terminal_init(struct fake_terminal *fake, char *output, size_t size) {
  *fake = (struct fake_terminal){
      .terminal.ops = &kFakeOps,
      .output = output,
      .output_size = size,
  };
  fake_terminal_clear(fake);
}

void fake_terminal_clear(struct fake_terminal *fake) {
  fake->output_length = 0;
  fake->output[0] = '\0';
  fake->total = 0;
  fake->writes = 0;
}
