// SPDX-License-Identifier: Apache-2.0
/** @file Cores are threads. They stay, and end with the process. */
#include "tests/smp/cores.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static struct {
  void (*function)(unsigned cpu, void *context);
  void *context;
  bool started;
  pthread_barrier_t begin;
  pthread_barrier_t end;
  pthread_barrier_t meeting;
} work;

static void require(int error, const char *what) {
  if (error != 0) {
    (void)fprintf(stderr, "smp: %s failed with %d\n", what, error);
    abort();
  }
}

static void *run_rounds(void *argument) {
  const unsigned cpu = (unsigned)(uintptr_t)argument;
  for (;;) {
    (void)pthread_barrier_wait(&work.begin);
    work.function(cpu, work.context);
    (void)pthread_barrier_wait(&work.end);
  }
  return NULL;
}

static void start_others(void) {
  pthread_barrier_t *const barriers[] = {&work.begin, &work.end, &work.meeting};
  for (size_t i = 0; i < sizeof(barriers) / sizeof(barriers[0]); i++) {
    require(pthread_barrier_init(barriers[i], NULL, SMP_CPUS),
            "pthread_barrier_init");
  }
  for (uintptr_t cpu = 1; cpu < SMP_CPUS; cpu++) {
    pthread_t thread;
    require(pthread_create(&thread, NULL, run_rounds, (void *)cpu),
            "pthread_create");
    require(pthread_detach(thread), "pthread_detach");
  }
}

void cores_run(void (*function)(unsigned cpu, void *context), void *context) {
  if (!work.started) {
    start_others();
    work.started = true;
  }
  work.function = function;
  work.context = context;
  (void)pthread_barrier_wait(&work.begin);
  function(0, context);
  (void)pthread_barrier_wait(&work.end);
}

void cores_barrier(void) { (void)pthread_barrier_wait(&work.meeting); }
