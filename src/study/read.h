/*
 * A tree of elements to a study: inside the study folder only.
 */
#ifndef WATTLEAF_STUDY_READ_H
#define WATTLEAF_STUDY_READ_H

struct arena;
struct diags;
struct element;
struct study;

/* Fills STUDY (zeroed but for file and folder) from the tree; faults go to diags. */
void
study_from_tree(const struct element *root, struct study *, struct arena *,
    struct diags *);

/*
 * Sets the attribute NAME of TARGET, the struct of ELEMENT ("hardware"), as
 * if it had been written in a study; VALUE is of the command line's OPTION
 * ("--pue"), which diagnostics and origins name.
 */
void
study_set(const char *element, const char *name, const char *value,
    const char *option, void *target, struct arena *, struct diags *);

/* The rules that no schema can hold: ids used twice, contradicting facts. */
void
study_check(const struct study *, struct diags *);

#endif
