// SPDX-License-Identifier: Apache-2.0
/**
 * @file Receives one file by XMODEM, XMODEM-1K or YMODEM, always with CRC.
 * Source: C. Forsberg, "XMODEM/YMODEM Protocol Reference", 1988. Programs that
 * send: `sb` and `sx` of lrzsz, minicom, Tera Term.
 *
 * Pure logic: whoever has the line feeds what comes and sends what is to be
 * answered. No function blocks.
 *
 *     xmodem_begin(&xmodem, memory, size);
 *     while (xmodem.state == XMODEM_RUNS) {
 *       // send xmodem.answer, xmodem.answer_count bytes
 *       // a byte within xmodem_patience_ms(): xmodem_feed(); or else
 *       xmodem_silence(&xmodem);
 *     }
 *     // send the last answer
 */
#ifndef DAEDALUS_SHELL_XMODEM_H_
#define DAEDALUS_SHELL_XMODEM_H_

#include <stddef.h>
#include <stdint.h>

/** Largest block. */
#define XMODEM_BLOCK_BYTES 1024

/** Longest name that is kept, and its end. */
#define XMODEM_NAME_BYTES 40

/** What has become of it. */
enum xmodem_state {
  XMODEM_RUNS,
  XMODEM_DONE,
  XMODEM_NO_SENDER, /**< Nobody has begun to send. */
  XMODEM_CANCELLED, /**< By the sender, or xmodem_give_up(). */
  XMODEM_TOO_LARGE, /**< There is no room for the file. */
  XMODEM_LOST,      /**< Too many errors, silence, or an early end. */
};

/** Where in the protocol it is. */
enum xmodem_phase {
  XMODEM_START,   /**< Nothing has come. */
  XMODEM_BETWEEN, /**< Between blocks. */
  XMODEM_BLOCK,   /**< In one. */
  XMODEM_RUBBISH, /**< In what is to end with silence. */
};

/** One transfer. */
struct xmodem {
  // To be read by anybody:
  enum xmodem_state state;
  enum xmodem_phase phase;
  size_t received;              /**< Bytes that are in the memory. */
  size_t size;                  /**< As YMODEM says; 0: unknown. */
  size_t errors;                /**< Blocks that had to come anew. */
  char name[XMODEM_NAME_BYTES]; /**< As YMODEM says, or empty; what cannot be
                                     shown is '?'. */
  unsigned char answer[8];      /**< What to send now. */
  size_t answer_count;

  // xmodem.c's:
  unsigned char *memory;
  size_t capacity;
  bool is_batch;        // YMODEM
  bool is_over;         // all of the file is here; is there another one?
  uint8_t next_number;  // of the block to come
  unsigned tries;       // since the last good block
  unsigned cancels;     // in a row
  unsigned ends;        // in a row
  size_t wanted;        // bytes of the block that comes: number, data, CRC
  size_t count;         // of them that are here
  unsigned char block[2 + XMODEM_BLOCK_BYTES + 2];
};

/** Begins: `answer` asks for the file. `memory` has `capacity` bytes, and is
 * the transfer's until it ends. */
void xmodem_begin(struct xmodem *xmodem, void *memory, size_t capacity);

/** Takes a byte that came. While it runs. */
void xmodem_feed(struct xmodem *xmodem, uint8_t byte);

/** How long the line may be silent before xmodem_silence() is to be called. */
unsigned xmodem_patience_ms(const struct xmodem *xmodem);

/** Takes that nothing has come for so long. While it runs. */
void xmodem_silence(struct xmodem *xmodem);

/** Ends it on behalf of the user: `answer` tells the sender. */
void xmodem_give_up(struct xmodem *xmodem);

#endif  // DAEDALUS_SHELL_XMODEM_H_
