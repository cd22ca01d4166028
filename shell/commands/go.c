// SPDX-License-Identifier: Apache-2.0
/** @file All that can be wrong is looked for while there is somebody to tell.
 */
#include <stdint.h>
#include <string.h>

#include "kernel/handover.h"
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/commands/load.h"
#include "shell/shell.h"

static status_t fail(struct shell *shell, status_t status, const char *why) {
  shell_printf(shell, "go: %s\n", why);
  return status;
}

static status_t plan(struct shell *shell, const struct loaded *file,
                     struct handover *handover) {
  const unsigned char *const bytes =
      (const unsigned char *)file->base;  // NOLINT
  if (file->bytes == 0) {
    return fail(shell, STATUS_NOT_FOUND, "nothing is loaded; see help load");
  }
  if (loaded_crc32(bytes, file->bytes) != file->crc32) {
    return fail(shell, STATUS_IO,
                "the file has been changed in memory; load it again");
  }
  const status_t status = handover_plan(file->base, file->bytes, handover);
  switch (status) {
    case STATUS_OK:
      return STATUS_OK;
    case STATUS_UNSUPPORTED:
      return fail(shell, status, "this image is for another board");
    case STATUS_OUT_OF_RANGE:
      return fail(shell, status,
                  "the image would overwrite itself or the device tree, or run "
                  "outside of RAM");
    default:
      return fail(shell, status,
                  file->bytes > 4 && memcmp(bytes, "\177ELF", 4) == 0
                      ? "this is an ELF file; load the .img beside it"
                      : "this is no image for this processor");
  }
}

static status_t run_go(struct shell *shell, int, const char *const *) {
  const struct loaded *const file = loaded_file();
  struct handover handover;
  status_t status = plan(shell, file, &handover);
  if (status != STATUS_OK) {
    return status;
  }
  shell_printf(shell, "Starting %lu bytes at 0x%08lx.\n",
               (unsigned long)file->bytes, (unsigned long)handover.to);
  status = handover_start(&handover);
  switch (status) {
    case STATUS_BUSY:
      return fail(shell, status, "another core is at work");
    case STATUS_UNSUPPORTED:
      return fail(shell, status, "the other cores cannot be stopped here");
    default:
      return fail(shell, status, "another core does not stop");
  }
}

SHELL_COMMAND(go) = {
    .name = "go",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "start the image that load has received, in place of this one",
    .usage = "go",
    .details =
        "It finds the machine as the firmware would leave it. Nothing "
        "of this kernel\nstays but its log.\n",
    .run = run_go,
};
