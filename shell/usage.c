// SPDX-License-Identifier: Apache-2.0
/** @file Tries every way through the forms, which are short. */
#include "shell/usage.h"

#include <stddef.h>
#include <string.h>

static const char kCommand[] = "COMMAND";

struct matcher {
  int argc;
  const char *const *argv;
  struct usage_match *match;
};

static unsigned char lower(char byte) {
  return (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
}

bool usage_is_value(const struct usage_choice *choice) {
  return choice->text[0] >= 'A' && choice->text[0] <= 'Z';
}

bool usage_is_choice(const struct usage_choice *choice, const char *word,
                     bool is_prefix) {
  for (size_t i = 0; i < choice->length; i++) {
    if (word[i] == '\0') {
      return is_prefix;
    }
    if (lower(word[i]) != (unsigned char)choice->text[i]) {
      return false;
    }
  }
  return word[choice->length] == '\0';
}

static bool is_same(const struct usage_choice *choice, const char *text,
                    size_t length) {
  return choice->length == length && memcmp(choice->text, text, length) == 0;
}

bool usage_is_command(const struct usage_choice *choice) {
  return is_same(choice, kCommand, sizeof(kCommand) - 1);
}

static bool ends_in_dots(const char *text, size_t length) {
  return length > 3 && memcmp(&text[length - 3], "...", 3) == 0;
}

// What could be at `index`: of the places so far, the farthest counts.
static void note(struct matcher *matcher, int index,
                 const struct usage_choice *choice) {
  struct usage_match *const match = matcher->match;
  if (index > match->index) {
    match->index = index;
    match->choice_count = 0;
  }
  if (choice == nullptr || index < match->index ||
      match->choice_count == kUsageChoices) {
    return;
  }
  for (size_t i = 0; i < match->choice_count; i++) {
    if (is_same(&match->choices[i], choice->text, choice->length)) {
      return;
    }
  }
  match->choices[match->choice_count++] = *choice;
}

// At a place. Whether argument `index` is one of its choices; notes them.
static bool match_place(struct matcher *matcher, const char *place, int index,
                        bool is_repeated) {
  const char *word = index < matcher->argc ? matcher->argv[index] : nullptr;
  const char *text = place;
  bool is_one = false;
  for (;;) {
    const size_t length = strcspn(text, "| ]\n");
    const bool repeats = ends_in_dots(text, length);
    const struct usage_choice choice = {
        .text = text,
        .length = repeats ? length - 3 : length,
        .place = place,
    };
    note(matcher, index, &choice);
    if (word != nullptr && usage_is_command(&choice) && !is_repeated) {
      is_one |= word[0] != '-';
      if (repeats && word[0] != '-') {
        matcher->match->command_index = index;
      }
    } else if (word != nullptr) {
      is_one |=
          usage_is_value(&choice) || usage_is_choice(&choice, word, false);
    }
    text += length;
    if (*text != '|') {
      return is_one;
    }
    text++;
  }
}

// Behind the bracket that belongs to the one at `form`.
static const char *skip_brackets(const char *form) {
  unsigned depth = 0;
  do {
    if (*form == '[') {
      depth++;
    } else if (*form == ']') {
      depth--;
    }
    form++;
  } while (depth != 0);
  return form;
}

static bool match_form(struct matcher *matcher, const char *form, int index);

// From a place on. What repeats takes as many words as it can get, and all that
// follows is tried behind each of them.
// NOLINTNEXTLINE(misc-no-recursion): as deep as the form has places.
static bool match_from_place(struct matcher *matcher, const char *place,
                             int index) {
  const size_t length = strcspn(place, " ]\n");
  const bool repeats = ends_in_dots(place, length);
  bool is_complete = false;
  bool is_repeated = false;
  while (match_place(matcher, place, index, is_repeated)) {
    index++;
    is_complete |= match_form(matcher, &place[length], index);
    if (!repeats) {
      break;
    }
    is_repeated = true;
  }
  return is_complete;
}

// Whether arguments from `index` on are the form from `form` on. All ways are
// tried, even behind one that fits, for the choices to be complete.
// NOLINTNEXTLINE(misc-no-recursion): as deep as the form has places.
static bool match_form(struct matcher *matcher, const char *form, int index) {
  while (*form == ' ' || *form == ']') {
    form++;
  }
  if (*form == '\0' || *form == '\n') {
    note(matcher, index, nullptr);
    return index == matcher->argc;
  }
  if (*form == '[') {
    const bool is_complete = match_form(matcher, form + 1, index);
    return match_form(matcher, skip_brackets(form), index) || is_complete;
  }
  return match_from_place(matcher, form, index);
}

void usage_match(const char *usage, int argc, const char *const *argv,
                 struct usage_match *match) {
  *match = (struct usage_match){.index = 1};
  struct matcher matcher = {.argc = argc, .argv = argv, .match = match};
  const char *form = usage;
  for (;;) {
    match->is_complete |= match_form(&matcher, form + strcspn(form, " \n"), 1);
    form += strcspn(form, "\n");
    if (*form == '\0') {
      return;
    }
    form++;
  }
}

struct writer {
  char *text;
  size_t size;
};

static void put(struct writer *writer, char byte) {
  if (writer->size > 1) {
    *writer->text++ = byte;
    writer->size--;
  }
}

// The rest of the form, without the brackets that were opened before it.
static void put_rest(struct writer *writer, const char *form) {
  unsigned depth = 0;
  if (form[-1] == '[') {
    form--;
  }
  for (; *form != '\0' && *form != '\n'; form++) {
    if (*form == '[') {
      depth++;
    } else if (*form == ']' && depth-- == 0) {
      depth = 0;
      continue;
    }
    put(writer, *form);
  }
}

static void put_choices(struct writer *writer,
                        const struct usage_match *match) {
  for (size_t i = 0; i < match->choice_count; i++) {
    const struct usage_choice *choice = &match->choices[i];
    if (i != 0) {
      put(writer, '|');
    }
    for (size_t j = 0; j < choice->length; j++) {
      put(writer, choice->text[j]);
    }
  }
}

void usage_hint(const struct usage_match *match, char *hint, size_t size) {
  struct writer writer = {.text = hint, .size = size};
  if (match->choice_count != 0) {
    const char *first = match->choices[0].place;
    const char *last = first;
    for (size_t i = 1; i < match->choice_count; i++) {
      const char *const place = match->choices[i].place;
      first = place < first ? place : first;
      last = place > last ? place : last;
    }
    // Brackets in a row are several places, but in one form.
    if (memchr(first, '\n', (size_t)(last - first)) == nullptr) {
      put_rest(&writer, first);
    } else {
      put_choices(&writer, match);
    }
  }
  *writer.text = '\0';
}
