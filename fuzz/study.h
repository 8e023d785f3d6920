/*
 * A study read, written as YAML and as XML, and read again.
 */
#ifndef WATTLEAF_FUZZ_STUDY_H
#define WATTLEAF_FUZZ_STUDY_H

struct arena;
struct diags;

/* Reads the study at PATH; aborts when what is written of it reads otherwise. */
void
study_there_and_back(const char *path, struct arena *, struct diags *);

#endif
