// SPDX-License-Identifier: Apache-2.0
#include "shell/variables.h"

#include <stddef.h>
#include <string.h>

#include "kernel/status.h"

bool variables_at(const struct variables *variables, size_t index,
                  const char **name, const char **value) {
  const char *at = variables->bytes;
  const char *const end = &variables->bytes[variables->used];
  for (; at != end; index--) {
    *name = at;
    *value = at + strlen(at) + 1;
    if (index == 0) {
      return true;
    }
    at = *value + strlen(*value) + 1;
  }
  return false;
}

const char *variables_get(const struct variables *variables, const char *name,
                          size_t length) {
  const char *candidate;
  const char *value;
  for (size_t i = 0; variables_at(variables, i, &candidate, &value); i++) {
    if (strlen(candidate) == length && memcmp(candidate, name, length) == 0) {
      return value;
    }
  }
  return nullptr;
}

static size_t size_of(const char *value, size_t name_length) {
  return name_length + 1 + strlen(value) + 1;
}

static void forget(struct variables *variables, const char *value,
                   size_t name_length) {
  const size_t size = size_of(value, name_length);
  const size_t begin = (size_t)(value - variables->bytes) - name_length - 1;
  variables->used -= size;
  memmove(&variables->bytes[begin], &variables->bytes[begin + size],
          variables->used - begin);
}

status_t variables_set(struct variables *variables, const char *name,
                       size_t length, const char *value) {
  const char *old = variables_get(variables, name, length);
  const size_t freed = old == nullptr ? 0 : size_of(old, length);
  const size_t size = size_of(value, length);
  if (size > sizeof(variables->bytes) - variables->used + freed) {
    return STATUS_OUT_OF_RANGE;
  }
  if (old != nullptr) {
    forget(variables, old, length);
  }
  char *const at = &variables->bytes[variables->used];
  memcpy(at, name, length);
  at[length] = '\0';
  memcpy(&at[length + 1], value, strlen(value) + 1);
  variables->used += size;
  return STATUS_OK;
}

status_t variables_unset(struct variables *variables, const char *name) {
  const size_t length = strlen(name);
  const char *value = variables_get(variables, name, length);
  if (value == nullptr) {
    return STATUS_NOT_FOUND;
  }
  forget(variables, value, length);
  return STATUS_OK;
}
