/*
 * XML read into a tree through libxml2: no network, no DTD, no entity
 * expansion, no inclusion; depth, size and element count are limited.
 */
#ifndef WATTLEAF_XML_H
#define WATTLEAF_XML_H

#include <stdbool.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct diags;
struct element;

enum {
	XML_DEPTH_MAX = 64,
	XML_ELEMENTS_MAX = 500000,
	XML_ATTRIBUTES_MAX = 256,  /* of one element */
	XML_SIZE_MAX = 64 << 20    /* bytes of one document */
};

/*
 * Reads TEXT (one document) into a tree in the arena; positions are those of
 * the bytes in FILE. NULL with XML_SYNTAX or XML_LIMIT at its line and column.
 */
struct element *
xml_read(struct span text, const char *file, struct arena *, struct diags *);

/* As xml_read, for a document that begins at the place AT of a longer file. */
struct element *
xml_read_at(struct span text, struct pos at, struct arena *, struct diags *);

/*
 * Checks the tree against the RELAX NG schema in the file SCHEMA. Each fault
 * becomes STUDY_SCHEMA at the element's position. True when it is valid.
 */
bool
xml_validate(const struct element *root, const char *schema, struct arena *,
    struct diags *);

#endif
