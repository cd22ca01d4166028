// SPDX-License-Identifier: Apache-2.0
/**
 * @file Device trees, shown; and broken ones: every byte changed in several
 * ways. Each of those is in memory of just its size, so that the address
 * sanitizer sees a read past its end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/device_tree.h"
#include "kernel/testing/test_tree.h"
#include "shell/testing/fake_board.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

static char output[1 << 16];
static struct test_shell test;

static const char kEnd[] = "\r\ndaedalus> ";

static int start(void **state) {
  (void)state;
  fake_board_reset();
  test_shell_start(&test, output, sizeof(output));
  return 0;
}

static void type(const char *line) { test_shell_enter(&test, line); }

static void expect(const char *line, const char *answer) {
  test_shell_expect(&test, line, answer);
}

static size_t make_tree(void) {
  static const uint8_t kBytes[] = {1, 2, 3};
  test_tree_begin();
  test_tree_string("model", "Test board");
  TEST_TREE_CELLS("#address-cells", 1);
  test_tree_node("soc");
  test_tree_bytes("empty", "", 0);
  test_tree_node("uart@1000");
  test_tree_bytes("compatible", "arm,pl011\0arm,primecell", 24);
  TEST_TREE_CELLS("reg", 0x1000, 0x200);
  test_tree_bytes("mac", kBytes, sizeof(kBytes));
  test_tree_end_node();
  test_tree_end_node();
  test_tree_node("chosen");
  test_tree_end_node();
  fake_board.tree = test_tree();
  return test_tree_end();
}

static void dt_shows_nodes(void **state) {
  (void)state;
  (void)make_tree();
  expect("dt",
         "  model = \"Test board\"\r\n"
         "  #address-cells = <0x1>\r\n"
         "  soc/\r\n"
         "  chosen/\r\n");
  expect("dt /soc",
         "  empty\r\n"
         "  uart@1000/\r\n");
  expect("dt /soc/uart@1000",
         "  compatible = \"arm,pl011\", \"arm,primecell\"\r\n"
         "  reg = <0x1000 0x200>\r\n"
         "  mac = [01 02 03]\r\n");
}

static void dt_shows_the_tree(void **state) {
  (void)state;
  (void)make_tree();
  expect("dt tree",
         "/\r\n"
         "  soc\r\n"
         "    uart@1000\r\n"
         "  chosen\r\n");
  expect("dt tree /soc", "soc\r\n  uart@1000\r\n");
  expect("dt find arm,primecell", "/soc/uart@1000\r\n");
}

// Types `line` and Tab, and gives it up.
static void tab(const char *line) {
  fake_terminal_clear(&test.fake);
  test_shell_type(&test, line, strlen(line));
  test_shell_type(&test, "\t\x03", 2);
}

// The same; `shown` is what became of it.
static void expect_tab(const char *line, const char *shown) {
  tab(line);
  const size_t length = strlen(shown);
  assert_memory_equal(output, shown, length);
  assert_true(output[length] == '^' || output[length] == '\x1b');
}

static void dt_completes_paths(void **state) {
  (void)state;
  expect_tab("dt /so", "dt /so\a");
  (void)make_tree();
  expect_tab("dt tree ", "dt tree /");
  expect_tab("dt /so", "dt /soc/");
  expect_tab("dt /soc", "dt /soc/");
  expect_tab("dt tree /soc/", "dt tree /soc/uart@1000 ");
  expect_tab("dt /c", "dt /chosen ");
  expect_tab("dt /chosen/", "dt /chosen/\a");
  expect_tab("dt /no/", "dt /no/\a");
  expect_tab("dt c", "dt c\a");
}

static void dt_completes_what_nodes_are_compatible_to(void **state) {
  (void)state;
  test_tree_begin();
  static const char *const kNodes[] = {"a", "b"};
  for (size_t i = 0; i < 2; i++) {
    test_tree_node(kNodes[i]);
    test_tree_bytes("compatible", "arm,pl011\0\0x\x1b,y\0arm,primecell", 30);
    test_tree_end_node();
  }
  (void)test_tree_end();
  fake_board.tree = test_tree();
  expect_tab("dt find ", "dt find arm,p");
  expect_tab("dt find arm,pr", "dt find arm,primecell ");
  expect_tab("dt find x", "dt find x\a");
  expect_tab("dt find arm,primecell", "dt find arm,primecell ");
}

static void dt_says_what_is_wrong(void **state) {
  (void)state;
  expect("dt", "The firmware has left no device tree.\r\n");
  (void)make_tree();
  expect("dt /nosuch",
         "dt /nosuch\r\n"
         "   ^^^^^^^\r\n"
         "dt: no such node; see dt tree\r\n");
  expect("dt find",
         "dt find\r\n"
         "       ^\r\n"
         "dt: COMPATIBLE is missing\r\n");
  expect("dt find nosuch",
         "dt find nosuch\r\n"
         "        ^^^^^^\r\n"
         "dt: no node is compatible to that\r\n");
}

static void dt_obeys_nothing_that_is_in_the_tree(void **state) {
  (void)state;
  test_tree_begin();
  test_tree_bytes("\x1b[2J", "\x1b[0", 4);
  test_tree_node("a\tb\x7f\xff");
  test_tree_end_node();
  (void)test_tree_end();
  fake_board.tree = test_tree();
  expect("dt",
         "  ?[2J = <0x1b5b3000>\r\n"
         "  a?b?\?/\r\n");
}

static void dt_finds_nodes_however_deep(void **state) {
  (void)state;
  test_tree_begin();
  for (unsigned depth = 0; depth < 20; depth++) {
    test_tree_node("fourteen-bytes");
  }
  test_tree_node("here");
  test_tree_string("compatible", "test");
  test_tree_end_node();
  for (unsigned depth = 0; depth < 20; depth++) {
    test_tree_end_node();
  }
  (void)test_tree_end();
  fake_board.tree = test_tree();
  expect("dt find test", ".../here\r\n");
  type("dt tree");
  assert_non_null(strstr(output, "  here\r\ndaedalus> "));
}

static void dt_tells_damage(void **state) {
  (void)state;
  (void)make_tree();
  // A tag that does not exist, where the last node begins.
  unsigned char *tag = test_tree();
  while (memcmp(tag, "\0\0\0\1chosen", 10) != 0) {
    tag++;
  }
  tag[3] = 8;
  expect("dt tree || echo $?",
         "/\r\n"
         "  soc\r\n"
         "    uart@1000\r\n"
         "The tree is damaged here.\r\n"
         "7\r\n");
  expect("dt",
         "  model = \"Test board\"\r\n"
         "  #address-cells = <0x1>\r\n"
         "  soc/\r\n"
         "The tree is damaged here.\r\n");
  expect("dt find",
         "dt find\r\n"
         "       ^\r\n"
         "dt: COMPATIBLE is missing\r\n");
  expect("dt find nosuch", "The tree is damaged here.\r\n");
}

// It comes to an end, and a terminal can only print it.
static void show(const char *line) {
  fake_terminal_clear(&test.fake);
  test_shell_type(&test, line, strlen(line));
  assert_true(test.fake.total < sizeof(output));
  for (const char *c = output; *c != '\0'; c++) {
    assert_true((*c >= ' ' && *c <= '~') || *c == '\r' || *c == '\n');
  }
  const size_t length = strlen(output);
  assert_true(length > sizeof(kEnd));
  assert_string_equal(&output[length - (sizeof(kEnd) - 1)], kEnd);
}

static bool is_tree(const unsigned char *tree, size_t bytes) {
  const uintptr_t start = (uintptr_t)tree;
  return device_tree_at(start, start, start + bytes) != nullptr;
}

static void every_byte_changed(void **state) {
  (void)state;
  const unsigned char kChanges[] = {0x01, 0x08, 0x40, 0x80, 0x7f, 0xff};
  const size_t bytes = make_tree();
  unsigned char *const tree = malloc(bytes);
  assert_non_null(tree);
  memcpy(tree, test_tree(), bytes);
  size_t taken = 0;
  size_t damaged = 0;
  for (size_t at = 0; at < bytes; at++) {
    for (size_t i = 0; i < sizeof(kChanges); i++) {
      tree[at] ^= kChanges[i];
      if (is_tree(tree, bytes)) {
        fake_board.tree = tree;
        taken++;
        show("dt\r");
        show("dt /soc/uart@1000\r");
        show("dt find arm,primecell\r");
        tab("dt /soc/");
        tab("dt find ");
        show("dt tree\r");
        damaged += strstr(output, "damaged here") != nullptr ? 1 : 0;
      }
      tree[at] ^= kChanges[i];
    }
  }
  assert_true(taken > bytes * 4);
  assert_true(damaged > 100);
  free(tree);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(dt_shows_nodes, start),
      cmocka_unit_test_setup(dt_shows_the_tree, start),
      cmocka_unit_test_setup(dt_completes_paths, start),
      cmocka_unit_test_setup(dt_completes_what_nodes_are_compatible_to, start),
      cmocka_unit_test_setup(dt_says_what_is_wrong, start),
      cmocka_unit_test_setup(dt_obeys_nothing_that_is_in_the_tree, start),
      cmocka_unit_test_setup(dt_finds_nodes_however_deep, start),
      cmocka_unit_test_setup(dt_tells_damage, start),
      cmocka_unit_test_setup(every_byte_changed, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
