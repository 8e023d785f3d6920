/*
 * What other formats take from the disclosure: its values, in units a power
 * of ten away, and the names of files of which there are several.
 */
#ifndef WATTLEAF_DISCLOSED_H
#define WATTLEAF_DISCLOSED_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct data;
struct doc;
struct output_job;

/* The I-th model; NULL past the last. */
const struct data *
disclosed_model(const struct doc *, size_t i);

/* Text at PATH of an object, without controls; NULL when there is none. */
const char *
disclosed_text(const struct data *, const char *path, struct arena *);

/* The number at PATH, or the value of the quantity there; NAN when not known. */
double
disclosed_number(const struct data *, const char *path);

/* Whether the quantity at PATH leaves unknown parts out. */
bool
disclosed_at_least(const struct data *, const char *path);

/* "8 × Tesla P100, 2 × A100": the hardware of a model, each once; NULL when none is known. */
const char *
disclosed_hardware(const struct data *model, struct arena *);

/* The "grid", "region" or "name" of the place of all runs; NULL when there are several. */
const char *
disclosed_place(const struct data *model, const char *key, struct arena *);

/* "gcp" and "us-central1" of the region "gcp/us-central1"; NULL where it says none. */
const char *
disclosed_provider(const struct data *model, struct arena *);

const char *
disclosed_region(const struct data *model, struct arena *);

/* "wattleaf 0.1.0, method strubell-2019": what made the figures. */
const char *
disclosed_maker(const struct doc *, struct arena *);

/* Appends VALUE times ten to the POWER in plain decimals: "0.00125", never "1.25e-3". Its digits are the shortest that read back. */
void
disclosed_decimal(struct buf *, double value, int power);

/* "boamps-bert-final.json": the file of the I-th model; LAST is "-final.json". Never equal for two models. */
const char *
disclosed_file(const char *first, const struct doc *, size_t i,
    const char *last, struct arena *);

/* Says that the output NAME was not written because WHAT is not known. */
void
disclosed_lacking(struct output_job *, const char *name, const char *what);

#endif
