// SPDX-License-Identifier: Apache-2.0
/** @file Prompt, edit, store, run. */
#include "shell/shell.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "kernel/status.h"
#include "mm/heap.h"
#include "shell/arguments.h"
#include "shell/command_line.h"
#include "shell/completion.h"
#include "shell/execute.h"
#include "shell/history.h"
#include "shell/history_expand.h"
#include "shell/line_editor.h"
#include "shell/terminal.h"

static const char kPrompt[] = "daedalus> ";

// completion.h for the editor, which does not know the shell.
struct found {
  void (*found)(void *context, const char *word, size_t length);
  void *context;
};

static void pass_on(struct completion *completion, const char *word,
                    size_t length) {
  const struct found *const found = completion->context;
  found->found(found->context, word, length);
}

static size_t find_words(void *context, const char *line, size_t length,
                         void (*found)(void *found_context, const char *word,
                                       size_t word_length),
                         void *found_context) {
  struct found for_editor = {.found = found, .context = found_context};
  struct completion completion = {
      .offset = length, .found = pass_on, .context = &for_editor};
  completion_find(context, line, length, &completion);
  return completion.offset;
}

static void find_hint(void *context, const char *line, size_t length,
                      char *hint, size_t size) {
  const struct shell *const shell = context;
  static const char kNoColor[] = "NO_COLOR";
  if (variables_get(&shell->variables, kNoColor, strlen(kNoColor)) != nullptr) {
    hint[0] = '\0';
  } else {
    completion_hint(context, line, length, hint, size);
  }
}

void shell_init(struct shell *shell, struct terminal *terminal) {
  // One by one: clearing all of it would be half a thousand bytes.
  shell->terminal = terminal;
  shell->variables.used = 0;
  shell->status = STATUS_OK;
  shell->running = (struct shell_running){};
  shell->page = (struct shell_page){};
  shell->words = heap_must_alloc(1, kShellLineBytes);
  history_memory_init(&shell->history_memory, &shell->history,
                      kShellHistoryBytes, kShellHistoryLines);
  const struct line_editor_config editor = {
      .terminal = terminal,
      .history = &shell->history,
      .prompt = kPrompt,
      .line = heap_must_alloc(1, kShellLineBytes),
      .draft = heap_must_alloc(1, kShellLineBytes),
      .size = kShellLineBytes,
      .kill = heap_must_alloc(1, kLineKillBytes),
      .completer = {.context = shell, .find = find_words, .hint = find_hint},
      .asks = true,
  };
  line_editor_init(&shell->editor, &editor);
}

bool shell_owns(const struct shell *shell, uintptr_t address) {
  const struct line_editor_config *const editor = &shell->editor.config;
  const struct {
    const void *bytes;
    size_t size;
  } own[] = {
      {shell, sizeof(*shell)},
      {shell->words, kShellLineBytes},
      {editor->line, kShellLineBytes},
      {editor->draft, kShellLineBytes},
      {editor->kill, kLineKillBytes},
      {shell->history.bytes, shell->history.byte_capacity},
  };
  for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
    if (address - (uintptr_t)own[i].bytes < own[i].size) {
      return true;
    }
  }
  return false;
}

// The line without the spaces around it.
static char *trim(char *line, size_t *length) {
  size_t end = *length;
  while (end != 0 && line[end - 1] == ' ') {
    end--;
  }
  line[end] = '\0';
  size_t start = 0;
  while (line[start] == ' ') {
    start++;
  }
  *length = end - start;
  return &line[start];
}

static bool is_newest(const struct history *history, const char *line,
                      size_t length) {
  size_t newest_length;
  const char *newest = history_get(history, 0, &newest_length);
  return newest != nullptr && newest_length == length &&
         memcmp(newest, line, length) == 0;
}

// Puts lines of the history in the place of their names, and shows the new
// line. Returns whether there is one to run.
static bool expand(struct shell *shell, char *line, size_t *length) {
  // The line ends where the editor's memory does.
  size_t shown;
  const char *start = line_editor_line(&shell->editor, &shown);
  const size_t size = kShellLineBytes - (size_t)(line - start);
  struct history_name name;
  const enum history_expansion expansion =
      history_expand(&shell->history, line, shell->words, size, &name);
  if (expansion == kHistoryNothing) {
    return true;
  }
  if (expansion == kHistoryExpanded) {
    *length = strlen(shell->words);
    memcpy(line, shell->words, *length + 1);
    shell_write(shell, line, *length);
    shell_print(shell, "\n");
    return true;
  }
  shell_print_place(
      shell, line, (struct line_place){.length = (uint32_t)*length},
      (struct line_place){(uint32_t)name.offset, (uint32_t)name.length});
  shell_print(shell, expansion == kHistoryNotFound
                         ? "no such line in the history\n"
                         : "the line would be too long\n");
  shell->status = STATUS_NOT_FOUND;
  return false;
}

static void enter_line(struct shell *shell) {
  size_t length;
  char *line = line_editor_line(&shell->editor, &length);
  line = trim(line, &length);
  shell->page.used = 0;
  shell->page.column = 0;
  shell->page.is_over = false;
  if (length != 0 && expand(shell, line, &length)) {
    history_memory_restore(&shell->history_memory);
    if (!is_newest(&shell->history, line, length)) {
      history_add(&shell->history, line, length);
    }
    shell->history_memory.is_lent = true;
    shell_execute(shell, line);
    shell->history_memory.is_lent = false;
  }
}

// Kept out of shell_run(), whose way for a typed letter it would make longer.
[[gnu::noinline]] static void end_line(struct shell *shell,
                                       enum line_status status) {
  if (status == kLineEntered) {
    enter_line(shell);
  }
  line_editor_begin(&shell->editor);
}

void shell_start(struct shell *shell) { line_editor_begin(&shell->editor); }

void shell_feed(struct shell *shell, uint8_t byte) {
  const enum line_status status = line_editor_feed(&shell->editor, byte);
  if (status != kLineEditing) {
    end_line(shell, status);
  }
}

void shell_run(struct shell *shell) {
  line_editor_begin(&shell->editor);
  uint8_t byte;
  while (terminal_read(shell->terminal, &byte)) {
    // shell_feed() without the call.
    const enum line_status status = line_editor_feed(&shell->editor, byte);
    if (status != kLineEditing) {
      end_line(shell, status);
    }
  }
}
