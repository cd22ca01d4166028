// SPDX-License-Identifier: Apache-2.0
/** @file The state machine: UTF-8 first, then control characters, then
 * sequences. */
#include "shell/input_parser.h"

#include <stddef.h>
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

// What stands for the parameter of sequences that have none, or two.
enum : uint16_t { kAlt = kOtherParameter + 1, kRxvt, kModified };

// The sequences that are keys, by their last character. Cursor keys are the
// same with CSI and SS3; rxvt has letters of its own for Ctrl and a cursor key.
static const struct {
  uint16_t parameter;
  char final;
  uint8_t key;  // Behind kKeyNone.
} kKeys[] = {
    {1, 'A', kKeyUp - kKeyNone},
    {1, 'B', kKeyDown - kKeyNone},
    {1, 'C', kKeyRight - kKeyNone},
    {1, 'D', kKeyLeft - kKeyNone},
    {1, 'F', kKeyEnd - kKeyNone},
    {1, 'H', kKeyHome - kKeyNone},
    {1, '~', kKeyHome - kKeyNone},
    {3, '~', kKeyDelete - kKeyNone},
    {4, '~', kKeyEnd - kKeyNone},
    {7, '~', kKeyHome - kKeyNone},
    {8, '~', kKeyEnd - kKeyNone},
    {200, '~', kKeyPasteBegin - kKeyNone},
    {201, '~', kKeyPasteEnd - kKeyNone},
    {kModified, 'C', kKeyWordRight - kKeyNone},
    {kModified, 'D', kKeyWordLeft - kKeyNone},
    {kRxvt, 'c', kKeyWordRight - kKeyNone},
    {kRxvt, 'd', kKeyWordLeft - kKeyNone},
    {kAlt, '.', kKeyLastWord - kKeyNone},
    {kAlt, 'b', kKeyWordLeft - kKeyNone},
    {kAlt, 'c', kKeyCapital - kKeyNone},
    {kAlt, 'd', kKeyKillWordRight - kKeyNone},
    {kAlt, 'f', kKeyWordRight - kKeyNone},
    {kAlt, 'l', kKeyLower - kKeyNone},
    {kAlt, 'u', kKeyUpper - kKeyNone},
};

static uint32_t find_key(uint16_t parameter, uint32_t final) {
  for (size_t i = 0; i < sizeof(kKeys) / sizeof(kKeys[0]); i++) {
    if (kKeys[i].parameter == parameter && (uint32_t)kKeys[i].final == final) {
      return kKeyNone + kKeys[i].key;
    }
  }
  return kKeyNone;
}

static uint32_t csi_key(const struct input_parser *parser, uint32_t final) {
  // CSI 1 ; 5 D: xterm's second parameter is 1 and a bit for each of Shift, Alt
  // and Ctrl. Other modified keys are others.
  enum { kWithAlt = 3, kWithCtrl = 5 };
  const uint16_t parameter = parser->parameter;
  if (parser->first == 0) {
    // Left out is 1, but not where it says which key.
    return find_key(parameter == 0 && final != '~' ? 1 : parameter, final);
  }
  // Also xterm's F3 with Shift and such, as "row 1" and a small "column".
  if (final == 'R' && parser->first != kOtherParameter &&
      parameter != kOtherParameter) {
    return kKeyPosition | (uint32_t)parser->first << 14 | parameter;
  }
  return parser->first == 1 && (parameter == kWithAlt || parameter == kWithCtrl)
             ? find_key(kModified, final)
             : kKeyNone;
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
      // Nobody types what may come behind a point, but Alt and it.
      enter(parser,
            character < '0' && character != '.' ? kIntermediate : kGround);
      return find_key(kAlt, character);
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
      // That key has a parameter, which is for CSI.
      if (!plain || character == '~') {
        return kKeyNone;
      }
      const uint32_t key = find_key(1, character);
      return key == kKeyNone ? find_key(kRxvt, character) : key;
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
