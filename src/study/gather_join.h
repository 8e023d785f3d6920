/*
 * Which files of a folder are of one run, and which would count an energy
 * twice.
 */
#ifndef WATTLEAF_GATHER_JOIN_H
#define WATTLEAF_GATHER_JOIN_H

struct arena;
struct gathered;

/* Sets part_of of each log, which becomes the first file of its run; logs that count what another counts become FILE_TWICE, those that fit several runs FILE_NOWHERE. */
void
gather_join(struct gathered *, struct arena *);

/* Its last step but one: what tells an energy that another log counts becomes FILE_TWICE, runs of nothing else FILE_NOWHERE. */
void
gather_twice(struct gathered *, struct arena *);

#endif
