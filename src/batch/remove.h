/*
 * Removing folders that somebody else may have filled.
 */
#ifndef WATTLEAF_REMOVE_H
#define WATTLEAF_REMOVE_H

/* Removes NAME in FOLDER (or AT_FDCWD) with all below it; links are removed, not followed. What can't be removed stays. */
void
remove_tree(int folder, const char *name);

#endif
