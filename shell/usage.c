// SPDX-License-Identifier: Apache-2.0
/** @file Tries every way through the forms, which are short. */
#include "shell/usage.h"

#include <stddef.h>
#include <string.h>

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

// Where a choice ends.
static size_t choice_length(const char *text) {
  size_t length = strcspn(text, "| ]\n");
  if (length > 3 && memcmp(&text[length - 3], "...", 3) == 0) {
    length -= 3;
  }
  return length;
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
    const struct usage_choice *other = &match->choices[i];
    if (other->length == choice->length &&
        memcmp(other->text, choice->text, choice->length) == 0) {
      return;
    }
  }
  match->choices[match->choice_count++] = *choice;
}

// At a place. Whether argument `index` is one of its choices; notes them.
static bool match_place(struct matcher *matcher, const char *form, int index) {
  const char *const rest = form + strcspn(form, " ]\n");
  bool is_one = false;
  for (;;) {
    const struct usage_choice choice = {
        .text = form,
        .length = choice_length(form),
        .rest = rest,
    };
    note(matcher, index, &choice);
    is_one |= index < matcher->argc &&
              (usage_is_value(&choice) ||
               usage_is_choice(&choice, matcher->argv[index], false));
    form += choice.length;
    if (*form != '|') {
      return is_one;
    }
    form++;
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

// Whether arguments from `index` on are the form from `form` on. Goes as deep
// as there are words in both. All ways are tried, for the choices to be
// complete. NOLINTNEXTLINE(misc-no-recursion): bounded, as said.
static bool match_form(struct matcher *matcher, const char *form, int index) {
  while (*form == ' ' || *form == ']') {
    form++;
  }
  if (*form == '\0' || *form == '\n') {
    note(matcher, index, nullptr);
    return index == matcher->argc;
  }
  if (*form == '[') {
    const bool with = match_form(matcher, form + 1, index);
    return match_form(matcher, skip_brackets(form), index) || with;
  }
  if (!match_place(matcher, form, index)) {
    return false;
  }
  const char *const end = form + strcspn(form, " ]\n");
  const bool once = match_form(matcher, end, index + 1);
  const bool repeats = end - form > 3 && memcmp(end - 3, "...", 3) == 0;
  return (repeats && match_form(matcher, form, index + 1)) || once;
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

enum { kNearBytes = 16 };

// One row of the table of edit distances after another (Damerau's, of which
// only neighbours are swapped).
bool usage_is_near(const char *word, const char *other, size_t other_length) {
  const size_t length = strlen(word);
  if (length < 3 || length > kNearBytes || other_length < 3 ||
      other_length > kNearBytes) {
    return false;
  }
  unsigned char rows[3][kNearBytes + 1] = {};
  for (size_t j = 0; j <= other_length; j++) {
    rows[0][j] = (unsigned char)j;
  }
  for (size_t i = 1; i <= length; i++) {
    unsigned char *const row = rows[i % 3];
    const unsigned char *const above = rows[(i + 2) % 3];
    row[0] = (unsigned char)i;
    for (size_t j = 1; j <= other_length; j++) {
      const bool same = lower(word[i - 1]) == (unsigned char)other[j - 1];
      unsigned best = above[j - 1] + (same ? 0u : 1u);
      best = above[j] + 1u < best ? above[j] + 1u : best;
      best = row[j - 1] + 1u < best ? row[j - 1] + 1u : best;
      if (i > 1 && j > 1 && word[i - 1] == other[j - 2] &&
          word[i - 2] == other[j - 1]) {
        const unsigned swapped = rows[(i + 1) % 3][j - 2] + 1u;
        best = swapped < best ? swapped : best;
      }
      row[j] = (unsigned char)best;
    }
  }
  return rows[length % 3][other_length] <= 2 &&
         rows[length % 3][other_length] < length - 1;
}
