// SPDX-License-Identifier: Apache-2.0
/** @file Turns the TAP that cmocka prints into Bazel's test.xml. */
#ifndef DAEDALUS_THIRD_PARTY_CMOCKA_HOST_JUNIT_H_
#define DAEDALUS_THIRD_PARTY_CMOCKA_HOST_JUNIT_H_

/**
 * Takes one message of cmocka's.
 *
 * Messages that are not TAP are ignored. The report is a JUnit file at
 * $XML_OUTPUT_FILE, written at exit; without the variable nothing happens. A
 * program that is killed leaves no report: Bazel then writes one from the log.
 */
void junit_feed(const char *message);

#endif  // DAEDALUS_THIRD_PARTY_CMOCKA_HOST_JUNIT_H_
