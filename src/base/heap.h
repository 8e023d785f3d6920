/*
 * The heap of a process that is forked many times. By default a child's
 * blocks go into the gaps between those of its parent, and each page of them
 * is copied for it alone; fresh pages are cheaper, and cheapest at once.
 */
#ifndef WATTLEAF_HEAP_H
#define WATTLEAF_HEAP_H

/* In the parent: takes what lies free between its blocks, for good. */
void
heap_fill_gaps(void);

/* In the child: has some megabytes of fresh memory at hand for the blocks to come; without, they get it page by page. */
void
heap_prepare(void);

#endif
