// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * Edits one line on a terminal: bytes in, echo out, a line at Enter.
 *
 * Keys are those of readline:
 *
 *     Left, Right, Ctrl-B, Ctrl-F       by character
 *     Alt-B, Alt-F, Ctrl-Left, -Right   by word: letters and digits
 *     Home, End, Ctrl-A, Ctrl-E         to the start, the end
 *     Backspace, Delete, Ctrl-D         a character
 *     Ctrl-W, Alt-Backspace, Alt-D      kill a word: to a space, of letters
 *     Ctrl-U, Ctrl-K                    kill to the start, the end
 *     Ctrl-Y                            yank what was killed last
 *     Ctrl-T                            swap two characters
 *     Alt-U, Alt-L, Alt-C               a word in capitals, in small letters,
 *                                       with a capital
 *     Alt-.                             last word of the line entered before;
 *                                       again: of the one before that
 *     Up, Down, Ctrl-P, Ctrl-N          lines that begin as this one does
 *                                       before the cursor
 *     Ctrl-R                            search lines for what is typed next
 *     Tab                               complete; again: list what could be
 *     Ctrl-L, Ctrl-C, Enter             draw anew, give up, done
 *
 * A key that can do nothing here rings the bell or, if it has no meaning, does
 * nothing. Text is edited by character: a code point, or by the cursor keys one
 * with its combining marks. Kills in a row are one.
 *
 * Between the marks of a bracketed paste, only text, Enter and Ctrl-C mean
 * anything: a paste of several lines runs them, as on any serial console, but
 * Tab is a space and does not complete. Ctrl-C, so that a lost mark does not
 * make the terminal deaf.
 *
 * The size of the screen is unknown at first. Until it is, a line that has
 * wrapped is right in memory, and on the screen as long as it grows at its end.
 * So the terminal is asked once, at the first key that edits: programs that
 * only send lines never see the question, and dumb terminals rarely. Ctrl-L
 * asks again: for a window that has been resized, another terminal. Which
 * answers is taken for one that also has bracketed paste and grey: plain VT100s
 * ignore both, and show hints like text.
 *
 * Memory is the caller's, handed over once. Not for interrupt handlers.
 */
#ifndef DAEDALUS_SHELL_LINE_EDITOR_H_
#define DAEDALUS_SHELL_LINE_EDITOR_H_

#include <stddef.h>
#include <stdint.h>

#include "shell/history.h"
#include "shell/input_parser.h"
#include "shell/line_display.h"
#include "shell/terminal.h"

enum {
  kLineKillBytes = 1024,   /**< Longest text that Ctrl-Y brings back. */
  kLineSearchBytes = 64,   /**< Longest text to search for, plus 1. */
  kLineEditorColumns = 16, /**< Narrowest screen; */
  kLineEditorRows = 3,     /**< lowest. */
};

/** What a byte did to the line. */
enum line_status {
  kLineEditing,   /**< Still being typed. */
  kLineEntered,   /**< Complete: see line_editor_line(). */
  kLineCancelled, /**< Given up by Ctrl-C, or too long; already said so. */
};

/** Who knows how a line could go on. Both may be null. */
struct line_completer {
  void *context;
  /**
   * Calls `found` for every word that may stand where `line`, `length` bytes,
   * ends. @return where in it the word begins whose place it takes.
   */
  size_t (*find)(void *context, const char *line, size_t length,
                 void (*found)(void *found_context, const char *word,
                               size_t word_length),
                 void *found_context);
  /** Writes to `hint`, a string of `size` bytes at most, what could follow. */
  void (*hint)(void *context, const char *line, size_t length, char *hint,
               size_t size);
};

/** What an editor works with. The memory has to outlive it. */
struct line_editor_config {
  struct terminal *terminal;
  const struct history *history; /**< Lines that Up and Down bring back. */
  const char *prompt;            /**< ASCII. */
  char *line;                    /**< `size` bytes; need not be cleared. */
  char *draft; /**< The same: keeps the line while Up shows others. */
  size_t size; /**< Longest line in bytes, plus 1. At least 2. */
  char *kill;  /**< kLineKillBytes bytes: what Ctrl-Y brings back. */
  struct line_completer completer;
  bool asks; /**< The terminal how large it is. */
};

/** A search that goes on. */
struct line_search {
  size_t back; /**< The line that is shown: lines back in history; 0: none. */
  size_t length;
  char text[kLineSearchBytes];
  char prompt[kLineSearchBytes + 32];
};

/** One editor; only line_editor*.c touch the fields. */
struct line_editor {
  struct input_parser parser;
  struct line_editor_config config;
  struct line_display display;
  size_t length; /**< Bytes in config.line. */
  size_t cursor; /**< Offset of a code point in it, or `length`. */
  size_t draft_length;
  size_t prefix_length; /**< Of the draft: how lines to be shown begin. */
  size_t browsed;       /**< Lines back in history; 0: the line being typed. */
  size_t kill_length;
  size_t recalled;        /**< The line whose last word it brought: back; */
  size_t recalled_length; /**< of the word. */
  union {
    struct {
      bool kills;     /**< The last key killed, so the next kill adds to it. */
      bool overflow;  /**< Something did not fit: the line must not be used. */
      bool tabbed;    /**< The last key was Tab, and there was a choice. */
      bool searches;  /**< See `search`. */
      bool has_hints; /**< Hints are wanted. */
      bool hinted;    /**< One is on the screen. */
      bool recalls;   /**< The last key was Alt-.: see `recalled`. */
    };
    uint64_t special; /**< Not 0: a typed letter is more than its echo. */
  };
  bool pastes;    /**< Amid a bracketed paste. */
  bool asks;      /**< As config.asks says, until somebody knows better; */
  bool has_asked; /**< it has, */
  bool awaits;    /**< and has no answer. */
  size_t widest;  /**< Columns that the line ever had, on a screen of which
                       nobody knows the width. */
  struct line_search search;
};

/** Makes an editor. Writes nothing yet. Panics if `size` is less than 2. */
void line_editor_init(struct line_editor *editor,
                      const struct line_editor_config *config);

/** Says how large the screen is: at least kLineEditorColumns and
 * kLineEditorRows, or LINE_DISPLAY_UNKNOWN. The terminal is not asked any more.
 * Between lines only. */
void line_editor_set_screen(struct line_editor *editor, size_t columns,
                            size_t rows);

/** Says whether hints are shown, in grey, which the terminal has to know.
 * Between lines only. */
void line_editor_set_hints(struct line_editor *editor, bool shown);

/** Starts an empty line: writes the prompt, in one write. */
void line_editor_begin(struct line_editor *editor);

/**
 * Takes the next byte from the terminal and echoes what it does.
 *
 * After kLineEntered and kLineCancelled, call line_editor_begin() before the
 * next byte. A line that did not fit is never kLineEntered: the bell rings when
 * the first character is refused, and Enter tells why nothing is run.
 */
enum line_status line_editor_feed(struct line_editor *editor, uint8_t byte);

/**
 * The line after kLineEntered: `length` bytes of valid UTF-8 without control
 * characters, then a NUL. The caller may change it; it stays until
 * line_editor_begin().
 */
char *line_editor_line(struct line_editor *editor, size_t *length);

#endif  // DAEDALUS_SHELL_LINE_EDITOR_H_
