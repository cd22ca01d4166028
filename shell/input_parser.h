// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * Turns the bytes that a terminal sends into keys. Pure logic: bytes in, keys
 * out, no time, no allocation. The next byte may come at any time later.
 *
 * - CR, LF and CR LF are one Enter.
 * - UTF-8 gives one key per code point; NUL, invalid bytes and C1 control
 *   characters give none.
 * - Escape sequences (ECMA-48, xterm, VT100, Linux console) are taken whole:
 *   the known cursor keys become keys, all others nothing. CSI and SS3 are
 *   known in their 7-bit form and as the C1 character, raw or in UTF-8. Strings
 *   (OSC, DCS, SOS, PM, APC) only in the 7-bit form, because a stray byte
 *   from a noisy line or a Latin-1 text would else swallow what follows; they
 *   end at BEL or ST. ESC and an ordinary character are one (Alt) key.
 *   Ctrl and Alt with Left and Right are known as xterm, rxvt and PuTTY send
 *   them.
 * - A report of where the cursor is (CPR: CSI row ; column R) is a key, too.
 * - Enter and Ctrl-C always get through and end a sequence that hangs open;
 *   CAN and SUB end it too. So no input can make the terminal deaf.
 */
#ifndef DAEDALUS_SHELL_INPUT_PARSER_H_
#define DAEDALUS_SHELL_INPUT_PARSER_H_

#include <stddef.h>
#include <stdint.h>

#include "shell/utf8.h"

/**
 * Keys that are not characters. Every other key is its code point: text from
 * U+0020 on, control characters below that, and 0x7f.
 */
enum : uint32_t { kKeyEnter = '\r' };
enum : uint32_t {
  kKeyNone = kUtf8MaxCodePoint + 1, /**< The byte completes no key. */
  kKeyUp,
  kKeyDown,
  kKeyRight,
  kKeyLeft,
  kKeyHome,
  kKeyEnd,
  kKeyDelete,
  kKeyWordLeft,      /**< Ctrl or Alt and Left, Alt-B. */
  kKeyWordRight,     /**< Ctrl or Alt and Right, Alt-F. */
  kKeyKillWordLeft,  /**< Alt-Backspace. */
  kKeyKillWordRight, /**< Alt-D. */
  kKeyUpper,         /**< Alt-U. */
  kKeyLower,         /**< Alt-L. */
  kKeyCapital,       /**< Alt-C. */
  kKeyLastWord,      /**< Alt-. */
  kKeyPasteBegin,    /**< Of a bracketed paste. */
  kKeyPasteEnd,
};

/** In a key that is a cursor's position, with its row and column. */
enum : uint32_t { kKeyPosition = 0x80000000 };

/** The row and the column of such a key, from 1 on. */
#define KEY_ROW(key) ((size_t)((key) & 0x7fffffff) >> 14)
#define KEY_COLUMN(key) ((size_t)((key) & 0x3fff))

/** The key of Ctrl and a capital letter. */
#define KEY_CTRL(letter) ((uint32_t)(letter) & 0x1f)

/** One parser; only input_parser.* touch the fields. All zero: ready. */
struct input_parser {
  struct utf8_decoder utf8;
  uint16_t parameter; /**< The CSI parameter that is being read. */
  uint16_t first;     /**< The one before it. */
  uint8_t state;
  bool after_cr; /**< The last byte was CR, so an LF belongs to it. */
};

/** input_parser_feed() without its short way. */
uint32_t input_parser_feed_any(struct input_parser *parser, uint8_t byte);

/** Takes the next byte if it is text amid text, nearly all that is ever typed:
 * then it is the key. @return false, with nothing done, if it is not. */
static inline bool input_parser_take_text(struct input_parser *parser,
                                          uint8_t byte) {
  if (byte < ' ' || byte >= 0x7f || parser->state != 0) {
    return false;
  }
  parser->utf8.remaining = 0;
  parser->after_cr = false;
  return true;
}

/**
 * Takes the next byte. Never blocks.
 *
 * @return the key that `byte` completes, else kKeyNone.
 */
static inline uint32_t input_parser_feed(struct input_parser *parser,
                                         uint8_t byte) {
  return input_parser_take_text(parser, byte)
             ? byte
             : input_parser_feed_any(parser, byte);
}

#endif  // DAEDALUS_SHELL_INPUT_PARSER_H_
