/*
 * Writing XML: libxml2's text writer with one place for its failures.
 */
#include "write/xml_out.h"

#include <libxml/xmlwriter.h>

#include "base/arena.h"
#include "base/json_scan.h"
#include "base/str.h"
#include "layout/utf8.h"
#include "write/chars.h"

static void
check(struct xml_out *out, int status)
{
	if (status < 0)
		out->failed = true;
}

/* Valid, and without what turns the direction of a line; most is ASCII and stays as it is. */
static const xmlChar *
clean(struct xml_out *out, const char *text)
{
	struct span span = span_of(text == NULL ? "" : text);
	struct span good = utf8_clean(out->arena, span);
	struct buf buf = { NULL, 0, 0 };
	const char *copy;

	if (good.s == span.s && json_is_ascii(span))
		return (const xmlChar *)span.s;
	chars_clean_lines(&buf, good);
	copy = arena_strndup(out->arena, buf.n == 0 ? "" : buf.s, buf.n);
	buf_free(&buf);
	return (const xmlChar *)copy;
}

struct xml_out
xml_out_open(const char *indent, struct arena *arena)
{
	struct xml_out out = { .arena = arena };

	out.buffer = xmlBufferCreate();
	if (out.buffer != NULL)
		out.writer = xmlNewTextWriterMemory(out.buffer, 0);
	out.failed = out.writer == NULL;
	if (out.failed)
		return out;
	if (indent != NULL) {
		check(&out, xmlTextWriterSetIndentString(out.writer,
		    (const xmlChar *)indent));
		check(&out, xmlTextWriterSetIndent(out.writer, 1));
	}
	check(&out,
	    xmlTextWriterStartDocument(out.writer, NULL, "UTF-8", NULL));
	return out;
}

bool
xml_out_close(struct xml_out *out, struct buf *to)
{
	if (!out->failed)
		check(out, xmlTextWriterEndDocument(out->writer));
	/* Flushes into the buffer. */
	if (out->writer != NULL)
		xmlFreeTextWriter(out->writer);
	if (!out->failed)
		buf_add(to, (const char *)xmlBufferContent(out->buffer),
		    (size_t)xmlBufferLength(out->buffer));
	if (out->buffer != NULL)
		xmlBufferFree(out->buffer);
	return !out->failed;
}

void
xml_out_begin(struct xml_out *out, const char *name)
{
	if (!out->failed)
		check(out, xmlTextWriterStartElement(out->writer,
		    (const xmlChar *)name));
}

void
xml_out_end(struct xml_out *out)
{
	if (!out->failed)
		check(out, xmlTextWriterEndElement(out->writer));
}

void
xml_out_attribute(struct xml_out *out, const char *name, const char *value)
{
	if (!out->failed)
		check(out, xmlTextWriterWriteAttribute(out->writer,
		    (const xmlChar *)name, clean(out, value)));
}

/* In text a quotation mark stands for itself, which libxml2 would not have: JSON is full of them. */
void
xml_out_text(struct xml_out *out, const char *text)
{
	struct buf escaped = { NULL, 0, 0 };
	const char *p;

	for (p = (const char *)clean(out, text); *p != '\0'; p++)
		if (*p == '&')
			buf_puts(&escaped, "&amp;");
		else if (*p == '<')
			buf_puts(&escaped, "&lt;");
		else if (*p == '>')
			buf_puts(&escaped, "&gt;");
		else
			buf_putc(&escaped, *p);
	buf_putc(&escaped, '\0');
	xml_out_raw(out, escaped.s);
	buf_free(&escaped);
}

void
xml_out_element(struct xml_out *out, const char *name, const char *text)
{
	xml_out_begin(out, name);
	xml_out_text(out, text);
	xml_out_end(out);
}

void
xml_out_raw(struct xml_out *out, const char *text)
{
	if (!out->failed)
		check(out, xmlTextWriterWriteRaw(out->writer,
		    (const xmlChar *)text));
}

void
xml_out_line(struct xml_out *out)
{
	xml_out_raw(out, "\n");
}
