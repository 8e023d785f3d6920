/*
 * The check of the fast reader of tables against the careful one.
 */
#ifndef WATTLEAF_FUZZ_CAREFUL_H
#define WATTLEAF_FUZZ_CAREFUL_H

struct read_options;

/* Reads the table at PATH by options->columns in both ways; aborts where they differ. */
void
careful_check(const char *path, const struct read_options *);

#endif
