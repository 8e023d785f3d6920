/*
 * Where tags, attributes and values stand in the bytes of an XML text. It
 * finds places only: whether the text is well-formed is for xml.c to say.
 */
#ifndef WATTLEAF_XML_SCAN_H
#define WATTLEAF_XML_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct xml_scan {
	struct span text;
	size_t at;          /* what lies before has been scanned */
	size_t counted;     /* offset that POS tells the place of */
	struct pos pos;
};

struct xml_tag {
	struct span name;   /* with its prefix */
	size_t name_at;     /* offset of the name */
	bool closing;       /* </name> */
	bool empty;         /* <name/>: set by xml_scan_attribute at the tag's end */
};

struct xml_mark {
	size_t name_at;
	size_t value_at;    /* first byte inside the quotes */
	struct span name;
};

/* TEXT begins at the place AT. */
void
xml_scan_open(struct xml_scan *, struct span text, struct pos at);

/* The next tag; false at the end, or where the text stops being XML. */
bool
xml_scan_tag(struct xml_scan *, struct xml_tag *);

/* The next attribute of the tag that was found last; false at the tag's end. */
bool
xml_scan_attribute(struct xml_scan *, struct xml_tag *, struct xml_mark *);

/* Offset of the first byte that is neither white space nor a comment; the scan stays. */
size_t
xml_scan_content(const struct xml_scan *);

/* The place of an offset; one call after the other with offsets that do not fall. */
struct pos
xml_scan_pos(struct xml_scan *, size_t offset);

#endif
