// SPDX-License-Identifier: Apache-2.0
#include "kernel/log_ring.h"

#include <string.h>

static_assert(sizeof(struct log_record) == 128);
static_assert(offsetof(struct log_record, text) % 4 == 0);

static const uint32_t kMagic = 0xdaeda109;

// FNV-1a of words: a change of one word is never missed, as each step is a
// permutation.
static uint32_t checksum_of(const uint32_t *words, size_t count) {
  uint32_t sum = 2166136261;
  for (size_t i = 0; i < count; i++) {
    sum = (sum ^ words[i]) * 16777619;
  }
  return sum;
}

static uint32_t checksum_of_record(const struct log_record *record) {
  const size_t head =
      offsetof(struct log_record, text) - offsetof(struct log_record, run);
  return checksum_of(&record->run, (head + record->length + 3) / 4);
}

static uint32_t checksum_of_bank(const struct log_bank *bank) {
  return checksum_of(&bank->magic, 2);
}

static bool is_bank(const struct log_bank *bank) {
  return bank->magic == kMagic && bank->checksum == checksum_of_bank(bank);
}

void log_ring_begin(struct log_ring *ring, struct log_memory *memory,
                    void (*clean)(const void *start, size_t bytes)) {
  struct log_bank *const banks = memory->banks;
  const bool is_first_later =
      is_bank(&banks[0]) &&
      (!is_bank(&banks[1]) || (int32_t)(banks[0].run - banks[1].run) > 0);
  const unsigned bank = is_first_later ? 1 : 0;
  const struct log_bank *const last = &banks[bank ^ 1];
  *ring = (struct log_ring){
      .memory = memory,
      .clean = clean,
      .bank = bank,
      .has_previous = is_bank(last),
  };
  banks[bank].magic = kMagic;
  banks[bank].run = ring->has_previous ? last->run + 1 : 0;
  banks[bank].next = 0;
  banks[bank].checksum = checksum_of_bank(&banks[bank]);
  clean(&banks[bank], offsetof(struct log_bank, records));
}

// Up to a whole word, for the checksum.
static void copy_text(struct log_record *record, const char *text,
                      size_t length) {
  for (size_t i = 0; i < length; i++) {
    const unsigned char byte = (unsigned char)text[i];
    record->text[i] = text[i];
    if (byte < ' ' || byte == 0x7f) {
      record->text[i] = ' ';
    }
  }
  for (size_t i = length; i % 4 != 0; i++) {
    record->text[i] = '\0';
  }
}

void log_ring_put(struct log_ring *ring, enum log_level level, uint64_t time_ns,
                  const char *text, size_t length) {
  struct log_bank *const bank = &ring->memory->banks[ring->bank];
  struct log_record *const record = &bank->records[bank->next % LOG_RING_LINES];
  const bool is_cut = length > LOG_TEXT_BYTES;
  record->run = bank->run;
  record->sequence = bank->next;
  record->length = (uint16_t)(is_cut ? LOG_TEXT_BYTES : length);
  record->level = (uint16_t)level;
  record->time_ns = time_ns;
  copy_text(record, text, record->length);
  if (is_cut) {
    memcpy(&record->text[LOG_TEXT_BYTES - 3], "...", 3);
  }
  record->checksum = checksum_of_record(record);
  ring->clean(record, sizeof(*record));
  bank->next++;
  ring->clean(bank, offsetof(struct log_bank, records));
}

// Copies what is whole.
static bool read_record(const struct log_bank *bank, uint32_t sequence,
                        struct log_line *line) {
  const struct log_record *const record =
      &bank->records[sequence % LOG_RING_LINES];
  if (record->length > LOG_TEXT_BYTES || record->run != bank->run ||
      record->sequence != sequence ||
      record->checksum != checksum_of_record(record)) {
    return false;
  }
  line->time_ns = record->time_ns;
  line->sequence = sequence;
  line->level = (enum log_level)record->level;
  memcpy(line->text, record->text, record->length);
  line->text[record->length] = '\0';
  return true;
}

bool log_ring_read(const struct log_ring *ring, enum log_run run,
                   uint32_t *next, struct log_line *line) {
  if (run == LOG_PREVIOUS_RUN && !ring->has_previous) {
    return false;
  }
  const unsigned index = run == LOG_THIS_RUN ? ring->bank : ring->bank ^ 1;
  const struct log_bank *const bank = &ring->memory->banks[index];
  uint32_t sequence =
      bank->next > LOG_RING_LINES ? bank->next - LOG_RING_LINES : 0;
  if (sequence < *next) {
    sequence = *next;
  }
  for (; sequence < bank->next; sequence++) {
    if (read_record(bank, sequence, line)) {
      *next = sequence + 1;
      return true;
    }
  }
  return false;
}
