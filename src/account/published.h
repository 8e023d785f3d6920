/*
 * Models of several sources beside each other: published results of the
 * catalogue, studies, and what disclosures state; on the figures as they
 * were published, or all recomputed under one method in one place.
 */
#ifndef WATTLEAF_ACCOUNT_PUBLISHED_H
#define WATTLEAF_ACCOUNT_PUBLISHED_H

#include <stdbool.h>
#include <stddef.h>

#include "study/study.h"

struct account;
struct figure;
struct arena;
struct catalog;
struct diags;
struct published;

/* What a disclosure states of one model; a fact that is not known was not stated. */
struct stated_model {
	const char *id, *name; /* NAME is markup */
	const char *device;    /* as written, or NULL */
	const char *covers;    /* "final training, tuning", or NULL */
	double count;          /* devices; NAN unknown */
	struct fact time, device_hours, power, pue, intensity, it_energy,
	    energy, co2e, cost;
	bool energy_at_least, co2e_at_least, cost_at_least; /* parts are unknown */
};

/* What is compared: one of the three. */
struct compared_peer {
	const struct published *published;
	const struct study *study;
	const struct stated_model *stated;
	const char *from; /* of a study or a disclosure: "study.xml", plain */
};

struct compare_options {
	const char *title;
	bool normalise;
	const char *method;      /* normalised: NULL the default */
	const char *region, *grid; /* normalised: the one place; both NULL: the world */
	struct fact pue;         /* normalised: in place of the place's */
	const char *equivalents; /* as in account_options */
};

/* What stands behind a model of a comparison, beside its account_model. */
struct account_compared {
	const struct published *published; /* NULL: of a study or a disclosure */
	const char *covers;   /* "final training": markup, "" not stated */
	const char *from;     /* "study.xml": plain; NULL: of the catalogue */
	const char *method;   /* id: of a study's own account; NULL: as its source has it */
	const char *source;   /* id of a citation, or NULL */
	int year;             /* of the source; 0 unknown */
	const struct figure *co2e; /* as it was published */
	size_t corrected_by;  /* 1 + index of the model that puts it right, or 0 */
};

struct account_beside {
	bool normalised;
	const char *place;    /* normalised: as it was asked for */
	const struct account_compared *items; /* one a model of the account */
};

/*
 * The account of a comparison; its member BESIDE is set. A result that was
 * put right later is followed by the one that does it. As published:
 * figures of the catalogue and of disclosures are inputs, and those of a
 * study are under its own method. Normalised: hours, hardware, power and IT
 * energy of all are accounted for as one study. NULL with diagnostics.
 */
struct account *
account_beside(const struct compared_peer *, size_t count,
    const struct compare_options *, struct catalog *, struct arena *,
    struct diags *);

/* The model that the inputs of a published result make, for account_study; origins are its row. */
struct model
model_of_published(const struct published *, const char *id, struct arena *);

#endif
