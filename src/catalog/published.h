/*
 * Published results of models: what a paper or model card prints, each
 * quantity as a factor with its source.
 */
#ifndef WATTLEAF_PUBLISHED_H
#define WATTLEAF_PUBLISHED_H

#include <stddef.h>

#include "catalog/catalog.h"

enum published_quantity {
	PUBLISHED_HOURS,        /* h: wall hours, or device-hours when hours_of is "device" */
	PUBLISHED_POWER,        /* W: of the whole machine, or of one device when power_of is "device" or "share" */
	PUBLISHED_PUE,
	PUBLISHED_INTENSITY,    /* g/kWh */
	PUBLISHED_PRICE,        /* currency/h: low..high */
	PUBLISHED_ENERGY,       /* kWh, as printed */
	PUBLISHED_CO2E,         /* g, as printed */
	PUBLISHED_COST,         /* currency: low..high, as printed */
	PUBLISHED_TOTAL
};

struct published {
	const char *id;       /* "gpt-3/patterson-2021": model, publication */
	const char *model;    /* "gpt-3": also the model of catalog_facts */
	const char *name;     /* "GPT-3 175B", markup */
	const char *hardware; /* as printed: "V100" */
	const char *device;   /* id of the device, or "" */
	double count;         /* devices; NAN unknown */
	const char *hours_of; /* "wall" or "device" */
	const char *power_of; /* "machine", "device" (it alone), "share" (a device's share of the machine), or "" */
	const char *energy_of; /* "facility" (after PUE) or "IT" (before it), or "" */
	const char *covers;   /* "final training", "architecture search": markup, or "" */
	const char *corrects; /* id of an earlier result that this one puts right, or "" */
	int rank;             /* among the results of its model: 1 is the one that its name means; 0: only by its id */
	struct factor quantity[PUBLISHED_TOTAL]; /* value NAN: not printed */
	const char *grade;    /* how well the printed results follow from the inputs: "exact", "within 1 %", "" */
	int year;
	const char *source;   /* id of a source row */
	const char *note;     /* markup, or "" */
};

/* The i-th result whose id, model or name is NAME ("*" at its end stands for any rest; NULL: all); NULL past the end. */
const struct published *
catalog_published(const struct catalog *, const char *name, size_t i);

/*
 * The one result that NAME (an id, a model or a name) means: of a model or a
 * name, the one of the lowest rank. NULL when there is none.
 */
const struct published *
catalog_published_one(const struct catalog *, const char *name);

/* The result that puts the result ID right, or NULL. */
const struct published *
catalog_published_correction(const struct catalog *, const char *id);

#endif
