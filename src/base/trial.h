/*
 * Trying in a child process what a library may not survive, or not soon: its
 * memory, its time and its crashes cost the child.
 */
#ifndef WATTLEAF_TRIAL_H
#define WATTLEAF_TRIAL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Runs WORK(CONTEXT) in a child that may take MEMORY bytes more than this
 * process has, SECONDS of the processor and ten times that on the clock; what
 * it changes and prints is lost. True when it returns true. True, and nothing
 * tried, where no process can be made: then the walls of another stand around
 * this one. Sanitizers need memory of their own, which is not bounded then.
 */
bool
trial_survives(bool (*work)(void *), void *context, size_t memory,
    unsigned seconds);

#endif
