// SPDX-License-Identifier: Apache-2.0
/** @file The one error type. A function that can fail returns it. */
#ifndef DAEDALUS_KERNEL_STATUS_H_
#define DAEDALUS_KERNEL_STATUS_H_

/** What became of a call. Not looking at it is a compile error. */
typedef enum [[nodiscard]] status {
  STATUS_OK = 0,
  STATUS_INVALID_ARGUMENT, /**< A value that the function never takes. */
  STATUS_OUT_OF_RANGE,     /**< A number past the end of what exists. */
  STATUS_TIMED_OUT,        /**< The hardware did not answer in time. */
  STATUS_NOT_FOUND,        /**< Nothing has that name or address. */
  STATUS_UNSUPPORTED,      /**< This board, or this boot, cannot do it. */
  STATUS_BUSY,             /**< Still at something else; later perhaps. */
  STATUS_IO,               /**< The hardware answered with an error. */
  STATUS_CANCELLED,        /**< Somebody has put an end to it. */
} status_t;

#endif  // DAEDALUS_KERNEL_STATUS_H_
