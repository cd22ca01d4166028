// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * UTF-8 as a line editor needs it: bytes in one at a time, code points out,
 * and how many columns a text takes on the screen. Strict: overlong forms,
 * surrogates and values above U+10FFFF are invalid (Unicode 16, table 3-7).
 *
 * No state but the caller's, no allocation; callable from anywhere.
 */
#ifndef DAEDALUS_SHELL_UTF8_H_
#define DAEDALUS_SHELL_UTF8_H_

#include <stddef.h>
#include <stdint.h>

enum : uint32_t {
  kUtf8MaxCodePoint = 0x10ffff,
  kUtf8Incomplete = 0xffffffff, /**< More bytes are needed. */
  kUtf8Invalid = 0xfffffffe,    /**< The byte begins and continues nothing. */
};

enum { kUtf8MaxBytes = 4 };

/** One decoder. All zero: between two code points. */
struct utf8_decoder {
  uint32_t code_point; /**< Bits collected so far. */
  uint8_t remaining;   /**< Continuation bytes still to come. */
  uint8_t low;         /**< Smallest and largest next byte that is valid. */
  uint8_t high;
};

/**
 * Takes the next byte.
 *
 * A byte that cannot continue the code point in progress drops that code
 * point and is looked at afresh, so nothing valid is lost after damage.
 *
 * @return a code point (below 0x80 for every ASCII byte), kUtf8Incomplete, or
 *         kUtf8Invalid if `byte` itself is unusable.
 */
uint32_t utf8_decode(struct utf8_decoder *decoder, uint8_t byte);

/**
 * Writes `code_point` to `bytes`, which must be a code point that is not a
 * surrogate.
 *
 * @return the number of bytes written, 1 to kUtf8MaxBytes.
 */
size_t utf8_encode(uint32_t code_point, char bytes[static kUtf8MaxBytes]);

/** Where the code point before `offset` begins. `offset` is not 0. */
size_t utf8_previous(const char *text, size_t offset);

/** Where the code point after the one at `offset` begins; at most `length`. */
size_t utf8_next(const char *text, size_t length, size_t offset);

/**
 * Columns that `length` bytes of valid UTF-8 without control characters take:
 * 0 for a combining mark, 2 for an East Asian wide character, else 1.
 */
size_t utf8_columns(const char *text, size_t length);

#endif  // DAEDALUS_SHELL_UTF8_H_
