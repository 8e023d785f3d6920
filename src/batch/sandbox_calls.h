/*
 * System calls of a worker; NULL at the end of each list. What is in neither
 * fails with EPERM.
 */
#ifndef WATTLEAF_SANDBOX_CALLS_H
#define WATTLEAF_SANDBOX_CALLS_H

/* What reading, computing and writing files takes. */
extern const char *const sandbox_calls_allowed[];

/* What only somebody who has taken over the worker calls: it ends. */
extern const char *const sandbox_calls_deadly[];

#endif
