/*
 * One document of nvidia-smi -q -x: its GPUs as hardware, and the power
 * that each draws.
 */
#ifndef WATTLEAF_NVIDIA_SMI_GPU_H
#define WATTLEAF_NVIDIA_SMI_GPU_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct element;
struct reading;

/* What a GPU's power section says; NAN where it says nothing. */
struct smi_power {
	double draw_w;
	double limit_w;      /* in force */
	double max_limit_w;  /* the most that can be set, else the default */
	struct pos pos;      /* of the draw, else of the limit; line 0 for none */
};

/* "Fri Aug  4 11:44:30 2023" in seconds since 1970, as if it were UTC. */
bool
smi_time(struct span text, double *time_s);

struct smi_power
smi_power_of(const struct element *gpu);

/* "" when it has none. */
const char *
smi_model_of(const struct element *gpu);

/* The uuid, else the bus id, else the index, which is written to NUMBER. */
const char *
smi_id_of(const struct element *gpu, size_t index, char *number, size_t size);

/* True when WANTED is the uuid, the bus id or the index. */
bool
smi_is_device(const struct element *gpu, size_t index, const char *wanted);

/* Says that the memory's power, at POS, is not added to the board's. */
void
smi_say_memory_power(struct reading *, struct pos);

/* Fills the reading's record with what the document says of the machine. */
void
smi_read_machine(struct reading *, const struct element *root);

#endif
