/*
 * Templates: what reading and filling one shares. Inside document only: it
 * shows libcmark's types.
 *
 * {{...}} and [@key] are taken out of the text before it is read as
 * CommonMark, and a private character stands for each: so Markdown in a path
 * or a filter means nothing, the place of each is known, and no value is
 * ever read as Markdown.
 */
#ifndef WATTLEAF_TEMPLATE_H
#define WATTLEAF_TEMPLATE_H

#include <cmark.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"
#include "document/paths.h"

struct builder;

enum { STAND_IN_BYTES = 4 };

enum expression_kind {
	EXPRESSION_VALUE,   /* {{path | filter}} */
	EXPRESSION_IF,      /* {{if path}}, {{if not path}} */
	EXPRESSION_ELSE,
	EXPRESSION_END,
	EXPRESSION_CITE,    /* [@key] */
	EXPRESSION_LITERAL  /* \{{: the two braces */
};

struct expression {
	enum expression_kind kind;
	struct span text; /* what stands inside, trimmed */
	struct span raw;  /* as it was written */
	struct pos pos;
};

/* What a repeated part is about; the innermost first. */
struct scope {
	const char *name;     /* "model" */
	struct path_end at;
	const struct scope *outer;
};

struct template {
	struct builder *b;
	struct span text; /* as it was written */
	struct expression *expressions;
	size_t count;
	size_t first_diag; /* diagnostics from here on are the template's */
};

/* Takes the expressions out of TEXT: the text with their stand-ins, in the arena. Says what is no expression. */
struct span
template_scan(struct template *, struct span text);

/*
 * Cuts TEXT before or behind its next stand-in: returns the expression and
 * an empty *BEFORE when one stands first, else NULL and the text up to it.
 */
const struct expression *
template_cut(const struct template *, struct span *text, struct span *before);

/* Says what is wrong, once for each place. */
void
template_say(struct template *, enum diag_code, struct pos, const char *format,
    ...) __attribute__((format(printf, 4, 5)));

/* "; did you mean \"title\"?", or "". */
const char *
template_meant(struct template *, const char *nearest);

/* Follows a path from the innermost scope that knows it; key NULL with diagnostics. */
struct path_end
template_path(struct template *, const struct scope *, struct span path,
    struct pos);

/* Whether "path" or "not path" holds: something is known, listed or true. False with diagnostics when there is no such path. */
bool
template_holds(struct template *, const struct scope *, struct span condition,
    struct pos);

/* Puts what a value or a citation says before NODE. DRY: it is only checked. */
void
template_put(struct template *, const struct scope *,
    const struct expression *, cmark_node *node, bool dry);

/* LITERAL with plain text in place of its stand-ins, for code, addresses and options. */
const char *
template_plain(struct template *, const struct scope *, const char *literal);

/* What a directive was told. */
struct directive_request {
	struct span words; /* behind its name, values not yet put in */
	const struct scope *scope;
	struct pos pos;
};

/* A directive that puts something in its place; "for" and "if", which have neither function, are the template's own. */
struct directive {
	const char *name;
	const char *arguments; /* "NAME", or NULL for none */
	/* Adds blocks behind SIBLING. Says what is wrong itself; DRY: only that. */
	void (*insert)(struct template *, cmark_node *sibling,
	    const struct directive_request *, bool dry);
	/* The same, with nothing to be told. */
	cmark_node *(*prose)(struct builder *, cmark_node *sibling);
};

/* The directive NAME; else NULL, with diagnostics at POS unless its file is NULL. */
const struct directive *
directive_find(struct template *, struct span name, struct pos);

#endif
