/*
 * Documents for the tests of the text writers: a table of figures made by
 * hand, and one whose every word is an attack.
 */
#ifndef WATTLEAF_WRITE_SAMPLES_H
#define WATTLEAF_WRITE_SAMPLES_H

#include "document/document.h"

struct arena;

/* Prose, one table of three rows with a range and an unknown, one chart, two citations, a disclosure. */
struct doc *
sample_doc(struct arena *);

/* The same shape; names, captions, prose and citations try to break out. */
struct doc *
sample_hostile_doc(struct arena *);

/* Frees what libcmark holds. */
void
sample_doc_close(struct doc *);

#endif
