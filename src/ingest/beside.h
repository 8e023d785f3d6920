/*
 * Files that lie beside the one being read, in its folder or in its archive:
 * some tools write one run into two files.
 */
#ifndef WATTLEAF_BESIDE_H
#define WATTLEAF_BESIDE_H

#include <stdbool.h>

struct reading;
struct source;

/* The file called NAME there, NULL where there is none; links are not followed. The caller closes. */
struct source *
beside_open(struct reading *, const char *name);

/* As beside_open, of the file's own name with its last WORD made OTHER. */
struct source *
beside_open_other(struct reading *, const char *word, const char *other);

#endif
