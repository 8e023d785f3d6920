/*
 * YAML as a row of events, read and written through libyaml: the one room
 * of that library. It must not know what the events make.
 */
#ifndef WATTLEAF_YAML_EVENT_H
#define WATTLEAF_YAML_EVENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

enum yaml_kind {
	YAML_KIND_END,      /* of the text */
	YAML_KIND_FAULT,
	YAML_KIND_DOCUMENT, /* begins */
	YAML_KIND_SCALAR,
	YAML_KIND_LIST,
	YAML_KIND_MAP,
	YAML_KIND_CLOSE,    /* of a list or a map */
	YAML_KIND_ALIAS
};

/* Strings live in the arena. */
struct yaml_event {
	enum yaml_kind kind;
	struct span text;    /* of a scalar; of a fault what libyaml says */
	const char *context; /* of a fault: while doing what; or "" */
	const char *anchor;  /* its own, or the one that an alias names; or NULL */
	const char *tag;     /* or NULL */
	bool plain;          /* a scalar without quotes, no block */
	size_t begin, end;   /* characters from the start of the text */
};

struct yaml_in;

/* Opens TEXT, which must be valid UTF-8 and live on; the caller closes. */
struct yaml_in *
yaml_in_open(struct span text, struct arena *);

/* The next event; END and FAULT are the last. */
struct yaml_event
yaml_in_next(struct yaml_in *);

void
yaml_in_close(struct yaml_in *);

enum yaml_style { YAML_STYLE_PLAIN, YAML_STYLE_SINGLE, YAML_STYLE_DOUBLE,
	YAML_STYLE_BLOCK };

struct yaml_out;

/* Begins a document, which is appended to OUT; the caller closes. */
struct yaml_out *
yaml_out_open(struct buf *out, struct arena *);

/* Begins a map, or a list; without items on one line ("{}") when EMPTY. */
void
yaml_out_begin(struct yaml_out *, enum yaml_kind, bool empty);

void
yaml_out_end(struct yaml_out *, enum yaml_kind);

/* A key or a value, in STYLE where the text can be written so. */
void
yaml_out_scalar(struct yaml_out *, const char *text, enum yaml_style);

/* False when anything failed since yaml_out_open. */
bool
yaml_out_close(struct yaml_out *);

#endif
