// SPDX-License-Identifier: Apache-2.0
/** @file The state machine: UTF-8 first, then control characters, then
 * sequences. */
#include "shell/input_parser.h"

#include <stdint.h>

#include "shell/utf8.h"

enum : uint8_t {
  kBel = 0x07,
  kCtrlC = 0x03,
  kCan = 0x18,
  kSub = 0x1a,
  kEsc = 0x1b,
  kDel = 0x7f,
  kSs3 = 0x8f,
  kCsi = 0x9b,
  kSt = 0x9c,
};

enum state : uint8_t {
  kGround,        // between keys; 0, as the header says
  kEscape,        // after ESC
  kIntermediate,  // after ESC and one of SP to '/': up to a final character
  kCsiEntry,      // after CSI
  kCsiBody,       // after CSI and something
  kLinuxKey,      // after CSI '[': one more character (Linux F1 to F5)
  kSs3Body,       // after SS3
  kString,        // in OSC, DCS, SOS, PM or APC; ESC ends it, mostly as ST
};

// Parameters that are no key's: larger ones, several, private marks, ...
enum : uint16_t { kOtherParameter = 9999 };

static void enter(struct input_parser *parser, enum state state) {
  parser->state = state;
  parser->parameter = 0;
  parser->first = 0;
}

static uint32_t cursor_key(uint32_t final) {
  switch (final) {
    case 'A':
      return kKeyUp;
    case 'B':
      return kKeyDown;
    case 'C':
      return kKeyRight;
    case 'D':
      return kKeyLeft;
    case 'F':
      return kKeyEnd;
    case 'H':
      return kKeyHome;
    default:
      return kKeyNone;
  }
}

// rxvt has letters of their own for Ctrl and a cursor key.
static uint32_t ss3_key(uint32_t final) {
  if (final == 'd') {
    return kKeyWordLeft;
  }
  return final == 'c' ? kKeyWordRight : cursor_key(final);
}

// CSI 1 ; 5 D: xterm's second parameter is 1 and a bit for each of Shift, Alt
// and Ctrl. Other modified keys are others.
static uint32_t modified_key(uint16_t first, uint16_t modifier,
                             uint32_t final) {
  enum { kAlt = 3, kCtrl = 5 };
  if (first > 1 || (modifier != kAlt && modifier != kCtrl)) {
    return kKeyNone;
  }
  if (final == 'D') {
    return kKeyWordLeft;
  }
  return final == 'C' ? kKeyWordRight : kKeyNone;
}

static uint32_t csi_key(const struct input_parser *parser, uint32_t final) {
  const uint16_t parameter = parser->parameter;
  if (parser->first != 0) {
    // Also xterm's F3 with Shift and such, as "row 1" and a small "column".
    if (final == 'R' && parser->first != kOtherParameter &&
        parameter != kOtherParameter) {
      return kKeyPosition | (uint32_t)parser->first << 14 | parameter;
    }
    return modified_key(parser->first, parameter, final);
  }
  if (final != '~') {
    return parameter <= 1 ? cursor_key(final) : kKeyNone;
  }
  switch (parameter) {
    case 1:
    case 7:
      return kKeyHome;
    case 3:
      return kKeyDelete;
    case 4:
    case 8:
      return kKeyEnd;
    case 200:
      return kKeyPasteBegin;
    case 201:
      return kKeyPasteEnd;
    default:
      return kKeyNone;
  }
}

static void add_parameter(struct input_parser *parser, uint32_t character) {
  uint32_t value = kOtherParameter;
  if (character >= '0' && character <= '9') {
    value = parser->parameter * 10u + (character - '0');
  } else if (character == ';' && parser->first == 0) {
    // Left out is 1.
    parser->first = parser->parameter == 0 ? 1 : parser->parameter;
    value = 0;
  }
  parser->parameter =
      value < kOtherParameter ? (uint16_t)value : kOtherParameter;
}

static uint32_t alt_key(uint32_t character) {
  switch (character) {
    case 'b':
      return kKeyWordLeft;
    case 'f':
      return kKeyWordRight;
    case 'd':
      return kKeyKillWordRight;
    default:
      return kKeyNone;
  }
}

static uint32_t escape(struct input_parser *parser, uint32_t character) {
  switch (character) {
    case '[':
      enter(parser, kCsiEntry);
      break;
    case 'O':
      enter(parser, kSs3Body);
      break;
    case 'P':  // DCS
    case 'X':  // SOS
    case ']':  // OSC
    case '^':  // PM
    case '_':  // APC
      enter(parser, kString);
      break;
    default:
      enter(parser, character < '0' ? kIntermediate : kGround);
      return alt_key(character);
  }
  return kKeyNone;
}

static uint32_t csi(struct input_parser *parser, uint32_t character) {
  if (parser->state == kCsiEntry && character == '[') {
    enter(parser, kLinuxKey);
    return kKeyNone;
  }
  parser->state = kCsiBody;
  if (character < '@') {
    add_parameter(parser, character);
    return kKeyNone;
  }
  const uint32_t key = csi_key(parser, character);
  enter(parser, kGround);
  return key;
}

// A character from SP to '~' while a sequence is open.
static uint32_t continue_sequence(struct input_parser *parser,
                                  uint32_t character) {
  switch ((enum state)parser->state) {
    case kEscape:
      return escape(parser, character);
    case kCsiEntry:
    case kCsiBody:
      return csi(parser, character);
    case kSs3Body:
      // Old xterms put the modifier in between: SS3 5 P.
      if ((character >= '0' && character <= '9') || character == ';') {
        add_parameter(parser, character);
        return kKeyNone;
      }
      const bool plain = parser->parameter == 0 && parser->first == 0;
      enter(parser, kGround);
      return plain ? ss3_key(character) : kKeyNone;
    case kIntermediate:
      if (character >= '0') {
        enter(parser, kGround);
      }
      return kKeyNone;
    case kLinuxKey:
      enter(parser, kGround);
      return kKeyNone;
    case kString:
    case kGround:
    default:
      return kKeyNone;
  }
}

// A character below U+0020, or 0x7f amid a sequence.
static uint32_t control(struct input_parser *parser, uint32_t character) {
  switch (character) {
    case '\r':
    case '\n':
      enter(parser, kGround);
      return kKeyEnter;
    case kCtrlC:
      enter(parser, kGround);
      return kCtrlC;
    case '\0':
      return kKeyNone;
    case kEsc:
      enter(parser, kEscape);
      return kKeyNone;
    case kCan:
    case kSub:
      enter(parser, kGround);
      return kKeyNone;
    case kBel:
      if (parser->state == kString) {
        enter(parser, kGround);
        return kKeyNone;
      }
      break;
    default:
      break;
  }
  if (parser->state == kGround) {
    return character;
  }
  if (parser->state == kEscape) {
    enter(parser, kGround);  // Alt and Ctrl with a letter
    return character == kDel || character == '\b' ? kKeyKillWordLeft : kKeyNone;
  }
  return kKeyNone;
}

// A code point above 0x7f, or kUtf8Invalid for one raw byte.
static uint32_t high(struct input_parser *parser, uint32_t code_point,
                     uint8_t byte) {
  // C1 control characters come in both forms.
  const uint32_t value = code_point == kUtf8Invalid ? byte : code_point;
  if (parser->state == kString) {
    enter(parser, value == kSt ? kGround : kString);
    return kKeyNone;
  }
  if (value == kCsi) {
    enter(parser, kCsiEntry);
    return kKeyNone;
  }
  if (value == kSs3) {
    enter(parser, kSs3Body);
    return kKeyNone;
  }
  // No sequence but Alt has such a character in it: a broken one ends here.
  const bool is_key =
      parser->state != kEscape && value >= 0xa0 && code_point != kUtf8Invalid;
  enter(parser, kGround);
  return is_key ? code_point : kKeyNone;
}

uint32_t input_parser_feed_any(struct input_parser *parser, uint8_t byte) {
  const bool after_cr = parser->after_cr;
  parser->after_cr = byte == '\r';
  const uint32_t character = utf8_decode(&parser->utf8, byte);
  if (character == kUtf8Incomplete || (character == '\n' && after_cr)) {
    return kKeyNone;
  }
  if (character < ' ') {
    return control(parser, character);
  }
  if (character > kDel) {
    return high(parser, character, byte);
  }
  if (parser->state == kGround) {
    return character;
  }
  return character == kDel ? control(parser, character)
                           : continue_sequence(parser, character);
}
