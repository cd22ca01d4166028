// SPDX-License-Identifier: Apache-2.0
#include "shell/command_line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

static char words[128];

// $X is "1 2", $EMPTY nothing, $? 7; there are no others.
static const char *value_of(void *context, const char *name, size_t length) {
  assert_ptr_equal(context, words);
  if (length == 1 && *name == 'X') {
    return "1 2";
  }
  if (length == 5 && memcmp(name, "EMPTY", 5) == 0) {
    return "";
  }
  return length == 1 && *name == '?' ? "7" : nullptr;
}

static struct word_space space = {
    .bytes = words,
    .size = sizeof(words),
    .value = value_of,
    .context = words,
};

// What a line comes to, in a form of this test's own: <> around words, what
// joins commands in front of each, and "!message @offset+length" for an error.
static const char *read_line(const char *line) {
  static char text[512];
  static const char *const kJoins[] = {";", "&&", "||"};
  struct command command;
  struct line_error error;
  size_t offset = 0;
  size_t used = 0;
  text[0] = '\0';
  for (;;) {
    switch (command_line_next(line, &offset, &space, &command, &error)) {
      case COMMAND_LINE_END:
        return text;
      case COMMAND_LINE_ERROR:
        snprintf(&text[used], sizeof(text) - used, "!%s @%u+%u", error.message,
                 (unsigned)error.place.offset, (unsigned)error.place.length);
        return text;
      case COMMAND_LINE_COMMAND:
        break;
    }
    used += (size_t)snprintf(&text[used], sizeof(text) - used, "%s",
                             used == 0 ? "" : kJoins[command.join]);
    for (int i = 0; i < command.argc; i++) {
      used += (size_t)snprintf(&text[used], sizeof(text) - used, "<%s>",
                               command.argv[i]);
    }
    assert_null(command.argv[command.argc]);
  }
}

static void words_between_spaces(void **state) {
  (void)state;
  assert_string_equal(read_line(""), "");
  assert_string_equal(read_line("   "), "");
  assert_string_equal(read_line("a"), "<a>");
  assert_string_equal(read_line("  a   bc d "), "<a><bc><d>");
  assert_string_equal(read_line("a=b *?[x] (t) ~ ! %d"),
                      "<a=b><*?[x]><(t)><~><!><%d>");
}

static void quotes(void **state) {
  (void)state;
  assert_string_equal(read_line("'a  b'"), "<a  b>");
  assert_string_equal(read_line("'a\"\\$X;#|&<'"), "<a\"\\$X;#|&<>");
  assert_string_equal(read_line("\"a 'b' ; # | & >\""), "<a 'b' ; # | & >>");
  assert_string_equal(read_line("\"\\\"\\\\\\$X\\n\\'\""), "<\"\\$X\\n\\'>");
  assert_string_equal(read_line("a'b'\"c\"d"), "<abcd>");
  assert_string_equal(read_line("'' \"\""), "<><>");
}

static void backslashes(void **state) {
  (void)state;
  assert_string_equal(read_line("a\\ b \\\\ \\; \\# \\$X \\' \\\" \\n\\<"),
                      "<a b><\\><;><#><$X><'><\"><n<>");
  assert_string_equal(read_line("\\\xc3\xa4"), "<\xc3\xa4>");
  assert_string_equal(read_line("a \\"), "!nothing comes after \\ @2+1");
}

static void comments(void **state) {
  (void)state;
  assert_string_equal(read_line("# a"), "");
  assert_string_equal(read_line("a # b; 'c"), "<a>");
  assert_string_equal(read_line("a;#b"), "<a>");
  assert_string_equal(read_line("a#b #"), "<a#b>");
}

static void lists(void **state) {
  (void)state;
  assert_string_equal(read_line("a;b"), "<a>;<b>");
  assert_string_equal(read_line("a ; b&&c d||e;"), "<a>;<b>&&<c><d>||<e>");
  assert_string_equal(read_line("a&& b"), "<a>&&<b>");
}

static void values(void **state) {
  (void)state;
  assert_string_equal(read_line("$X ${X} a$X.b ${X}c"),
                      "<1 2><1 2><a1 2.b><1 2c>");
  assert_string_equal(read_line("\"$X\" '$X' $?"), "<1 2><$X><7>");
  assert_string_equal(read_line("${?}$?1 $X1$XY_$nosuch."), "<771><.>");
  assert_string_equal(read_line("$ a$ $5 $- \"$\""), "<$><a$><$5><$-><$>");
  assert_string_equal(read_line("$EMPTY a $nosuch\"\" $EMPTY$nosuch"), "<a><>");
  assert_string_equal(read_line("$EMPTY;a"), "<a>");
  assert_string_equal(read_line("$EMPTY"), "");
}

static void mistakes(void **state) {
  (void)state;
  assert_string_equal(read_line("a 'b"), "!this quote is not closed @2+1");
  assert_string_equal(read_line("a b\"c'"), "!this quote is not closed @3+1");
  assert_string_equal(read_line("; a"), "!no command comes before this @0+1");
  assert_string_equal(read_line("a;;"),
                      "<a>!no command comes before this @2+1");
  assert_string_equal(read_line(" && a"), "!no command comes before this @1+2");
  assert_string_equal(read_line("a || "), "!no command comes after this @2+2");
  assert_string_equal(read_line("a && # b"),
                      "!no command comes after this @2+2");
  assert_string_equal(read_line("a && ;b"),
                      "!no command comes after this @2+2");
  assert_string_equal(read_line("a||&&b"), "!no command comes after this @1+2");
  assert_string_equal(read_line("a | b"),
                      "!there are no pipes here; for or, || @2+1");
  assert_string_equal(read_line("a &"),
                      "!there are no jobs here; for and, && @2+1");
  assert_string_equal(read_line("a > b"),
                      "!there are no redirections here; quote < and > @2+1");
  assert_string_equal(read_line("a 2>>b"),
                      "!there are no redirections here; quote < and > @3+1");
  assert_string_equal(read_line("<a"),
                      "!there are no redirections here; quote < and > @0+1");
  assert_string_equal(read_line("a ${b"),
                      "!not a variable's name in ${...} @2+2");
  assert_string_equal(read_line("\"${}\""),
                      "!not a variable's name in ${...} @1+2");
  assert_string_equal(read_line("${1}"),
                      "!not a variable's name in ${...} @0+2");
}

static void too_much(void **state) {
  (void)state;
  assert_string_equal(
      read_line("1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 "
                "1 2;x"),
      "<1><2><3><4><5><6><7><8><9><0><1><2><3><4><5><6><7><8><9><0><1><2><3><4>"
      "<5><6><7><8><9><0><1><2>;<x>");
  assert_string_equal(
      read_line("1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 "
                "1 2 33 4"),
      "!too many words @64+2");
  // 63 bytes and their NUL; then one more.
  static const char k63[] =
      "123456789 123456789 123456789 123456789 123456789 123456789 123";
  space.size = 64;
  char line[80];
  snprintf(line, sizeof(line), "%s;a", k63);
  assert_non_null(strstr(read_line(line), "<123>;<a>"));
  snprintf(line, sizeof(line), "%s4", k63);
  assert_string_equal(read_line(line), "!the words are too long @64+0");
  snprintf(line, sizeof(line), "%.60s1 $X", k63);
  assert_string_equal(read_line(line), "!the words are too long @64+0");
  space.size = sizeof(words);
}

static void places_of_words(void **state) {
  (void)state;
  struct command command;
  struct line_error error;
  size_t offset = 0;
  static const char kLine[] = "a; 'b c' $EMPTY $X\\  d  # e";
  assert_int_equal(command_line_next(kLine, &offset, &space, &command, &error),
                   COMMAND_LINE_COMMAND);
  assert_false(command.is_last);
  assert_int_equal(offset, 2);
  assert_int_equal(command_line_next(kLine, &offset, &space, &command, &error),
                   COMMAND_LINE_COMMAND);
  assert_true(command.is_last);
  assert_int_equal(command.place.offset, 3);
  assert_int_equal(command.place.length, 19);
  assert_int_equal(command.argc, 3);
  static const struct line_place kPlaces[] = {{3, 5}, {16, 4}, {21, 1}};
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(command.places[i].offset, kPlaces[i].offset);
    assert_int_equal(command.places[i].length, kPlaces[i].length);
  }
  assert_int_equal(offset, sizeof(kLine) - 1);
  assert_int_equal(command_line_next(kLine, &offset, &space, &command, &error),
                   COMMAND_LINE_END);
}

static void without_space_there_are_but_mistakes(void **state) {
  (void)state;
  struct command command;
  struct line_error error;
  size_t offset = 0;
  // No value is asked for, and nothing is too long.
  static const char kLine[] =
      "$X '123456789 123456789 123456789 123456789 123456789 123456789 1234'; "
      "b \"";
  assert_int_equal(command_line_next(kLine, &offset, nullptr, &command, &error),
                   COMMAND_LINE_COMMAND);
  assert_int_equal(command_line_next(kLine, &offset, nullptr, &command, &error),
                   COMMAND_LINE_ERROR);
  assert_int_equal(error.place.offset, sizeof(kLine) - 2);
}

// What is being typed lacks its end.
static void partial_lines(void **state) {
  (void)state;
  space.is_partial = true;
  assert_string_equal(read_line("a 'b c"), "<a><b c>");
  assert_string_equal(read_line("a \"b $X"), "<a><b 1 2>");
  assert_string_equal(read_line("a b\\"), "<a><b>");
  assert_string_equal(read_line("a && "), "<a>");
  assert_string_equal(read_line("a && ;"), "!no command comes after this @2+2");
  assert_string_equal(read_line("a ${X"),
                      "!not a variable's name in ${...} @2+2");
  space.is_partial = false;
}

static void names_of_variables(void **state) {
  (void)state;
  assert_int_equal(variable_name_length("Ab_9=c"), 4);
  assert_int_equal(variable_name_length("_"), 1);
  assert_int_equal(variable_name_length("9a"), 0);
  assert_int_equal(variable_name_length(""), 0);
  assert_int_equal(variable_name_length("a-b"), 1);
  assert_int_equal(variable_name_length("\xc3\xa4"), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_between_spaces),
      cmocka_unit_test(quotes),
      cmocka_unit_test(backslashes),
      cmocka_unit_test(comments),
      cmocka_unit_test(lists),
      cmocka_unit_test(values),
      cmocka_unit_test(mistakes),
      cmocka_unit_test(too_much),
      cmocka_unit_test(places_of_words),
      cmocka_unit_test(without_space_there_are_but_mistakes),
      cmocka_unit_test(partial_lines),
      cmocka_unit_test(names_of_variables),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
