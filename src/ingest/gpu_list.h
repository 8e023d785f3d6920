/*
 * Accelerators as a listing names them: how many, of which models, with
 * which limits. Shared by the readers of hardware listings.
 */
#ifndef WATTLEAF_GPU_LIST_H
#define WATTLEAF_GPU_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct gpu_list;
struct reading;

/* What is said of one GPU: NAN and empty spans where nothing is. */
struct gpu_fact {
	struct span id;      /* what tells it from others; empty: it is one more */
	struct span model;
	double draw_w;       /* one reading */
	double limit_w;      /* in force */
	double max_limit_w;  /* the maker's, nearest to TDP */
	double memory_gb;
	struct pos pos;      /* of the name, else of the GPU */
	struct pos power_pos; /* line 0 for none */
};

struct gpu_fact
gpu_fact_none(void);

/* True for an id that says nothing: missing, or made of zeros alone, as anonymised files have it. */
bool
gpu_id_blank(struct span);

struct gpu_list *
gpu_list_open(struct reading *);

/* False for an id that is in the list already, or one GPU too many. */
bool
gpu_list_add(struct gpu_list *, const struct gpu_fact *);

int
gpu_list_count(const struct gpu_list *);

/*
 * Fills devices, device_model and the machine: counts, the means of what is
 * known of power and memory. NODES is -1 when it is not known. Several
 * models are named with their counts and said (LOG_IMPLAUSIBLE).
 */
void
gpu_list_finish(struct gpu_list *, int nodes);

#endif
