/*
 * The catalogue: factors, devices, methods and sources, each row with its
 * source, year, unit and boundary. Plain CSV in catalog/. It knows no study.
 * Look-ups of places are in place.h, of other hardware and prices in
 * machine.h, of published results in published.h.
 */
#ifndef WATTLEAF_CATALOG_H
#define WATTLEAF_CATALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/unit.h"

struct arena;
struct catalog;
struct diags;

/* One value of the catalogue, in the base unit of its dimension. */
struct factor {
	const char *table;    /* "check", "device", "equivalent", "grid", "method", "model", "price", "pue", ... */
	const char *id;       /* unique in its table: "USA", "strubell-2019/pue" */
	const char *name;     /* for people; markup */
	const char *text;     /* a value that is words (markup); NULL when it is a number */
	double value, low, high; /* low == high == value without a range; NAN for words */
	enum unit unit;       /* as the file writes it */
	const char *per;      /* what one is: a price's "board", "round trip"; or "" */
	const char *currency; /* "USD", or "" */
	int year;             /* 0 unknown */
	const char *boundary; /* "lifecycle generation", or "" */
	const char *source;   /* id of a source row */
	const char *low_source, *high_source; /* of an end that another source gives, or "" */
	const char *note;     /* markup, or "" */
	bool unconfirmed;     /* never a silent default */
	struct pos pos;       /* of a user's own row; file NULL for the catalogue's */
};

/* One accelerator as the vendor sells it. */
struct device {
	const char *id;       /* "v100-sxm2-16gb" */
	const char *name;     /* "NVIDIA Tesla V100 SXM2 16 GB" */
	const char *label;    /* short, for tables: "V100" */
	const char *vendor;
	const char *kind;     /* "datacentre", "consumer", "tpu", ... */
	const char *count_as; /* what one of it is: "chip" or "board" */
	const char *family;   /* id of the device whose prices serve too, or "" */
	int chips;            /* chips on a board, or what a board shows as; -1 unknown */
	int year;
	double memory_gb;     /* NAN unknown */
	struct factor tdp;    /* W; value NAN unknown */
	/* TFLOP/s, dense; NAN unknown. peak_fp16 is that of bf16 too. */
	double peak_fp64, peak_fp32, peak_tf32, peak_fp16, peak_fp8;
	const char *source;
	const char *note;
};

/* Where factors come from. */
struct citation {
	const char *id;       /* "strubell2019": also the BibTeX key */
	const char *kind;     /* BibTeX entry type: "inproceedings", "misc", ... */
	const char *author;   /* BibTeX form: "Strubell, Emma and Ganesh, Ananya and ..." */
	const char *title;
	const char *year;
	const char *venue;    /* booktitle, journal or publisher, or "" */
	const char *url;      /* or "" */
	const char *licence;
	const char *attribution; /* line that the licence asks for, or "" */
	const char *text;     /* the whole reference as a line of plain text */
};

/* What is known of a published model and a report must get right. */
struct catalog_fact {
	const char *model;    /* the catalogue's id: "nas" */
	const char *key;      /* "params", "power", "hours", "price", "energy", "scope", "correction", ... */
	const char *text;     /* markup; NULL when the fact is a number */
	double value;         /* in the base unit of its dimension; NAN for words */
	enum unit unit;
	const char *source;
};

/*
 * Opens the catalogue in DIRECTORY. NULL with diagnostics when a table is
 * missing. A table is read when it is first asked for; a malformed row
 * becomes CATALOG_ROW then and is left out, so the arena and the list of
 * diagnostics must live as long as the catalogue.
 */
struct catalog *
catalog_open(const char *directory, struct arena *, struct diags *);

/*
 * Adds a user's own rows, which win over the catalogue's: a CSV file with
 * the columns of the tables and "table", the name of the row's table. False
 * when it can't be read or a row is at fault (CATALOG_ROW, with its place).
 * To be called before anything is looked up.
 */
bool
catalog_add(struct catalog *, const char *path);

/* "2026.11": the data release. */
const char *
catalog_version(const struct catalog *);

/* The row ID of TABLE, or NULL. */
const struct factor *
catalog_factor(const struct catalog *, const char *table, const char *id);

/*
 * The intensity of a place: ISO 3166 alpha-2 or alpha-3, a country's name,
 * or a subregion, any case. NULL when it is not there.
 */
const struct factor *
catalog_grid(const struct catalog *, const char *place);

/* The world's PUE of YEAR, or of the nearest earlier year (NULL when none is that old); the latest when YEAR is 0. */
const struct factor *
catalog_pue(const struct catalog *, int year);

/*
 * The price of one device-hour in DATASET ("strubell-2019"), of the device
 * or else of its family; kind is "preemptible" or "on-demand".
 */
const struct factor *
catalog_price(const struct catalog *, const char *dataset, const char *device,
    const char *kind);

/*
 * The default PARAMETER of METHOD ("strubell-2019", "pue"), or NULL when the
 * method leaves it open. catalog_method_text gives one that is a word.
 */
const struct factor *
catalog_method(const struct catalog *, const char *method,
    const char *parameter);

const char *
catalog_method_text(const struct catalog *, const char *method,
    const char *parameter);

/*
 * The device that NAME means: its id, else an exact match string, else the
 * longest match string inside NAME, unless NAME goes on to name a variant
 * ("RTX 3080 Laptop GPU"). A count ("8xA100") is left aside. NULL when none.
 */
const struct device *
catalog_device(const struct catalog *, const char *name);

const struct citation *
catalog_citation(const struct catalog *, const char *id);

/*
 * The facts of which a pattern matches the study's model MODEL (its id), in
 * the table's order; NULL and 0 when there are none.
 */
const struct catalog_fact *
catalog_facts(const struct catalog *, const char *model, size_t *count);

/* The i-th row of a table, NULL past the end: for listing. */
const struct factor *
catalog_row(const struct catalog *, const char *table, size_t i);

const struct device *
catalog_device_row(const struct catalog *, size_t i);

const struct citation *
catalog_citation_row(const struct catalog *, size_t i);

/*
 * At most three ids of rows in TABLE ("device", "method", "grid", "place",
 * "cpu", "source", ...) that NAME may mean or that are called like it, as
 * "a, b or c"; "" when none is near.
 */
const char *
catalog_suggest(const struct catalog *, const char *table, const char *name,
    struct arena *);

/*
 * Of a NAME that a look-up in TABLE ("device", "place") finds by choice: the
 * ids that it could mean too, as "a, b or c"; "" when it says all.
 */
const char *
catalog_others(const struct catalog *, const char *table, const char *name,
    struct arena *);

#endif
