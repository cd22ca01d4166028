// SPDX-License-Identifier: Apache-2.0
/** @file One list entry for each result; report and verdict come at exit. */
#define _DEFAULT_SOURCE  // on_exit
#include "third_party/cmocka/host/junit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum verdict { PASSED, FAILED, SKIPPED };

struct result {
  struct result *next;
  enum verdict verdict;
  double seconds;
  char *name;
  char *details;  // the "# " lines that followed, or NULL
};

// NOLINTBEGIN(concurrency-mt-unsafe): tests set no variables while they run.

static struct {
  bool started;
  const char *path;       // NULL: no report wanted
  unsigned long planned;  // tests that the plans announced
  double last;            // when the last result came
  struct result *first;
  struct result *newest;
} report;

static double now(void) {
  struct timespec time;
  (void)clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void escape(FILE *file, const char *text) {
  for (; *text != '\0'; ++text) {
    const unsigned char byte = (unsigned char)*text;
    if (byte == '&') {
      (void)fputs("&amp;", file);
    } else if (byte == '<') {
      (void)fputs("&lt;", file);
    } else if (byte == '>') {
      (void)fputs("&gt;", file);
    } else if (byte == '"') {
      (void)fputs("&quot;", file);
    } else if ((byte < ' ' && byte != '\n' && byte != '\t') || byte >= 0x7f) {
      // XML has no way to say the former; the latter need not be UTF-8.
      (void)fputc('?', file);
    } else {
      (void)fputc(byte, file);
    }
  }
}

static void write_result(FILE *file, const char *suite,
                         const struct result *result) {
  (void)fputs("  <testcase classname=\"", file);
  escape(file, suite);
  (void)fputs("\" name=\"", file);
  escape(file, result->name);
  (void)fprintf(file, "\" time=\"%.3f\">", result->seconds);
  if (result->verdict != PASSED) {
    const char *kind = result->verdict == FAILED ? "failure" : "skipped";
    (void)fprintf(file, "<%s>", kind);
    escape(file, result->details == NULL ? "" : result->details);
    (void)fprintf(file, "</%s>", kind);
  }
  (void)fputs("</testcase>\n", file);
}

static void write_report(const unsigned count[3]) {
  const char *suite = getenv("TEST_TARGET");
  suite = suite == NULL ? "tests" : suite;
  double seconds = 0;
  for (const struct result *each = report.first; each; each = each->next) {
    seconds += each->seconds;
  }

  FILE *file = fopen(report.path, "w");
  if (file == NULL) {
    perror(report.path);
    return;
  }
  (void)fputs(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites>\n <testsuite name=\"",
      file);
  escape(file, suite);
  (void)fprintf(
      file, "\" tests=\"%u\" failures=\"%u\" skipped=\"%u\" time=\"%.3f\">\n",
      count[PASSED] + count[FAILED] + count[SKIPPED], count[FAILED],
      count[SKIPPED], seconds);
  for (const struct result *each = report.first; each; each = each->next) {
    write_result(file, suite, each);
  }
  (void)fputs(" </testsuite>\n</testsuites>\n", file);
  (void)fclose(file);
}

static void forget_results(void) {
  while (report.first != NULL) {
    struct result *next = report.first->next;
    free(report.first->name);
    free(report.first->details);
    free(report.first);
    report.first = next;
  }
}

static void finish(int status, void *unused) {
  (void)unused;
  unsigned count[3] = {0};
  for (const struct result *each = report.first; each; each = each->next) {
    ++count[each->verdict];
  }
  if (report.path != NULL) {
    write_report(count);
  }
  forget_results();

  const unsigned long ran = count[PASSED] + count[FAILED] + count[SKIPPED];
  // An exit code has 8 bits: 256 failures look like none. And a test that
  // calls exit(0) keeps the others from running.
  if ((status & 0xff) == 0 && (count[FAILED] != 0 || ran != report.planned)) {
    (void)printf("# %u failed, %lu of %lu planned tests ran\n", count[FAILED],
                 ran, report.planned);
    (void)fflush(NULL);
    _exit(EXIT_FAILURE);
  }
}

static void *must(void *memory) {
  if (memory == NULL) {
    abort();
  }
  return memory;
}

static void add(enum verdict verdict, const char *name) {
  struct result *result = must(calloc(1, sizeof(*result)));
  const double time = now();
  *result = (struct result){
      .verdict = verdict,
      .seconds = time - report.last,
      .name = must(strndup(name, strcspn(name, "\n"))),
  };
  report.last = time;
  if (report.newest == NULL) {
    report.first = result;
  } else {
    report.newest->next = result;
  }
  report.newest = result;
}

static void add_details(struct result *result, const char *line) {
  const size_t old = result->details == NULL ? 0 : strlen(result->details);
  const size_t more = strlen(line);
  result->details = must(realloc(result->details, old + more + 1));
  memcpy(result->details + old, line, more + 1);
}

// What follows `prefix`, a number and `separator`; NULL if `line` is not so.
static const char *after_number(const char *line, const char *prefix,
                                const char *separator) {
  const size_t length = strlen(prefix);
  if (strncmp(line, prefix, length) != 0) {
    return NULL;
  }
  const char *rest = line + length;
  const size_t digits = strspn(rest, "0123456789");
  if (digits == 0 ||
      strncmp(rest + digits, separator, strlen(separator)) != 0) {
    return NULL;
  }
  return rest + digits + strlen(separator);
}

// What cmocka prints for a test.
static const struct {
  const char *prefix;
  const char *separator;
  enum verdict verdict;
} kForms[] = {
    {"ok ", " - ", PASSED},
    {"ok ", " # SKIP ", SKIPPED},
    {"not ok ", " - ", FAILED},
};

void junit_feed(const char *message) {
  if (!report.started) {
    report.started = true;
    report.path = getenv("XML_OUTPUT_FILE");
    report.last = now();
    if (on_exit(finish, NULL) != 0) {
      abort();
    }
  }

  if (strncmp(message, "1..", 3) == 0) {
    report.planned += strtoul(message + 3, NULL, 10);
    return;
  }

  for (size_t i = 0; i < sizeof(kForms) / sizeof(*kForms); ++i) {
    const char *name =
        after_number(message, kForms[i].prefix, kForms[i].separator);
    if (name != NULL) {
      // TAP 13: a failure marked as TODO is expected.
      const bool expected =
          kForms[i].verdict == FAILED && strstr(name, " # TODO") != NULL;
      add(expected ? SKIPPED : kForms[i].verdict, name);
      return;
    }
  }
  if (strncmp(message, "# ", 2) == 0 && report.newest != NULL &&
      report.newest->verdict == FAILED &&
      strncmp(message, "# not ok - ", 11) != 0) {
    add_details(report.newest, message + 2);
  }
}

// NOLINTEND(concurrency-mt-unsafe)
