// SPDX-License-Identifier: Apache-2.0
/** @file The tree is of any content whatever: libfdt is asked, and nothing
 * believed. */
#include <libfdt.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "kernel/boot.h"
#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/completion.h"
#include "shell/shell.h"

// Of a value: so many of its bytes are shown, and so many levels of the tree.
enum { kShownBytes = 64, kDepth = 16 };

// Of a node: a longer one is not shown, nor offered.
enum { kPathBytes = 256 };

// A name, whatever is in it: what a terminal might obey is shown as a "?".
static void print_name(struct shell *shell, const char *name) {
  for (; *name != '\0'; name++) {
    char text[] = "?";
    if (*name >= ' ' && *name <= '~') {
      text[0] = *name;
    }
    shell_print(shell, text);
  }
}

static void print_node(struct shell *shell, const void *tree, int node) {
  const char *name = fdt_get_name(tree, node, nullptr);
  if (name == nullptr) {
    name = "?";
  }
  print_name(shell, name[0] == '\0' ? "/" : name);
}

// Strings, each with its NUL and something in it, and nothing else.
static bool is_text(const char *bytes, int length) {
  if (length == 0 || bytes[length - 1] != '\0' || bytes[0] == '\0') {
    return false;
  }
  for (int i = 0; i < length; i++) {
    const bool ends = bytes[i] == '\0';
    if ((!ends && (bytes[i] < ' ' || bytes[i] > '~')) ||
        (ends && i > 0 && bytes[i - 1] == '\0')) {
      return false;
    }
  }
  return true;
}

static void print_texts(struct shell *shell, const char *bytes, int length) {
  for (int i = 0; i < length; i += (int)strlen(&bytes[i]) + 1) {
    shell_print(shell, i == 0 ? " = \"" : ", \"");
    shell_print(shell, &bytes[i]);
    shell_print(shell, "\"");
  }
}

static void print_numbers(struct shell *shell, const char *bytes, int length) {
  const bool is_cells = length % 4 == 0;
  const int shown = length > kShownBytes ? kShownBytes : length;
  shell_print(shell, is_cells ? " = <" : " = [");
  for (int i = 0; i < shown; i += is_cells ? 4 : 1) {
    shell_print(shell, i == 0 ? "" : " ");
    if (is_cells) {
      shell_printf(shell, "0x%lx",
                   (unsigned long)fdt32_ld((const fdt32_t *)&bytes[i]));
    } else {
      shell_printf(shell, "%02x", (unsigned char)bytes[i]);
    }
  }
  shell_print(shell, shown < length ? " ..." : "");
  shell_print(shell, is_cells ? ">" : "]");
}

// What ended a walk of libfdt's: the end, or something that is no tree.
static status_t explain_end(struct shell *shell, int error) {
  if (error >= 0 || error == -FDT_ERR_NOTFOUND) {
    return STATUS_OK;
  }
  shell_print(shell, "The tree is damaged here.\n");
  return STATUS_IO;
}

static int print_properties(struct shell *shell, const void *tree, int node) {
  int property;
  fdt_for_each_property_offset(property, tree, node) {
    const char *name;
    int length;
    const char *bytes = fdt_getprop_by_offset(tree, property, &name, &length);
    if (bytes == nullptr) {
      return length;
    }
    shell_print(shell, "  ");
    print_name(shell, name);
    if (is_text(bytes, length)) {
      print_texts(shell, bytes, length);
    } else if (length != 0) {
      print_numbers(shell, bytes, length);
    }
    shell_print(shell, "\n");
  }
  return property;
}

static status_t show_node(struct shell *shell, const void *tree, int node) {
  const status_t status =
      explain_end(shell, print_properties(shell, tree, node));
  if (status != STATUS_OK) {
    return status;
  }
  // libfdt's walk from child to child does not tell damage from the end.
  int depth = 0;
  int child = fdt_next_node(tree, node, &depth);
  for (; child >= 0 && depth > 0; child = fdt_next_node(tree, child, &depth)) {
    if (depth == 1) {
      shell_print(shell, "  ");
      print_node(shell, tree, child);
      shell_print(shell, "/\n");
    }
  }
  return explain_end(shell, child);
}

static status_t show_tree(struct shell *shell, const void *tree, int node) {
  int depth = 0;
  do {
    if (shell_is_over(shell)) {
      return STATUS_CANCELLED;
    }
    for (int i = 0; i < depth && i < kDepth; i++) {
      shell_print(shell, "  ");
    }
    print_node(shell, tree, node);
    shell_print(shell, "\n");
    node = fdt_next_node(tree, node, &depth);
  } while (node >= 0 && depth > 0);
  return explain_end(shell, node);
}

static status_t find(struct shell *shell, const void *tree, const char *name) {
  bool found = false;
  int node = fdt_node_offset_by_compatible(tree, -1, name);
  for (; node >= 0; node = fdt_node_offset_by_compatible(tree, node, name)) {
    char path[kPathBytes];
    if (fdt_get_path(tree, node, path, sizeof(path)) == 0) {
      print_name(shell, path);
    } else {
      shell_print(shell, ".../");
      print_node(shell, tree, node);
    }
    shell_print(shell, "\n");
    found = true;
  }
  if (!found && node == -FDT_ERR_NOTFOUND) {
    shell_error_at(shell, 2, "no node is compatible to that");
    return STATUS_NOT_FOUND;
  }
  return explain_end(shell, node);
}

static status_t run_dt(struct shell *shell, int argc, const char *const *argv) {
  const void *const tree = boot_device_tree();
  if (tree == nullptr) {
    shell_print(shell, "The firmware has left no device tree.\n");
    return STATUS_NOT_FOUND;
  }
  if (argc > 1 && strcasecmp(argv[1], "find") == 0) {
    if (argc == 3) {
      return find(shell, tree, argv[2]);
    }
    shell_error_at(shell, 2, "COMPATIBLE is missing");
    return STATUS_INVALID_ARGUMENT;
  }
  const int index = argc > 1 && strcasecmp(argv[1], "tree") == 0 ? 2 : 1;
  const int node = index < argc ? fdt_path_offset(tree, argv[index]) : 0;
  if (node == -FDT_ERR_NOTFOUND || node == -FDT_ERR_BADPATH) {
    shell_error_at(shell, index, "no such node; see dt tree");
    return STATUS_NOT_FOUND;
  }
  if (node < 0) {
    return explain_end(shell, node);
  }
  return index == 2 ? show_tree(shell, tree, node)
                    : show_node(shell, tree, node);
}

// Whether it is a word that is shown as it is.
static bool is_word(const char *text) {
  const char *end = text;
  while (*end > ' ' && *end <= '~') {
    end++;
  }
  return end != text && *end == '\0';
}

// Those one level below the last slash, each that has such with a slash.
static void offer_paths(struct completion *completion, const void *tree) {
  const char *const slash = strrchr(completion->typed, '/');
  if (slash == nullptr) {
    completion_offer(completion, "/");
    return;
  }
  const int begin = (int)(slash - completion->typed);
  const int parent =
      begin == 0 ? 0 : fdt_path_offset_namelen(tree, completion->typed, begin);
  if (parent < 0) {
    return;
  }
  int node;
  fdt_for_each_subnode(node, tree, parent) {
    const char *const name = fdt_get_name(tree, node, nullptr);
    char path[kPathBytes];
    if (name != nullptr && is_word(name) &&
        snprintf(path, sizeof(path), "%.*s/%s%s", begin, completion->typed,
                 name,
                 fdt_first_subnode(tree, node) < 0 ? "" : "/") < kPathBytes) {
      completion_offer(completion, path);
    }
  }
}

static void offer_compatible(struct completion *completion, const void *tree) {
  for (int node = 0; node >= 0; node = fdt_next_node(tree, node, nullptr)) {
    for (int i = 0;; i++) {
      const char *const text =
          fdt_stringlist_get(tree, node, "compatible", i, nullptr);
      if (text == nullptr) {
        break;
      }
      // Once, however many nodes say so.
      if (is_word(text) &&
          fdt_node_offset_by_compatible(tree, -1, text) == node) {
        completion_offer(completion, text);
      }
    }
  }
}

static void complete_dt(struct completion *completion) {
  const void *const tree = boot_device_tree();
  if (tree == nullptr) {
    return;
  }
  if (completion->value[0] == 'P') {
    offer_paths(completion, tree);
  } else {
    offer_compatible(completion, tree);
  }
}

SHELL_COMMAND(dt) = {
    .name = "dt",
    .group = SHELL_GROUP_DEVICES,
    .summary = "walk the device tree of the firmware",
    .usage =
        "dt [PATH]\n"
        "dt tree [PATH]\n"
        "dt find COMPATIBLE",
    .details =
        "dt shows a node: its properties, then its children. PATH is from "
        "the root: /cpus.\n",
    .run = run_dt,
    .complete = complete_dt,
};
