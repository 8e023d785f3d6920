/*
 * The bytes of a YAML text: whether they are such, where each character
 * stands, where its comments are.
 */
#ifndef WATTLEAF_YAML_TEXT_H
#define WATTLEAF_YAML_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct diags;
struct yaml_document;

/* Where a character is, told for one in some hundreds. */
struct yaml_mark {
	size_t byte, line, line_begin;
};

/* A stretch of bytes that is a scalar: a "#" in it is no comment. */
struct yaml_stretch {
	size_t begin, end;
};

struct yaml_text {
	struct span text;
	const char *file;
	struct yaml_mark *marks;
	size_t mark_count;
	size_t characters;
	struct yaml_stretch *scalars;
	size_t scalar_count;
};

/* False with YAML_SIZE or YAML_SYNTAX when TEXT is too long, no UTF-8 or holds control characters. */
bool
yaml_text_open(struct yaml_text *, struct span text, const char *file,
    struct arena *, struct diags *);

/* Whether all characters may stand in a text: no controls, no U+FFFE or U+FFFF. */
bool
yaml_text_clean(struct span);

/* The byte where the INDEX-th character begins (from 0); the end for what lies behind it. */
size_t
yaml_text_byte(const struct yaml_text *, size_t index);

struct pos
yaml_text_pos(const struct yaml_text *, size_t index);

/* Collects the comments: what begins with "#" behind white space and lies in no scalar. */
void
yaml_text_comments(const struct yaml_text *, struct yaml_document *,
    struct arena *);

#endif
