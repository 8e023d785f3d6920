/*
 * XML to a tree: libxml2 says what is there and whether it is well-formed,
 * xml_scan where it stands. No DOM, no DTD, no entity but the five of XML.
 */
#include "base/xml.h"

#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/tree.h"
#include "base/xml_scan.h"

/* A tree while it grows. */
struct builder {
	xmlParserCtxtPtr parser;
	struct xml_scan scan;
	struct span text;
	struct pos start;       /* place of the text's first byte */
	struct arena *arena;
	struct diags *diags;
	struct element *root;
	struct element *open;
	size_t depth;
	struct buf own_text[XML_DEPTH_MAX + 1]; /* of the open elements */
	struct element *latest; /* the element whose tag was read last */
	long latest_line;       /* on which that tag ends */
	const char *comment;    /* that waits for what it stands above */
	size_t comment_count;
	bool failed;
};

/* What to do about the faults that people make most. */
struct hint {
	int code;
	const char *text;
};

static const struct hint hints[] = {
	{ XML_ERR_ENTITYREF_SEMICOL_MISSING, "write & as &amp;" },
	{ XML_ERR_NAME_REQUIRED, "write & as &amp; and < as &lt;" },
	{ XML_ERR_LT_IN_ATTRIBUTE, "write < as &lt;" },
	{ XML_ERR_ATTRIBUTE_NOT_STARTED, "put the value in quotes" },
	{ XML_ERR_INVALID_ENCODING, "save the file as UTF-8" },
	{ XML_ERR_INVALID_CHAR, "save the file as UTF-8" },
	{ XML_ERR_TAG_NOT_FINISHED, "the file may be cut off" },
	{ XML_ERR_DOCUMENT_END, "one file holds one document" },
};

static const char *
hint_of(int code)
{
	size_t i;

	for (i = 0; i < sizeof hints / sizeof hints[0]; i++)
		if (hints[i].code == code)
			return hints[i].text;
	return NULL;
}

static struct pos
place_of(const struct builder *builder, size_t offset)
{
	struct xml_scan scan;

	xml_scan_open(&scan, builder->text, builder->start);
	return xml_scan_pos(&scan, offset);
}

/* Where libxml2 stands now. */
static struct pos
place_now(const struct builder *builder)
{
	long offset = xmlByteConsumed(builder->parser);

	return place_of(builder, offset < 0 ? 0 : (size_t)offset);
}

static void
stop(struct builder *builder)
{
	builder->failed = true;
	if (builder->parser != NULL)
		xmlStopParser(builder->parser);
}

static void
on_error(void *context, xmlErrorPtr error)
{
	struct builder *builder = context;
	const char *hint = hint_of(error->code);
	const char *message = error->message == NULL ? "" : error->message;
	struct span line = span_of(message);

	if (builder->failed || error->level < XML_ERR_ERROR)
		return;
	line = span_trim(span_cut(&line, '\n'));
	if (span_starts(line, "xmlParse"))
		span_cut(&line, ' ');
	diag(builder->diags, DIAG_XML_SYNTAX, place_now(builder), "%.*s%s%s",
	    (int)line.n, line.s, hint == NULL ? "" : "; ",
	    hint == NULL ? "" : hint);
	builder->failed = true;
}

static void
refuse_entity(struct builder *builder, const xmlChar *name)
{
	if (builder->failed)
		return;
	diag(builder->diags, DIAG_XML_SYNTAX, place_now(builder),
	    "entity '&%.64s;' is not expanded; write its text instead",
	    (const char *)name);
	stop(builder);
}

static xmlEntityPtr
on_entity(void *context, const xmlChar *name)
{
	struct builder *builder = context;
	xmlEntityPtr known = xmlGetPredefinedEntity(name);

	if (known == NULL && builder->parser->inSubset == 0)
		refuse_entity(builder, name);
	return known;
}

static void
on_reference(void *context, const xmlChar *name)
{
	refuse_entity(context, name);
}

/* A position needs bytes that keep ASCII: other encodings are refused. */
static void
on_document(void *context)
{
	static const char *const known[] = { "UTF-8", "UTF8", "US-ASCII",
		"ASCII", "ISO-8859-1", "ISO-8859-15", "windows-1252" };
	struct builder *builder = context;
	const xmlChar *declared = builder->parser->encoding != NULL ?
	    builder->parser->encoding : builder->parser->input->encoding;
	const char *encoding = (const char *)declared;
	size_t i;

	if (encoding == NULL)
		return;
	for (i = 0; i < sizeof known / sizeof known[0]; i++)
		if (span_equal_nocase(span_of(encoding), known[i]))
			return;
	diag(builder->diags, DIAG_XML_SYNTAX, place_of(builder, 0),
	    "encoding %.40s is not read; save the file as UTF-8", encoding);
	stop(builder);
}

/* libxml2 hands "&" of a value as "&#38;" as long as it replaces no entities. */
static const char *
value_text(struct arena *arena, const xmlChar *from, const xmlChar *to)
{
	char *value = arena_strndup(arena, (const char *)from,
	    (size_t)(to - from));
	char *in = value, *out = value;

	while (*in != '\0') {
		*out++ = *in;
		in += strncmp(in, "&#38;", 5) == 0 ? 5 : 1;
	}
	*out = '\0';
	return value;
}

static const char *
qualified(struct arena *arena, const xmlChar *prefix, const xmlChar *name)
{
	if (prefix == NULL)
		return arena_strdup(arena, (const char *)name);
	return arena_printf(arena, "%s:%s", (const char *)prefix,
	    (const char *)name);
}

/* Moves on to the start tag that libxml2 reports; false when there is none. */
static bool
find_start_tag(struct builder *builder, struct xml_tag *tag)
{
	while (xml_scan_tag(&builder->scan, tag))
		if (!tag->closing)
			return true;
	return false;
}

/* Places of the attributes: the scan finds them, with name-space declarations between, in the same order. */
static void
place_attributes(struct builder *builder, struct element *element,
    struct xml_tag *tag)
{
	struct xml_scan *scan = &builder->scan;
	struct xml_mark mark;
	size_t i = 0;

	while (xml_scan_attribute(scan, tag, &mark)) {
		struct attribute *attribute = &element->attributes[i];

		if (i >= element->attribute_count ||
		    !span_equal(mark.name, attribute->name))
			continue;
		attribute->pos = xml_scan_pos(scan, mark.name_at);
		attribute->value_pos = xml_scan_pos(scan, mark.value_at);
		i++;
	}
	for (; i < element->attribute_count; i++)
		element->attributes[i].pos = element->attributes[i].value_pos =
		    element->pos;
	element->text_pos = xml_scan_pos(scan, xml_scan_content(scan));
}

static void
read_attributes(struct builder *builder, struct element *element,
    const xmlChar **given, size_t count)
{
	size_t i;

	element->attributes = arena_alloc(builder->arena,
	    count * sizeof *element->attributes);
	element->attribute_count = count;
	for (i = 0; i < count; i++, given += 5)
		element->attributes[i] = (struct attribute){
			.name = qualified(builder->arena, given[1], given[0]),
			.value = value_text(builder->arena, given[3], given[4]),
		};
}

static void
link_element(struct builder *builder, struct element *element)
{
	struct element *parent = builder->open;

	element->parent = parent;
	if (parent == NULL)
		builder->root = element;
	else if (parent->last == NULL)
		parent->first = parent->last = element;
	else
		parent->last = parent->last->next = element;
	builder->open = element;
	builder->own_text[++builder->depth].n = 0;
}

static void
mark_tag(struct builder *builder, struct element *element)
{
	builder->latest = element;
	builder->latest_line = xmlSAX2GetLineNumber(builder->parser);
}

static void
on_start(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
    int count, int defaulted, const xmlChar **attributes)
{
	struct builder *builder = context;
	struct element *element;
	struct xml_tag tag;

	(void)prefix;
	(void)namespace_count;
	(void)namespaces;
	if (builder->failed)
		return;
	if (builder->depth >= XML_DEPTH_MAX) {
		stop(builder);
		return;
	}
	element = arena_alloc(builder->arena, sizeof *element);
	element->name = arena_strdup(builder->arena, (const char *)name);
	if (uri != NULL)
		element->namespace_uri =
		    arena_strdup(builder->arena, (const char *)uri);
	element->text = "";
	read_attributes(builder, element, attributes,
	    (size_t)(count - defaulted));
	link_element(builder, element);
	if (find_start_tag(builder, &tag)) {
		element->pos = xml_scan_pos(&builder->scan, tag.name_at);
		place_attributes(builder, element, &tag);
	}
	element->above = builder->comment;
	builder->comment = NULL;
	mark_tag(builder, element);
}

/* The comments in front of an end tag, or behind the last of them. */
static void
take_tail(struct builder *builder, struct element *element)
{
	if (element != NULL && builder->comment != NULL)
		element->tail = comment_joined(builder->arena, element->tail,
		    builder->comment);
	builder->comment = NULL;
}

static void
on_end(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri)
{
	struct builder *builder = context;
	struct buf *text = &builder->own_text[builder->depth];

	(void)name;
	(void)prefix;
	(void)uri;
	if (builder->failed || builder->open == NULL)
		return;
	if (span_trim((struct span){ text->s, text->n }).n != 0)
		builder->open->text =
		    arena_strndup(builder->arena, text->s, text->n);
	take_tail(builder, builder->open);
	mark_tag(builder, builder->open);
	builder->open = builder->open->parent;
	builder->depth--;
}

static void
on_characters(void *context, const xmlChar *text, int n)
{
	struct builder *builder = context;

	if (!builder->failed)
		buf_add(&builder->own_text[builder->depth],
		    (const char *)text, (size_t)n);
}

/* A comment on the line where a tag ends speaks of that element, else of what follows. */
static void
on_comment(void *context, const xmlChar *raw)
{
	struct builder *builder = context;
	const char *text = comment_trimmed(builder->arena, (const char *)raw);

	if (builder->failed || text == NULL ||
	    builder->comment_count++ >= COMMENTS_MAX)
		return;
	if (builder->latest != NULL && builder->comment == NULL &&
	    strchr((const char *)raw, '\n') == NULL &&
	    xmlSAX2GetLineNumber(builder->parser) == builder->latest_line)
		builder->latest->beside = comment_joined(builder->arena,
		    builder->latest->beside, text);
	else
		builder->comment =
		    comment_joined(builder->arena, builder->comment, text);
}

/* libxml2's own printing of errors, which would go to standard error. */
static void
say_nothing(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

static void
parse(struct builder *builder)
{
	static const xmlSAXHandler handler = {
		.initialized = XML_SAX2_MAGIC,
		.startDocument = on_document,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_characters,
		.comment = on_comment,
		.getEntity = on_entity,
		.reference = on_reference,
		.serror = on_error,
	};

	xmlSetGenericErrorFunc(NULL, say_nothing);
	builder->parser = xmlNewParserCtxt();
	if (builder->parser == NULL)
		return;
	*builder->parser->sax = handler;
	builder->parser->userData = builder;
	xmlCtxtReadMemory(builder->parser, builder->text.s,
	    (int)builder->text.n, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_BIG_LINES);
	if (builder->parser->wellFormed == 0 && !builder->failed)
		diag(builder->diags, DIAG_XML_SYNTAX, place_now(builder),
		    "the document cannot be read");
	builder->failed |= !builder->parser->wellFormed;
	take_tail(builder, builder->root);
	xmlFreeParserCtxt(builder->parser);
}

static bool
over(struct builder *builder, struct xml_scan *scan, size_t offset,
    const char *what, size_t limit)
{
	diag(builder->diags, DIAG_XML_LIMIT, xml_scan_pos(scan, offset),
	    "more than %zu %s", limit, what);
	return false;
}

/* True when the document keeps the limits: seen before libxml2 spends time on it. */
static bool
keeps_limits(struct builder *builder)
{
	size_t depth = 0, elements = 0, attributes = 0, all_attributes = 0;
	struct xml_scan scan;
	struct xml_mark mark;
	struct xml_tag tag;

	xml_scan_open(&scan, builder->text, builder->start);
	while (xml_scan_tag(&scan, &tag)) {
		if (tag.closing) {
			depth -= depth > 0;
			continue;
		}
		for (attributes = 0; xml_scan_attribute(&scan, &tag, &mark);)
			attributes++;
		all_attributes += attributes;
		if (attributes > XML_ATTRIBUTES_MAX)
			return over(builder, &scan, tag.name_at,
			    "attributes on one element", XML_ATTRIBUTES_MAX);
		if (++elements > XML_ELEMENTS_MAX ||
		    all_attributes > XML_ELEMENTS_MAX)
			return over(builder, &scan, tag.name_at,
			    "elements or attributes", XML_ELEMENTS_MAX);
		if (depth >= XML_DEPTH_MAX)
			return over(builder, &scan, tag.name_at,
			    "levels of elements", XML_DEPTH_MAX);
		depth += !tag.empty;
	}
	return true;
}

/* True when the text may be given to libxml2 at all. */
static bool
is_readable(struct builder *builder)
{
	if (builder->text.n > XML_SIZE_MAX) {
		diag(builder->diags, DIAG_XML_LIMIT, builder->start,
		    "the document has over %d bytes", XML_SIZE_MAX);
		return false;
	}
	if (span_trim(builder->text).n == 0) {
		diag(builder->diags, DIAG_XML_SYNTAX, builder->start,
		    "the document is empty");
		return false;
	}
	if (memchr(builder->text.s, '\0', builder->text.n) != NULL) {
		diag(builder->diags, DIAG_XML_SYNTAX, builder->start,
		    "the document holds NUL bytes (UTF-16?); "
		    "save it as UTF-8");
		return false;
	}
	return keeps_limits(builder);
}

struct element *
xml_read_at(struct span text, struct pos at, struct arena *arena,
    struct diags *diags)
{
	struct builder builder = {
		.text = text,
		.start = at,
		.arena = arena,
		.diags = diags,
	};
	size_t i;

	if (!is_readable(&builder))
		return NULL;
	xml_scan_open(&builder.scan, text, at);
	parse(&builder);
	for (i = 0; i <= XML_DEPTH_MAX; i++)
		buf_free(&builder.own_text[i]);
	return builder.failed ? NULL : builder.root;
}

struct element *
xml_read(struct span text, const char *file, struct arena *arena,
    struct diags *diags)
{
	return xml_read_at(text, (struct pos){ file, 1, 1 }, arena, diags);
}
