/*
 * Which records are of one study: the same content, or the same title and
 * first model.
 */
#ifndef WATTLEAF_SAME_H
#define WATTLEAF_SAME_H

struct buf;
struct record;

/*
 * Appends a key of bytes: records of one study stand together, the newest
 * first. Newer is the later release of factors, then the later program, then
 * the later name, numbers in names by their value. Of anonymous studies, and
 * of those whose title is the program's own, the content alone tells.
 */
void
same_key(const struct record *, struct buf *);

enum { SAME_STUDY = 64 /* bytes of the key that are the study's */ };

/* Appends a key for the order of lists: by name, numbers by their value, then by content. */
void
same_order(const struct record *, struct buf *);

#endif
