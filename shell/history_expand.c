// SPDX-License-Identifier: Apache-2.0
#include "shell/history_expand.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "shell/history.h"

static bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

// The length of the name at `text`, which begins with "!"; 0 if it is none.
static size_t name_length(const char *text) {
  if (text[1] == '!') {
    return 2;
  }
  if (text[1] == '=') {
    return 0;  // "is not", as elsewhere
  }
  size_t length = text[1] == '-' ? 2 : 1;
  if (is_digit(text[length])) {
    while (is_digit(text[length])) {
      length++;
    }
    return length;
  }
  length = 1 + strcspn(&text[1], " ;&|\"'");
  return length == 1 ? 0 : length;
}

// Too large a number is one that no line has.
static size_t number(const char *digits, size_t count) {
  size_t value = 0;
  for (size_t i = 0; i < count; i++) {
    const size_t digit = (size_t)(digits[i] - '0');
    if (__builtin_mul_overflow(value, 10, &value) ||
        __builtin_add_overflow(value, digit, &value)) {
      return SIZE_MAX;
    }
  }
  return value;
}

static const char *find(const struct history *history, const char *name,
                        size_t name_length, size_t *length) {
  if (name[1] == '!') {
    return history_get(history, 0, length);
  }
  if (is_digit(name[name_length - 1])) {
    if (is_digit(name[1])) {
      // One to come is, as an unsigned number, very far back.
      return history_get(
          history,
          history_number(history, 0) - number(&name[1], name_length - 1),
          length);
    }
    if (name[1] == '-') {
      return history_get(history, number(&name[2], name_length - 2) - 1,
                         length);
    }
  }
  for (size_t back = 0;; back++) {
    const char *text = history_get(history, back, length);
    if (text == nullptr || (*length >= name_length - 1 &&
                            memcmp(text, &name[1], name_length - 1) == 0)) {
      return text;
    }
  }
}

// Quotes and such, as shell/command_line.h has them.
struct scanner {
  bool begins;     // A word does here.
  bool is_quoted;  // In "...".
};

// The length of what is to be taken as it is at `text`; 0 if a name is there.
static size_t literal_length(struct scanner *scanner, const char *text) {
  const bool begins = scanner->begins;
  scanner->begins = false;
  switch (*text) {
    case '\\':
      return text[1] == '\0' ? 1 : 2;
    case '\'':
      if (!scanner->is_quoted) {
        const size_t length = 1 + strcspn(&text[1], "'");
        return text[length] == '\0' ? length : length + 1;
      }
      return 1;
    case '"':
      scanner->is_quoted = !scanner->is_quoted;
      scanner->begins = scanner->is_quoted && begins;
      return 1;
    case '#':
      return begins && !scanner->is_quoted ? strlen(text) : 1;
    case ' ':
    case ';':
    case '&':
    case '|':
      scanner->begins = true;
      return 1;
    case '!':
      return begins && name_length(text) != 0 ? 0 : 1;
    default:
      return 1;
  }
}

enum history_expansion history_expand(const struct history *history,
                                      const char *line, char *expanded,
                                      size_t size, struct history_name *name) {
  struct scanner scanner = {.begins = true};
  enum history_expansion expansion = kHistoryNothing;
  size_t written = 0;
  *name = (struct history_name){};
  for (size_t offset = 0; line[offset] != '\0';) {
    const char *text = &line[offset];
    size_t length = literal_length(&scanner, text);
    size_t taken = length;
    if (length == 0) {
      taken = name_length(text);
      *name = (struct history_name){.offset = offset, .length = taken};
      text = find(history, text, taken, &length);
      if (text == nullptr) {
        return kHistoryNotFound;
      }
      expansion = kHistoryExpanded;
    }
    if (length >= size - written) {
      return kHistoryTooLong;
    }
    memcpy(&expanded[written], text, length);
    written += length;
    offset += taken;
  }
  expanded[written] = '\0';
  return expansion;
}
