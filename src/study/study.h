/*
 * The study: models, their runs, and facts with their origins. Read from a
 * tree of elements, which XML and YAML both are.
 */
#ifndef WATTLEAF_STUDY_H
#define WATTLEAF_STUDY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/unit.h"

struct arena;
struct diags;
struct element;
struct record;

#define STUDY_NAMESPACE "urn:wattleaf:study:1"

/* A quantity that somebody stated. */
struct fact {
	bool known;
	struct quantity q;
	const struct origin *origin; /* set when known */
};

/* A text with its place; TEXT is NULL when it was not given. */
struct words {
	const char *text;
	struct pos pos;
};

/* A whole number with its place. */
struct whole {
	bool known;
	long value;
	struct pos pos;
};

/* A point in time, seconds since 1970. */
struct moment {
	bool known;
	double seconds;
	bool zoned;
	struct pos pos;
};

enum stage { STAGE_FINAL, STAGE_TUNING, STAGE_FAILED, STAGE_INFERENCE, STAGE_OTHER, STAGE_TOTAL };

enum log_role { ROLE_ANY, ROLE_POWER, ROLE_TIME, ROLE_ENERGY, ROLE_COST };

struct place {
	struct words grid, region;
	struct whole year;
	struct fact pue, intensity, market_intensity, wue;
};

struct hardware {
	struct words device, unit, cpu, spec;
	struct whole count, nodes, cpus, cores;
	struct fact power, total_power, host_power, utilisation, memory;
	struct fact cpu_power, cpu_utilisation, memory_power;
	struct fact embodied, host_embodied, lifetime, lifetime_use;
	const struct record *record; /* of spec, when it was read */
};

struct log {
	struct words href, format, zone, device, columns;
	struct moment from, to;
	enum log_role role;
	struct pos pos;
	const struct record *record; /* when it was read */
};

struct price {
	bool known;
	struct fact device_hour, low, high, electricity, billed;
	struct words unit, date;
};

struct score {
	struct words metric, dataset, better;
	double value;
	const char *written;
};

/* What emissions are told per: "1,000 requests", of which there were COUNT. */
struct functional_unit {
	struct words name;
	struct fact count;
};

struct note {
	const char *text; /* Markdown */
	struct pos pos;
};

struct run {
	struct words id, precision;
	struct pos pos;
	enum stage stage;
	struct whole repeat;
	struct whole count; /* devices, when the hardware does not say */
	struct fact time, device_hours, energy, it_energy, flops, tokens;
	struct fact utilisation, share;
	struct moment start, end;
	struct place place;
	struct hardware *hardware;
	size_t hardware_count;
	struct log *logs;
	size_t log_count;
	struct price price;
};

struct model {
	struct words id, name, url, public, task, note;
	struct pos pos;
	struct fact params;
	struct place place;
	struct functional_unit functional_unit;
	struct score *scores;
	size_t score_count;
	struct run *runs;
	size_t run_count;
	struct note *notes;
	size_t note_count;
};

struct study {
	const char *file;
	const char *folder;  /* where hrefs start: "." or a path */
	bool yaml;           /* its messages speak of keys */
	struct words title, method, lang, currency, anonymous;
	struct whole year;
	struct pos pos;
	struct place place;
	struct functional_unit functional_unit;
	struct model *models;
	size_t model_count;
	struct note *notes;
	size_t note_count;
};

enum {
	STUDY_MODELS_MAX = 250,
	STUDY_ELEMENTS_MAX = 20480, /* of all kinds */
	STUDY_MODEL_WEIGHT = 48     /* a model counts as so many more */
};

/* Reads the tree of elements in the file PATH, and whether it is YAML. NULL with diagnostics. */
struct element *
study_tree(const char *path, bool *yaml, struct arena *, struct diags *);

/* A study from a tree of elements, checked as study_read does; attributes without a value are taken out of the tree. NULL when it is none at all. */
struct study *
study_from_root(struct element *root, const char *path, const char *folder,
    bool yaml, const char *schema, struct arena *, struct diags *);

/*
 * Reads the study in the file PATH, checks it against the RELAX NG schema
 * SCHEMA (skipped when NULL) and by its own rules. Always goes on to the
 * end, so that all faults are named; NULL when the file is no study at all.
 * The result can be used only when diags hold no error since the call.
 */
struct study *
study_read(const char *path, const char *schema, struct arena *,
    struct diags *);

/*
 * Checks that the file at HREF, relative to the study's folder, lies inside
 * it; STUDY_OUTSIDE and NULL when not (unless ALLOW_OUTSIDE). Returns the
 * path to open.
 */
const char *
study_path(const struct study *, const struct words *href, bool allow_outside,
    struct arena *, struct diags *);

const char *
stage_name(enum stage);

/* Whether the study wants its report to be anonymous: the attribute is there and is not "no" or the like. */
bool
study_is_anonymous(const struct study *);

/* The fact of the nearest place that states it: run, then model, then study. OFFSET is offsetof(struct place, pue) and the like. */
const struct fact *
place_fact(const struct study *, const struct model *, const struct run *,
    size_t offset);

const struct words *
place_words(const struct study *, const struct model *, const struct run *,
    size_t offset);

/* What the emissions of MODEL are told per: the model's own, else the study's; NULL when none is named. */
const struct functional_unit *
study_functional_unit(const struct study *, const struct model *);

const struct whole *
place_year(const struct study *, const struct model *, const struct run *);

#endif
