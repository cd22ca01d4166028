// SPDX-License-Identifier: Apache-2.0
/**
 * @file What we expect of the C library, on boards (picolibc, MMU off, so an
 * unaligned access is a fault) and on the host (whose library is the proof
 * that the expectations are right).
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// It is the functions to be wary of that are tested here.
// NOLINTBEGIN(concurrency-mt-unsafe)
// NOLINTBEGIN(cert-err34-c,cert-msc30-c,cert-msc32-c,cert-msc50-cpp)
// NOLINTBEGIN(cert-msc51-cpp,clang-analyzer-security.insecureAPI.strcpy)

enum {
  kMaxOffset = 1 + sizeof(long),
  kMaxSize = 300,
  kMargin = 40,
  kArena = kMargin + kMaxOffset + kMaxSize + kMargin,
};

// All small sizes, then the neighbours of powers of two.
static const size_t kLargeSizes[] = {63,  64,  65,  127,     128,
                                     129, 255, 257, kMaxSize};

static size_t next_size(size_t size) {
  if (size < 40) {
    return size + 1;
  }
  for (size_t i = 0; i < sizeof(kLargeSizes) / sizeof(*kLargeSizes); ++i) {
    if (kLargeSizes[i] > size) {
      return kLargeSizes[i];
    }
  }
  return SIZE_MAX;
}

static _Alignas(16) unsigned char from[kArena];
static _Alignas(16) unsigned char to[kArena];
static _Alignas(16) unsigned char expected[kArena];

// Different at each place, and never what the other buffers hold there.
static void fill(void) {
  for (size_t i = 0; i < kArena; ++i) {
    from[i] = (unsigned char)(i * 7 + 1);
    to[i] = (unsigned char)(i * 7 + 100);
    expected[i] = to[i];
  }
}

static void expect_arena(const unsigned char *arena, const char *what, size_t a,
                         size_t b, size_t size) {
  for (size_t i = 0; i < kArena; ++i) {
    if (arena[i] != expected[i]) {
      fail_msg("%s(%zu, %zu, %zu): byte %zu is %u, not %u", what, a, b, size, i,
               arena[i], expected[i]);
    }
  }
}

static void memcpy_copies_at_every_alignment(void **state) {
  (void)state;
  for (size_t a = 0; a < kMaxOffset; ++a) {
    for (size_t b = 0; b < kMaxOffset; ++b) {
      for (size_t size = 0; size <= kMaxSize; size = next_size(size)) {
        fill();
        unsigned char *target = to + kMargin + a;
        const unsigned char *source = from + kMargin + b;
        for (size_t i = 0; i < size; ++i) {
          expected[kMargin + a + i] = source[i];
        }
        assert_ptr_equal(memcpy(target, source, size), target);
        expect_arena(to, "memcpy", a, b, size);
      }
    }
  }
}

static void memmove_moves_onto_itself(void **state) {
  (void)state;
  const size_t middle = kMargin + kMaxOffset;
  for (size_t a = 0; a < (size_t)2 * kMaxOffset; ++a) {
    for (size_t size = 0; size < kMaxSize; size = next_size(size)) {
      fill();
      // Forwards for a < kMaxOffset, backwards beyond, in place between.
      unsigned char *target = to + kMargin + a;
      const unsigned char *source = to + middle;
      for (size_t i = 0; i < size; ++i) {
        expected[kMargin + a + i] = (unsigned char)((middle + i) * 7 + 100);
      }
      assert_ptr_equal(memmove(target, source, size), target);
      expect_arena(to, "memmove", a, kMaxOffset, size);
    }
  }
}

static void memset_sets_at_every_alignment(void **state) {
  (void)state;
  static const int kValues[] = {0, 0x5a, -1, 0x1ff};
  for (size_t a = 0; a < kMaxOffset; ++a) {
    for (size_t size = 0; size <= kMaxSize; size = next_size(size)) {
      const int value = kValues[(a + size) % 4];
      fill();
      for (size_t i = 0; i < size; ++i) {
        expected[kMargin + a + i] = (unsigned char)value;
      }
      unsigned char *target = to + kMargin + a;
      assert_ptr_equal(memset(target, value, size), target);
      expect_arena(to, "memset", a, 0, size);
    }
  }
}

static void memcmp_and_memchr_find_each_byte(void **state) {
  (void)state;
  for (size_t a = 0; a < kMaxOffset; ++a) {
    for (size_t size = 1; size < 70; ++size) {
      memset(from, 'a', sizeof(from));
      memset(to, 'a', sizeof(to));
      assert_int_equal(memcmp(from + a, to + 1, size), 0);
      assert_null(memchr(from + a, 'b', size));
      for (size_t place = 0; place < size; ++place) {
        from[a + place] = 0xff;  // greater: bytes are unsigned
        assert_true(memcmp(from + a, to + 1, size) > 0);
        assert_true(memcmp(to + 1, from + a, size) < 0);
        assert_ptr_equal(memchr(from + a, 0xff, size), from + a + place);
        from[a + place] = 'a';
      }
    }
  }
}

static void string_functions_stop_at_the_end(void **state) {
  (void)state;
  for (size_t a = 0; a < kMaxOffset; ++a) {
    for (size_t length = 0; length < 70; ++length) {
      char *string = (char *)from + a;
      char *copy = (char *)to + 3;
      memset(from, 'x', sizeof(from));
      memset(to, 'y', sizeof(to));
      string[length] = '\0';
      assert_int_equal(strlen(string), length);
      assert_ptr_equal(strchr(string, '\0'), string + length);
      assert_null(strchr(string, 'z'));
      assert_ptr_equal(strcpy(copy, string), copy);
      assert_int_equal(strcmp(copy, string), 0);
      assert_int_equal(copy[length + 1], 'y');
      assert_ptr_equal(strcat(copy, "!"), copy);
      assert_int_equal(strlen(copy), length + 1);
      assert_true(strcmp(copy, string) != 0);
      assert_int_equal(strncmp(copy, string, length), 0);
      assert_ptr_equal(strrchr(copy, '!'), copy + length);
      assert_ptr_equal(strstr(copy, "!"), copy + length);
    }
  }
  assert_true(strcmp("a\x80", "a\x7f") > 0);
  assert_ptr_equal(strstr("", "x"), NULL);
  assert_string_equal(strstr("gpio set 5 gpio set 6", "set 6"), "set 6");
  assert_int_equal(strspn("  \tx", " \t"), 3);
  assert_int_equal(strcspn("key=value", "="), 3);
  assert_string_equal(strpbrk("key=value", "=v"), "=value");

  char padded[6] = "#####";
  assert_ptr_equal(strncpy(padded, "ab", 4), padded);
  assert_memory_equal(padded, "ab\0\0#", 6);

  char line[] = " echo  a b";
  assert_string_equal(strtok(line, " "), "echo");
  assert_string_equal(strtok(NULL, " "), "a");
  assert_string_equal(strtok(NULL, " "), "b");
  assert_null(strtok(NULL, " "));
}

__attribute__((__format__(__printf__, 2, 3))) static void expect_text(
    const char *text, const char *format, ...) {
  char buffer[128];
  va_list arguments;
  va_start(arguments, format);
  const int length = vsnprintf(buffer, sizeof(buffer), format, arguments);
  va_end(arguments);
  assert_string_equal(buffer, text);
  assert_int_equal(length, strlen(text));
}

static void printf_formats_numbers(void **state) {
  (void)state;
  expect_text("0 -1 2147483647 -2147483648", "%d %d %d %i", 0, -1, INT_MAX,
              INT_MIN);
  expect_text("4294967295 ffffffff FF 17", "%u %x %X %o", UINT_MAX, UINT_MAX,
              255u, 15u);
  expect_text("9223372036854775807", "%lld", LLONG_MAX);
  expect_text("-9223372036854775808", "%lld", LLONG_MIN);
  expect_text("18446744073709551615 ffffffffffffffff", "%llu %llx", ULLONG_MAX,
              ULLONG_MAX);
  expect_text("8388608 -8 8", "%zu %td %jd", (size_t)8388608, (ptrdiff_t)-8,
              (intmax_t)8);
  expect_text("255 65535 -1", "%hhu %hu %hhd", (unsigned char)255,
              (unsigned short)65535, (signed char)-1);
  expect_text("deadbeefcafe 123456789012", "%" PRIx64 " %" PRIu64,
              UINT64_C(0xdeadbeefcafe), UINT64_C(123456789012));
  expect_text("0xfe201000", "%p", (void *)(uintptr_t)0xfe201000);
  expect_text("   42|42   |00042|+42| 42", "%5d|%-5d|%05d|%+d|% d", 42, 42, 42,
              42, 42);
  expect_text("0x0000002a 0X2A 052", "%#010x %#X %#o", 42u, 42u, 42u);
  expect_text("  007|     |", "%5.3d|%5.0d|", 7, 0);
  expect_text("   42|42   |", "%*d|%*d|", 5, 42, -5, 42);
}

static void printf_formats_text(void **state) {
  (void)state;
  expect_text("abc|  abc|abc  |ab", "%s|%5s|%-5s|%.2s", "abc", "abc", "abc",
              "abc");
  expect_text("abc|ab|    a|", "%.*s|%.*s|%5.1s|", 5, "abc", 2, "abc", "abc");
  expect_text("x|  x|x  |100%", "%c|%3c|%-3c|100%%", 'x', 'x', 'x');
  // A precision bounds the read as well: no terminator needed.
  const char letters[2] = {'h', 'i'};
  expect_text("hi", "%.2s", letters);
}

// Through a pointer: compilers know that these calls truncate.
static int (*volatile format_text)(char *, size_t, const char *,
                                   ...) = snprintf;

static void snprintf_never_writes_past_the_end(void **state) {
  (void)state;
  for (size_t size = 0; size < 12; ++size) {
    char buffer[16];
    memset(buffer, '#', sizeof(buffer));
    assert_int_equal(format_text(buffer, size, "%s %d", "gpio", 42), 7);
    const size_t kept = size == 0 ? 0 : size <= 7 ? size - 1 : 7;
    assert_memory_equal(buffer, "gpio 42", kept);
    if (size > 0) {
      assert_int_equal(buffer[kept], '\0');
    }
    assert_int_equal(buffer[size == 0 ? 0 : kept + 1], '#');
  }
  assert_int_equal(format_text(NULL, 0, "%d", 12345), 5);
}

static void expect_long(const char *text, int base, long value, size_t used,
                        int error) {
  char *end = NULL;
  errno = 0;
  assert_true(strtol(text, &end, base) == value);
  assert_int_equal(end - text, used);
  assert_int_equal(errno, error);
}

static void strtol_knows_its_limits(void **state) {
  (void)state;
  char number[32];
  expect_long("42", 10, 42, 2, 0);
  expect_long(" \t-42abc", 10, -42, 5, 0);
  expect_long("+7", 10, 7, 2, 0);
  expect_long("0x1F", 0, 31, 4, 0);
  expect_long("017", 0, 15, 3, 0);
  expect_long("zz", 36, 1295, 2, 0);
  expect_long("12", 2, 1, 1, 0);
  expect_long("", 10, 0, 0, 0);
  expect_long("-", 10, 0, 0, 0);
  expect_long("word", 10, 0, 0, 0);

  int length = snprintf(number, sizeof(number), "%ld", LONG_MAX);
  expect_long(number, 10, LONG_MAX, (size_t)length, 0);
  ++number[length - 1];
  expect_long(number, 10, LONG_MAX, (size_t)length, ERANGE);
  length = snprintf(number, sizeof(number), "%ld", LONG_MIN);
  expect_long(number, 10, LONG_MIN, (size_t)length, 0);
  ++number[length - 1];
  expect_long(number, 10, LONG_MIN, (size_t)length, ERANGE);
  assert_int_equal(atoi("-123x"), -123);
}

static void strtoul_knows_its_limits(void **state) {
  (void)state;
  char *end;
  errno = 0;
  assert_true(strtoul("ffffffff", &end, 16) == 0xffffffff);
  assert_true(strtoul("-1", &end, 10) == ULONG_MAX);
  assert_true(strtoull("18446744073709551615", &end, 10) == ULLONG_MAX);
  assert_int_equal(errno, 0);
  assert_true(strtoull("18446744073709551616", &end, 10) == ULLONG_MAX);
  assert_int_equal(errno, ERANGE);
  errno = 0;
  assert_true(strtoul("99999999999999999999999", &end, 10) == ULONG_MAX);
  assert_int_equal(errno, ERANGE);
  assert_int_equal(*end, '\0');
}

static jmp_buf outer;

[[noreturn]] static void jump(int depth, int value) {
  volatile char frame[64] = {0};
  frame[depth] = (char)value;
  if (depth > 0) {
    jump(depth - 1, value);
  }
  longjmp(outer, value);
}

static void longjmp_comes_back_with_the_value(void **state) {
  (void)state;
  static const int kSent[] = {1, 0, -7, INT_MAX};
  static const int kGot[] = {1, 1, -7, INT_MAX};
  for (volatile size_t i = 0; i < 4; ++i) {
    volatile int calls = 0;
    const int got = setjmp(outer);
    if (++calls == 1) {
      assert_int_equal(got, 0);
      jump(8, kSent[i]);
    }
    assert_int_equal(calls, 2);
    assert_int_equal(got, kGot[i]);
  }
}

static int compare_ints(const void *left, const void *right) {
  const int a = *(const int *)left;
  const int b = *(const int *)right;
  return (a > b) - (a < b);
}

static void qsort_sorts_and_bsearch_finds(void **state) {
  (void)state;
  enum { kCount = 500 };
  static int numbers[kCount];
  for (int pattern = 0; pattern < 4; ++pattern) {
    for (int i = 0; i < kCount; ++i) {
      const int kinds[] = {i, kCount - i, i % 7, i * 193 % kCount};
      numbers[i] = kinds[pattern];
    }
    qsort(numbers, kCount, sizeof(*numbers), compare_ints);
    for (int i = 1; i < kCount; ++i) {
      assert_true(numbers[i - 1] <= numbers[i]);
    }
  }
  for (int i = 0; i < kCount; ++i) {
    assert_ptr_equal(
        bsearch(&i, numbers, kCount, sizeof(*numbers), compare_ints),
        numbers + i);
  }
  const int absent = kCount;
  assert_null(
      bsearch(&absent, numbers, kCount, sizeof(*numbers), compare_ints));
}

static void ctype_is_ascii(void **state) {
  (void)state;
  static const char kSpace[] = " \t\n\v\f\r";
  for (int c = 0; c < 128; ++c) {
    const int digit = c >= '0' && c <= '9';
    const int upper = c >= 'A' && c <= 'Z';
    const int lower = c >= 'a' && c <= 'z';
    assert_int_equal(isdigit(c) != 0, digit);
    assert_int_equal(isupper(c) != 0, upper);
    assert_int_equal(islower(c) != 0, lower);
    assert_int_equal(isalnum(c) != 0, digit || upper || lower);
    assert_int_equal(isprint(c) != 0, c >= ' ' && c < 0x7f);
    assert_int_equal(iscntrl(c) != 0, c < ' ' || c == 0x7f);
    assert_int_equal(isspace(c) != 0, c != 0 && strchr(kSpace, c) != NULL);
    assert_int_equal(toupper(c), lower ? c - 32 : c);
    assert_int_equal(tolower(c), upper ? c + 32 : c);
  }
  for (int c = 128; c < 256; ++c) {
    assert_false(isalpha(c) || isprint(c) || isspace(c));
  }
  assert_false(isspace(EOF));
}

static void rand_repeats_with_its_seed(void **state) {
  (void)state;
  int first[16];
  int same = 0;
  srand(7);
  for (size_t i = 0; i < 16; ++i) {
    first[i] = rand();
    assert_in_range(first[i], 0, RAND_MAX);
  }
  srand(8);
  for (size_t i = 0; i < 16; ++i) {
    same += rand() == first[i];
  }
  assert_true(same < 16);
  srand(7);
  for (size_t i = 0; i < 16; ++i) {
    assert_int_equal(rand(), first[i]);
  }
}

static void strerror_names_errors(void **state) {
  (void)state;
  assert_string_equal(strerror(EINVAL), "Invalid argument");
  assert_non_null(strerror(12345));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(memcpy_copies_at_every_alignment),
      cmocka_unit_test(memmove_moves_onto_itself),
      cmocka_unit_test(memset_sets_at_every_alignment),
      cmocka_unit_test(memcmp_and_memchr_find_each_byte),
      cmocka_unit_test(string_functions_stop_at_the_end),
      cmocka_unit_test(printf_formats_numbers),
      cmocka_unit_test(printf_formats_text),
      cmocka_unit_test(snprintf_never_writes_past_the_end),
      cmocka_unit_test(strtol_knows_its_limits),
      cmocka_unit_test(strtoul_knows_its_limits),
      cmocka_unit_test(longjmp_comes_back_with_the_value),
      cmocka_unit_test(qsort_sorts_and_bsearch_finds),
      cmocka_unit_test(ctype_is_ascii),
      cmocka_unit_test(rand_repeats_with_its_seed),
      cmocka_unit_test(strerror_names_errors),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

// NOLINTEND(cert-msc51-cpp,clang-analyzer-security.insecureAPI.strcpy)
// NOLINTEND(cert-err34-c,cert-msc30-c,cert-msc32-c,cert-msc50-cpp)
// NOLINTEND(concurrency-mt-unsafe)
