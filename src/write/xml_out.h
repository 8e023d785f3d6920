/*
 * Writing XML through libxml2, into a buffer. It knows no vocabulary. After
 * a failure all calls are harmless.
 */
#ifndef WATTLEAF_XML_OUT_H
#define WATTLEAF_XML_OUT_H

#include <stdbool.h>

struct _xmlBuffer;
struct _xmlTextWriter;
struct arena;
struct buf;

struct xml_out {
	struct _xmlTextWriter *writer;
	struct _xmlBuffer *buffer;
	struct arena *arena;
	bool failed;
};

/* Begins a document. INDENT goes before each level ("  "); NULL: what stands in a line is up to xml_out_line. */
struct xml_out
xml_out_open(const char *indent, struct arena *);

/* Ends the document and appends it to OUT; false, with nothing appended, when anything has failed. */
bool
xml_out_close(struct xml_out *, struct buf *out);

void
xml_out_begin(struct xml_out *, const char *name);

void
xml_out_end(struct xml_out *);

/* Values are escaped and made valid UTF-8 without controls; NULL is "". */
void
xml_out_attribute(struct xml_out *, const char *name, const char *value);

void
xml_out_text(struct xml_out *, const char *text);

/* An element with nothing but text in it. */
void
xml_out_element(struct xml_out *, const char *name, const char *text);

/* A line end between elements, without INDENT. */
/* TEXT as it is, inside of the open element: markup that needs no escapes. */
void
xml_out_raw(struct xml_out *, const char *text);

void
xml_out_line(struct xml_out *);

#endif
