/*
 * What a PDF says of itself as XMP, through libxml2's writer: title, dates,
 * and the two standards that the file keeps.
 */
#include <string.h>

#include <libxml/xmlwriter.h>

#include "base/arena.h"
#include "layout/utf8.h"
#include "write/pdf_parts.h"
#include "write/write.h"

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define EXTENSION "http://www.aiim.org/pdfa/ns/"
#define PDFUA "http://www.aiim.org/pdfua/ns/id/"

static void
begin(xmlTextWriterPtr writer, const char *name)
{
	xmlTextWriterStartElement(writer, (const xmlChar *)name);
}

static void
end(xmlTextWriterPtr writer, int count)
{
	while (count-- > 0)
		xmlTextWriterEndElement(writer);
}

static void
attribute(xmlTextWriterPtr writer, const char *name, const char *value)
{
	xmlTextWriterWriteAttribute(writer, (const xmlChar *)name,
	    (const xmlChar *)value);
}

static void
element(xmlTextWriterPtr writer, const char *name, const char *value)
{
	if (value != NULL && value[0] != '\0')
		xmlTextWriterWriteElement(writer, (const xmlChar *)name,
		    (const xmlChar *)value);
}

static void
begin_as(xmlTextWriterPtr writer, const char *name, const char *type)
{
	begin(writer, name);
	attribute(writer, "rdf:parseType", type);
}

static void
begin_description(xmlTextWriterPtr writer, const char *prefix,
    const char *uri)
{
	begin(writer, "rdf:Description");
	attribute(writer, "rdf:about", "");
	attribute(writer, prefix, uri);
}

/* NAME in the language of the file. */
static void
localized(xmlTextWriterPtr writer, const char *name, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	begin(writer, name);
	begin(writer, "rdf:Alt");
	begin(writer, "rdf:li");
	attribute(writer, "xml:lang", "x-default");
	xmlTextWriterWriteString(writer, (const xmlChar *)text);
	end(writer, 3);
}

static const char *
clean(const char *text, struct arena *arena)
{
	return text == NULL ?
	    NULL : span_dup(arena, utf8_clean(arena, span_of(text)));
}

static void
write_dublin_core(xmlTextWriterPtr writer, const struct write_info *info,
    struct arena *arena)
{
	begin_description(writer, "xmlns:dc",
	    "http://purl.org/dc/elements/1.1/");
	element(writer, "dc:format", "application/pdf");
	localized(writer, "dc:title", clean(info->title, arena));
	localized(writer, "dc:description", clean(info->subject, arena));
	end(writer, 1);
}

static void
write_origin(xmlTextWriterPtr writer, const struct write_info *info,
    const char *producer, struct arena *arena)
{
	begin_description(writer, "xmlns:pdf", "http://ns.adobe.com/pdf/1.3/");
	element(writer, "pdf:Producer", producer);
	end(writer, 1);
	begin_description(writer, "xmlns:xmp",
	    "http://ns.adobe.com/xap/1.0/");
	element(writer, "xmp:CreatorTool", clean(info->creator, arena));
	element(writer, "xmp:CreateDate", pdf_date_iso(info, arena));
	element(writer, "xmp:ModifyDate", pdf_date_iso(info, arena));
	end(writer, 1);
}

static void
write_standards(xmlTextWriterPtr writer)
{
	begin_description(writer, "xmlns:pdfaid", EXTENSION "id/");
	element(writer, "pdfaid:part", "3");
	element(writer, "pdfaid:conformance", "A");
	end(writer, 1);
	begin_description(writer, "xmlns:pdfuaid", PDFUA);
	element(writer, "pdfuaid:part", "1");
	end(writer, 1);
}

/* PDF/A wants what it does not know itself, PDF/UA's mark, to be declared. */
static void
write_extension(xmlTextWriterPtr writer)
{
	begin_description(writer, "xmlns:pdfaExtension",
	    EXTENSION "extension/");
	attribute(writer, "xmlns:pdfaSchema", EXTENSION "schema#");
	attribute(writer, "xmlns:pdfaProperty", EXTENSION "property#");
	begin(writer, "pdfaExtension:schemas");
	begin(writer, "rdf:Bag");
	begin_as(writer, "rdf:li", "Resource");
	element(writer, "pdfaSchema:schema", "PDF/UA identification");
	element(writer, "pdfaSchema:namespaceURI", PDFUA);
	element(writer, "pdfaSchema:prefix", "pdfuaid");
	begin(writer, "pdfaSchema:property");
	begin(writer, "rdf:Seq");
	begin_as(writer, "rdf:li", "Resource");
	element(writer, "pdfaProperty:name", "part");
	element(writer, "pdfaProperty:valueType", "Integer");
	element(writer, "pdfaProperty:category", "internal");
	element(writer, "pdfaProperty:description", "part of ISO 14289");
	end(writer, 7);
}

static void
write_packet(xmlTextWriterPtr writer, const struct write_info *info,
    const char *producer, struct arena *arena)
{
	xmlTextWriterWritePI(writer, (const xmlChar *)"xpacket",
	    (const xmlChar *)"begin=\"\xef\xbb\xbf\" "
			     "id=\"W5M0MpCehiHzreSzNTczkc9d\"");
	begin(writer, "x:xmpmeta");
	attribute(writer, "xmlns:x", "adobe:ns:meta/");
	begin(writer, "rdf:RDF");
	attribute(writer, "xmlns:rdf", RDF);
	write_dublin_core(writer, info, arena);
	write_origin(writer, info, producer, arena);
	write_standards(writer);
	write_extension(writer);
	end(writer, 2);
	xmlTextWriterWritePI(writer, (const xmlChar *)"xpacket",
	    (const xmlChar *)"end=\"r\"");
}

/* The declarations follow Adobe's XMP (ISO 16684-1), ISO 19005-3 and ISO 14289-1. */
struct span
pdf_xmp(const struct write_info *info, const char *producer,
    struct arena *arena)
{
	xmlBufferPtr text = xmlBufferCreate();
	xmlTextWriterPtr writer = xmlNewTextWriterMemory(text, 0);
	struct span xmp = { "", 0 };

	if (writer != NULL) {
		write_packet(writer, info, producer, arena);
		xmlFreeTextWriter(writer);
		xmp.n = (size_t)xmlBufferLength(text);
		xmp.s = memcpy(arena_alloc(arena, xmp.n + 1),
		    xmlBufferContent(text), xmp.n);
	}
	xmlBufferFree(text);
	return xmp;
}
