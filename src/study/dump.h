/*
 * The model as text: the tests' oracle and the debugger.
 */
#ifndef WATTLEAF_STUDY_DUMP_H
#define WATTLEAF_STUDY_DUMP_H

struct buf;
struct study;

/* One fact a line, in the order of the study. */
void
study_dump(const struct study *, struct buf *out);

#endif
