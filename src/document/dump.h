/*
 * The document as text: the tests' oracle and the debugger.
 */
#ifndef WATTLEAF_DOC_DUMP_H
#define WATTLEAF_DOC_DUMP_H

struct arena;
struct buf;
struct doc;

/* One node a line, indented; tables cell by cell, charts mark by mark. */
void
doc_dump(const struct doc *, struct arena *, struct buf *out);

#endif
