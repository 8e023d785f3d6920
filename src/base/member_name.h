/*
 * Names of files in archives, which may be meant to harm.
 */
#ifndef WATTLEAF_MEMBER_NAME_H
#define WATTLEAF_MEMBER_NAME_H

struct arena;

enum { MEMBER_NAME_MAX = 4096 };

/* RAW without "./" before it, control characters as '?', in the arena; NULL when nothing is left. */
const char *
member_name(struct arena *, const char *raw);

/* Why a member so called isn't read; NULL when it is. */
const char *
member_name_fault(const char *name);

#endif
