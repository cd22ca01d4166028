// SPDX-License-Identifier: Apache-2.0
/**
 * @file Runs failing.c's program and compares all that comes out of it: exit
 * code, TAP and JUnit report. Without cmocka, which is what is tested here.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static const char kTap[] =
    "TAP version 13\n"
    "1..5\n"
    "ok 1 - passes\n"
    "not ok 2 - fails_with_markup\n"
    "# \"<b> & \"c\"\x01\xff\" != \"\"\n"
    "# failing.c:100: error: Failure!\n"
    "ok 3 # SKIP skips\n"
    "ok then\n"
    "# not a detail\n"
    "ok 4 - prints_what_looks_like_tap\n"
    "not ok 5 - is_not_done # TODO later\n"
    "# 0x1 != 0x2\n"
    "# failing.c:200: error: Failure!\n"
    "# not ok - tests\n";

// Times, which differ, are left out of the comparison.
static const char kXml[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<testsuites>\n"
    " <testsuite name=\"//a:b\" tests=\"5\" failures=\"1\" skipped=\"2\""
    " time=\"\">\n"
    "  <testcase classname=\"//a:b\" name=\"passes\" time=\"\"></testcase>\n"
    "  <testcase classname=\"//a:b\" name=\"fails_with_markup\" time=\"\">"
    "<failure>&quot;&lt;b&gt; &amp; &quot;c&quot;??&quot; !="
    " &quot;&quot;\n"
    "failing.c:100: error: Failure!\n"
    "</failure></testcase>\n"
    "  <testcase classname=\"//a:b\" name=\"skips\" time=\"\">"
    "<skipped></skipped></testcase>\n"
    "  <testcase classname=\"//a:b\" name=\"prints_what_looks_like_tap\""
    " time=\"\"></testcase>\n"
    "  <testcase classname=\"//a:b\" name=\"is_not_done # TODO later\""
    " time=\"\"><skipped></skipped></testcase>\n"
    " </testsuite>\n"
    "</testsuites>\n";

static void read_all(FILE *file, char *text, size_t size) {
  text[file == NULL ? 0 : fread(text, 1, size - 1, file)] = '\0';
}

static void drop_times(char *text) {
  static const char kTime[] = "time=\"";
  char *end = text;
  while ((end = strstr(end, kTime)) != NULL) {
    end += strlen(kTime);
    memmove(end, strchr(end, '"'), strlen(strchr(end, '"')) + 1);
  }
}

static bool equal(const char *what, const char *expected, const char *actual) {
  if (strcmp(expected, actual) == 0) {
    return true;
  }
  printf("%s: expected\n%s\n%s: got\n%s\n", what, expected, what, actual);
  return false;
}

// NOLINTBEGIN(concurrency-mt-unsafe): one thread
int main(int count, char **arguments) {
  const char *folder = getenv("TEST_TMPDIR");
  if (count != 2 || folder == NULL) {
    puts("usage: TEST_TMPDIR=<folder> report_test <program>");
    return EXIT_FAILURE;
  }
  char path[4096];
  (void)snprintf(path, sizeof(path), "%s/report.xml", folder);
  if (setenv("XML_OUTPUT_FILE", path, 1) != 0 ||
      setenv("TEST_TARGET", "//a:b", 1) != 0) {
    perror("setenv");
    return EXIT_FAILURE;
  }

  static char text[1 << 16];
  // NOLINTNEXTLINE(cert-env33-c): the path is Bazel's
  FILE *program = popen(arguments[1], "r");
  read_all(program, text, sizeof(text));
  const int status = program == NULL ? -1 : pclose(program);
  bool good = equal("output", kTap, text);
  // cmocka_run_group_tests() returned the number of failures.
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 2) {
    printf("wait status %d, not exit code 2\n", status);
    good = false;
  }

  FILE *report = fopen(path, "r");
  read_all(report, text, sizeof(text));
  if (report != NULL) {
    (void)fclose(report);
  }
  drop_times(text);
  return equal("report", kXml, text) && good ? EXIT_SUCCESS : EXIT_FAILURE;
}
// NOLINTEND(concurrency-mt-unsafe)
