// SPDX-License-Identifier: Apache-2.0
/** @file Reads the TAP that cmocka prints: Bazel's test.xml, and the verdict.
 */
#ifndef DAEDALUS_THIRD_PARTY_CMOCKA_HOST_JUNIT_H_
#define DAEDALUS_THIRD_PARTY_CMOCKA_HOST_JUNIT_H_

/**
 * Takes one message of cmocka's.
 *
 * Messages that are not TAP are ignored. At exit a JUnit report is written to
 * $XML_OUTPUT_FILE, if that is set, and an exit status of 0 becomes 1 unless
 * all tests that were planned ran and none failed. A program that is killed
 * leaves no report: Bazel then writes one from the log.
 */
void junit_feed(const char *message);

#endif  // DAEDALUS_THIRD_PARTY_CMOCKA_HOST_JUNIT_H_
