/*
 * Threads that libraries start. A process forked while one runs may wait
 * forever for what that one was about to do: it isn't in the child.
 */
#ifndef WATTLEAF_THREADS_H
#define WATTLEAF_THREADS_H

#include <stdbool.h>

/* Waits until this process has one thread; false when others still run after SECONDS, or the system doesn't tell. */
bool
threads_end(unsigned seconds);

#endif
