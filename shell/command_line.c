// SPDX-License-Identifier: Apache-2.0
#include "shell/command_line.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// One call of command_line_next().
struct reader {
  const char *line;
  size_t at;
  const struct word_space *space;  // Or null.
  size_t used;                     // Bytes of it.
  struct line_error *error;
};

static bool fail(struct reader *reader, size_t offset, size_t length,
                 const char *message) {
  reader->error->place = (struct line_place){
      .offset = (uint32_t)offset,
      .length = (uint32_t)length,
  };
  reader->error->message = message;
  return false;
}

static bool is_partial(const struct reader *reader) {
  return reader->space != nullptr && reader->space->is_partial;
}

static bool put(struct reader *reader, char byte) {
  if (reader->space == nullptr) {
    return true;
  }
  if (reader->used == reader->space->size) {
    return fail(reader, reader->at, 0, "the words are too long");
  }
  reader->space->bytes[reader->used++] = byte;
  return true;
}

static bool is_name(char byte, bool is_first) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         byte == '_' || (!is_first && byte >= '0' && byte <= '9');
}

size_t variable_name_length(const char *text) {
  size_t length = 0;
  while (is_name(text[length], length == 0)) {
    length++;
  }
  return length;
}

static bool put_value(struct reader *reader, const char *name, size_t length) {
  if (reader->space == nullptr) {
    return true;
  }
  const char *value =
      reader->space->value(reader->space->context, name, length);
  while (value != nullptr && *value != '\0') {
    if (!put(reader, *value++)) {
      return false;
    }
  }
  return true;
}

// At a $. Sets `is_value` if it is one, and not an ordinary character.
static bool read_dollar(struct reader *reader, bool *is_value) {
  const size_t begin = reader->at;
  const char *name = &reader->line[begin + 1];
  const bool braces = *name == '{';
  name += braces ? 1 : 0;
  const size_t length = *name == '?' ? 1 : variable_name_length(name);
  if (braces && (length == 0 || name[length] != '}')) {
    return fail(reader, begin, 2, "not a variable's name in ${...}");
  }
  reader->at++;
  if (length == 0) {
    return put(reader, '$');
  }
  reader->at += length + (braces ? 2 : 0);
  *is_value = true;
  return put_value(reader, name, length);
}

static bool read_quoted(struct reader *reader, char quote) {
  const size_t begin = reader->at++;
  for (;;) {
    const char byte = reader->line[reader->at];
    bool is_value = false;
    if (byte == '\0') {
      return is_partial(reader) ||
             fail(reader, begin, 1, "this quote is not closed");
    }
    if (byte == quote) {
      reader->at++;
      return true;
    }
    if (byte == '$' && quote == '"') {
      if (!read_dollar(reader, &is_value)) {
        return false;
      }
      continue;
    }
    const char next = reader->line[reader->at + 1];
    if (byte == '\\' && quote == '"' &&
        (next == '"' || next == '\\' || next == '$')) {
      reader->at++;
    }
    if (!put(reader, reader->line[reader->at++])) {
      return false;
    }
  }
}

static bool is_end_of_word(char byte) {
  return byte == '\0' || byte == ' ' || byte == ';' || byte == '&' ||
         byte == '|' || byte == '<' || byte == '>';
}

// Sets `is_there` if there is a word, even an empty one.
static bool read_word(struct reader *reader, bool *is_there) {
  *is_there = false;
  while (!is_end_of_word(reader->line[reader->at])) {
    const char byte = reader->line[reader->at];
    bool is_value = false;
    bool ok;
    if (byte == '\'' || byte == '"') {
      ok = read_quoted(reader, byte);
    } else if (byte == '$') {
      const size_t before = reader->used;
      ok = read_dollar(reader, &is_value);
      // Without space there is no telling, and nobody asks.
      is_value = is_value && reader->used == before;
    } else {
      if (byte == '\\' && reader->line[++reader->at] == '\0') {
        return is_partial(reader) ||
               fail(reader, reader->at - 1, 1, "nothing comes after \\");
      }
      ok = put(reader, reader->line[reader->at++]);
    }
    if (!ok) {
      return false;
    }
    *is_there |= !is_value;
  }
  return true;
}

static void skip_spaces(struct reader *reader) {
  while (reader->line[reader->at] == ' ') {
    reader->at++;
  }
}

static bool add_word(struct reader *reader, struct command *command) {
  const size_t begin = reader->at;
  const size_t text = reader->used;
  bool is_there;
  if (!read_word(reader, &is_there) || !put(reader, '\0')) {
    return false;
  }
  command->place.length = (uint32_t)(reader->at - command->place.offset);
  if (!is_there) {
    reader->used = text;
    return true;
  }
  if (command->argc == kCommandWords) {
    return fail(reader, begin, reader->at - begin, "too many words");
  }
  command->places[command->argc] = (struct line_place){
      .offset = (uint32_t)begin,
      .length = (uint32_t)(reader->at - begin),
  };
  command->argv[command->argc++] =
      reader->space == nullptr ? "" : &reader->space->bytes[text];
  return true;
}

// Of a sign that other shells know.
static const char *missing_feature(char sign) {
  switch (sign) {
    case '|':
      return "there are no pipes here; for or, ||";
    case '&':
      return "there are no jobs here; for and, &&";
    default:
      return "there are no redirections here; quote < and >";
  }
}

// Reads what ends a command: `;`, `&&`, `||`, or nothing.
static bool read_join(struct reader *reader, enum command_join *join,
                      size_t *length) {
  const char *text = &reader->line[reader->at];
  *join = COMMAND_ALWAYS;
  *length = *text == ';' ? 1 : 0;
  if (*length == 0 && *text != '\0' && *text != '#') {
    if (text[1] != text[0] || *text == '<' || *text == '>') {
      return fail(reader, reader->at, 1, missing_feature(*text));
    }
    *join = *text == '&' ? COMMAND_IF_OK : COMMAND_IF_FAILED;
    *length = 2;
  }
  reader->at += *length;
  return true;
}

static bool is_end(const struct reader *reader) {
  const char byte = reader->line[reader->at];
  return byte == '\0' || byte == '#';
}

// What follows `&&` and `||` is a command; `;` may be the last.
static bool look_ahead(struct reader *reader, size_t begin) {
  struct reader ahead = *reader;
  skip_spaces(&ahead);
  if (ahead.line[ahead.at] == '\0' && is_partial(reader)) {
    return true;
  }
  const char byte = ahead.line[ahead.at];
  if (is_end(&ahead) || byte == ';' || byte == '&' || byte == '|') {
    return fail(reader, begin, 2, "no command comes after this");
  }
  return true;
}

static bool read_words(struct reader *reader, struct command *command) {
  for (;;) {
    skip_spaces(reader);
    const char byte = reader->line[reader->at];
    if (byte == '#' || is_end_of_word(byte)) {
      return true;
    }
    if (!add_word(reader, command)) {
      return false;
    }
  }
}

// How the command before `offset` was left.
static enum command_join join_before(const char *line, size_t offset) {
  if (offset >= 2 && line[offset - 1] == '&') {
    return COMMAND_IF_OK;
  }
  return offset >= 2 && line[offset - 1] == '|' ? COMMAND_IF_FAILED
                                                : COMMAND_ALWAYS;
}

enum command_line_status command_line_next(const char *line, size_t *offset,
                                           const struct word_space *space,
                                           struct command *command,
                                           struct line_error *error) {
  struct reader reader = {
      .line = line, .at = *offset, .space = space, .error = error};
  command->join = join_before(line, *offset);
  skip_spaces(&reader);
  if (is_end(&reader)) {
    return COMMAND_LINE_END;
  }
  command->argc = 0;
  command->place = (struct line_place){.offset = (uint32_t)reader.at};
  if (!read_words(&reader, command)) {
    return COMMAND_LINE_ERROR;
  }
  command->argv[command->argc] = nullptr;
  const size_t begin = reader.at;
  enum command_join join;
  size_t length;
  if (!read_join(&reader, &join, &length)) {
    return COMMAND_LINE_ERROR;
  }
  if (command->place.length == 0) {
    fail(&reader, begin, length, "no command comes before this");
    return COMMAND_LINE_ERROR;
  }
  if (join != COMMAND_ALWAYS && !look_ahead(&reader, begin)) {
    return COMMAND_LINE_ERROR;
  }
  command->is_last = length == 0;
  *offset = command->is_last ? begin + strlen(&line[begin]) : reader.at;
  return COMMAND_LINE_COMMAND;
}
