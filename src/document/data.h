/*
 * A tree of values: the disclosure. Its keys are the paths of templates and
 * the keys of disclosure.json; figures keep their derivation.
 */
#ifndef WATTLEAF_DATA_H
#define WATTLEAF_DATA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct figure;

enum data_kind {
	DATA_NULL,
	DATA_BOOL,
	DATA_NUMBER,
	DATA_TEXT,    /* plain */
	DATA_LIST,
	DATA_OBJECT
};

struct data {
	enum data_kind kind;
	const char *key;        /* in an object */
	bool truth;
	double number;
	const char *text;       /* TEXT; OBJECT: the whole in words, for prose, or NULL */
	const char *markup;     /* TEXT: the same with lowered and raised parts, or NULL */
	const struct figure *figure; /* OBJECT that shows a quantity, or a NUMBER: the figure itself; or NULL */
	struct data *first, *last;   /* LIST and OBJECT */
	struct data *next;
};

struct data *
data_object(struct arena *);

struct data *
data_list(struct arena *);

/* Adds a member KEY to an object (or an item to a list when KEY is NULL); returns VALUE. */
struct data *
data_add(struct data *parent, const char *key, struct data *value);

/* Adds a text member; null when TEXT is NULL. */
void
data_add_text(struct arena *, struct data *parent, const char *key,
    const char *text);

/* Adds a number member; null when it is not finite. */
void
data_add_number(struct arena *, struct data *parent, const char *key,
    double number);

void
data_add_bool(struct arena *, struct data *parent, const char *key, bool truth);

void
data_add_null(struct arena *, struct data *parent, const char *key);

/* The member at "models.0.energy_kwh.value"; NULL when there is none. */
const struct data *
data_path(const struct data *, const char *path);

#endif
