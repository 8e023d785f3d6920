/*
 * Names that a file system may take for one.
 */
#ifndef WATTLEAF_FOLD_H
#define WATTLEAF_FOLD_H

struct arena;

/* What is the same for names that differ in case or in Unicode's form alone. */
char *
fold_name(struct arena *, const char *name);

#endif
