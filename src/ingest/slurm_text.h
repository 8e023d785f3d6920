/*
 * Texts that Slurm writes: elapsed times, energies with a suffix, lists of
 * resources, states, stamps. It must not know in which file they stand.
 */
#ifndef WATTLEAF_SLURM_TEXT_H
#define WATTLEAF_SLURM_TEXT_H

#include <stdbool.h>

#include "base/str.h"
#include "ingest/jobs.h"

struct reading;

/* What a list of resources says: "cpu=8,energy=1439089,gres/gpu:l40s=1,node=1". */
struct slurm_tres {
	int gpus, nodes;      /* -1 when not named */
	struct span gpu_type; /* empty when not named, or several */
	bool slices;          /* the type is one of MIG */
	double energy_j;      /* NAN when not named */
	double typed;         /* GPUs counted by type */
	bool several;         /* of several types */
};

/* "D-HH:MM:SS", "H..H:MM:SS", "MM:SS.mmm" in seconds; NAN for "UNLIMITED" and all else. */
double
slurm_elapsed_s(struct span);

/* "20543125", "20.54M" (1000-based) in J; NAN for none and for Slurm's "no value". */
double
slurm_energy_j(struct span);

struct slurm_tres
slurm_tres_none(void);

struct slurm_tres
slurm_tres_of(struct span list);

/* Adds one resource; NAME as "gres/gpu:a100". */
void
slurm_tres_add(struct slurm_tres *, struct span name, double count);

/* Adds "gpu:a100:4(IDX:0-3)" or "gpu:2", which gres lists of jobs hold. */
void
slurm_tres_add_gres(struct slurm_tres *, struct span gres);

/* Sets what the list says of the job: the bare count of GPUs, else that by type. */
void
slurm_tres_to_job(const struct slurm_tres *, struct reading *, struct job *);

/* "CANCELLED by 1001", "OUT_OF_ME+"; *KNOWN says that it is a state at all. */
enum job_state
slurm_state(struct span, bool *known);

/*
 * "2024-03-15T20:24:16", with "+0100" too, "2024-03-15-20:24:16" or seconds
 * since 1970. Local stamps take the reading's zone. NAN for "Unknown".
 */
double
slurm_time_s(const struct reading *, struct span, bool *zoned);

#endif
