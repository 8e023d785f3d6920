/*
 * A tree checked against a RELAX NG schema. libxml2 says whether it is
 * valid; since it tells one fault at a time and often only what follows
 * from it, the faults are then looked for element by element, and its own
 * words stand in only where none is found.
 */
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlschemastypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/tree.h"
#include "base/xml.h"
#include "base/xml_grammar.h"

enum { FAULTS_MAX = 64 };

struct validation {
	xmlDocPtr schema;
	xmlRelaxNGPtr grammar;
	struct arena *arena;
	struct diags *diags;
	const struct element *root;
	size_t first;                   /* count of diagnostics before */
	struct element_grammar *known;  /* grammars of the names met so far */
	size_t known_count;
};

/* libxml2's first words on what is wrong, and where. */
struct verdict {
	struct arena *arena;
	const struct element *element;
	const char *message;
};

static void
say_nothing(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

static void
on_schema_error(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error;
}

static void
on_fault(void *context, xmlErrorPtr error)
{
	struct verdict *verdict = context;
	const xmlNode *node = error->node;
	struct span line = span_of(error->message);

	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->parent;
	if (verdict->element != NULL || node == NULL)
		return;
	verdict->element = node->_private;
	verdict->message =
	    span_dup(verdict->arena, span_trim(span_cut(&line, '\n')));
}

/* The name space of the parent when it is the same, else a new one. */
static xmlNsPtr
namespace_of(xmlNodePtr node, const struct element *element)
{
	xmlNsPtr above = node->parent->type == XML_ELEMENT_NODE ?
	    node->parent->ns :
	    NULL;

	if (element->namespace_uri == NULL)
		return NULL;
	if (above != NULL &&
	    strcmp((const char *)above->href, element->namespace_uri) == 0)
		return above;
	return xmlNewNs(node, (const xmlChar *)element->namespace_uri, NULL);
}

/* libxml2 only carries the pointer along; on_fault makes it const again. */
static void *
lent(const struct element *element)
{
	union {
		const struct element *borrowed;
		void *pointer;
	} back = { .borrowed = element };

	return back.pointer;
}

static void
copy_element(xmlDocPtr document, xmlNodePtr parent,
    const struct element *element, int depth)
{
	xmlNodePtr node = xmlNewDocNode(document, NULL,
	    (const xmlChar *)element->name, NULL);
	const struct element *child;
	size_t i;

	if (parent == NULL)
		xmlDocSetRootElement(document, node);
	else
		xmlAddChild(parent, node);
	xmlSetNs(node, namespace_of(node, element));
	node->_private = lent(element);
	for (i = 0; i < element->attribute_count; i++)
		xmlNewProp(node, (const xmlChar *)element->attributes[i].name,
		    (const xmlChar *)element->attributes[i].value);
	if (element->text[0] != '\0')
		xmlAddChild(node, xmlNewDocText(document,
				      (const xmlChar *)element->text));
	for (child = element->first; child != NULL && depth < XML_DEPTH_MAX;
	     child = child->next)
		copy_element(document, node, child, depth + 1);
}

static void
tell(struct validation *v, struct pos pos, const char *text)
{
	diag(v->diags, DIAG_STUDY_SCHEMA, pos, "%s", text);
}

static bool
enough_told(const struct validation *v)
{
	return v->diags->count - v->first >= FAULTS_MAX;
}

static const struct element_grammar *
grammar_of(struct validation *v, const char *name)
{
	size_t i;

	for (i = 0; i < v->known_count; i++)
		if (strcmp(v->known[i].name, name) == 0)
			return &v->known[i];
	v->known = arena_grow(v->arena, v->known, v->known_count,
	    sizeof *v->known);
	v->known[v->known_count] =
	    grammar_of_element(v->schema, name, v->arena);
	return &v->known[v->known_count++];
}

static const char *
suggestion(struct validation *v, const char *word,
    const struct name_list *names)
{
	const char *near = str_nearest(word, names->names, names->count);

	if (near != NULL)
		return arena_printf(v->arena, "; did you mean '%s'?", near);
	if (names->count == 0)
		return "";
	return arena_printf(v->arena, "; it takes: %s",
	    name_list_text(names, v->arena));
}

static bool
fits_type(const char *type, const char *value)
{
	xmlSchemaTypePtr known = xmlSchemaGetPredefinedType((const xmlChar *)type,
	    (const xmlChar *)"http://www.w3.org/2001/XMLSchema");

	return known == NULL ||
	    xmlSchemaValidatePredefinedType(known, (const xmlChar *)value,
		NULL) == 0;
}

static void
check_value(struct validation *v, const struct element *element,
    const struct attribute *attribute, const struct attribute_grammar *grammar)
{
	const char *tail = "";

	if (grammar->values.count > 0) {
		if (name_list_has(&grammar->values, attribute->value))
			return;
		tail = suggestion(v, attribute->value, &grammar->values);
	} else if (grammar->type != NULL) {
		if (fits_type(grammar->type, attribute->value))
			return;
		tail = arena_printf(v->arena, "; it takes a %s", grammar->type);
	} else {
		return;
	}
	tell(v, attribute->value_pos,
	    arena_printf(v->arena, "'%.100s' cannot be the %s of <%s>%s",
		attribute->value, attribute->name, element->name, tail));
}

static void
tell_unknown_attribute(struct validation *v, const struct element *element,
    const struct attribute *attribute, const struct element_grammar *grammar)
{
	struct name_list names = { 0 };
	size_t i;

	names.names = arena_alloc(v->arena,
	    grammar->attribute_count * sizeof *names.names);
	for (i = 0; i < grammar->attribute_count; i++)
		names.names[names.count++] = grammar->attributes[i].name;
	tell(v, attribute->pos,
	    arena_printf(v->arena, "<%s> has no attribute '%.100s'%s",
		element->name, attribute->name,
		suggestion(v, attribute->name, &names)));
}

static void
check_attributes(struct validation *v, const struct element *element,
    const struct element_grammar *grammar)
{
	size_t i;

	for (i = 0; i < grammar->attribute_count; i++)
		if (grammar->attributes[i].required &&
		    element_attribute(element, grammar->attributes[i].name) ==
			NULL)
			tell(v, element->pos,
			    arena_printf(v->arena,
				"<%s> needs the attribute '%s'", element->name,
				grammar->attributes[i].name));
	for (i = 0; i < element->attribute_count && !enough_told(v); i++) {
		const struct attribute *attribute = &element->attributes[i];
		const struct attribute_grammar *known =
		    grammar_attribute(grammar, attribute->name);

		if (known == NULL)
			tell_unknown_attribute(v, element, attribute, grammar);
		else
			check_value(v, element, attribute, known);
	}
}

static void
check_required_children(struct validation *v, const struct element *element,
    const struct element_grammar *grammar)
{
	size_t i;

	for (i = 0; i < grammar->required_children.count; i++) {
		const char *name = grammar->required_children.names[i];

		if (element_child(element, name) == NULL)
			tell(v, element->pos,
			    arena_printf(v->arena,
				"<%s> needs an element <%s>", element->name,
				name));
	}
}

/* A second element where one is taken. */
static void
check_single_children(struct validation *v, const struct element *element,
    const struct element_grammar *grammar)
{
	size_t i;

	for (i = 0; i < grammar->children.count; i++) {
		const char *name = grammar->children.names[i];
		const struct element *child = element_child(element, name);

		if (child == NULL || name_list_has(&grammar->many_children, name))
			continue;
		child = element_next(child, name);
		if (child != NULL)
			tell(v, child->pos,
			    arena_printf(v->arena, "<%s> takes one <%s> only",
				element->name, name));
	}
}

static void
check_element(struct validation *v, const struct element *element, int depth)
{
	struct element_grammar grammar = *grammar_of(v, element->name);
	const struct element *child;

	check_attributes(v, element, &grammar);
	check_required_children(v, element, &grammar);
	check_single_children(v, element, &grammar);
	if (element->text[0] != '\0' && !grammar.text)
		tell(v, element->text_pos,
		    arena_printf(v->arena, "<%s> takes no text",
			element->name));
	for (child = element->first; child != NULL && !enough_told(v);
	     child = child->next) {
		if (!name_list_has(&grammar.children, child->name))
			tell(v, child->pos,
			    arena_printf(v->arena,
				"<%s> has no element <%.100s>%s",
				element->name, child->name,
				suggestion(v, child->name,
				    &grammar.children)));
		else if (depth < XML_DEPTH_MAX)
			check_element(v, child, depth + 1);
	}
}

/* True when the root's name and name space are the schema's. */
static bool
check_root(struct validation *v)
{
	xmlNodePtr schema = xmlDocGetRootElement(v->schema);
	xmlChar *uri = xmlGetNoNsProp(schema, (const xmlChar *)"ns");
	const char *given = v->root->namespace_uri;
	bool same = uri == NULL ||
	    (given != NULL && strcmp(given, (const char *)uri) == 0);

	if (!same)
		tell(v, v->root->pos,
		    arena_printf(v->arena, "write <%s xmlns=\"%s\">",
			v->root->name, (const char *)uri));
	xmlFree(uri);
	return same;
}

static bool
is_before(const struct diagnostic *a, const struct diagnostic *b)
{
	if (a->pos.line != b->pos.line)
		return a->pos.line < b->pos.line;
	return a->pos.column < b->pos.column;
}

/* The faults of this validation in the order of the file. */
static void
sort_faults(struct validation *v)
{
	struct diagnostic *items = v->diags->items;
	size_t i, j;

	for (i = v->first + 1; i < v->diags->count; i++)
		for (j = i; j > v->first && is_before(&items[j], &items[j - 1]);
		     j--) {
			struct diagnostic later = items[j - 1];

			items[j - 1] = items[j];
			items[j] = later;
		}
}

static void
find_faults(struct validation *v, const struct verdict *verdict)
{
	if (grammar_of(v, v->root->name)->children.count > 0 && check_root(v))
		check_element(v, v->root, 0);
	if (v->diags->count == v->first)
		tell(v,
		    verdict->element == NULL ? v->root->pos :
					       verdict->element->pos,
		    verdict->message == NULL ? "not as the schema says" :
					       verdict->message);
	sort_faults(v);
}

static bool
check(struct validation *v)
{
	xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(v->grammar);
	xmlDocPtr document = xmlNewDoc((const xmlChar *)"1.0");
	struct verdict verdict = { .arena = v->arena };
	bool valid;

	copy_element(document, NULL, v->root, 0);
	xmlRelaxNGSetValidStructuredErrors(context, on_fault, &verdict);
	valid = xmlRelaxNGValidateDoc(context, document) == 0;
	xmlRelaxNGFreeValidCtxt(context);
	xmlFreeDoc(document);
	if (!valid)
		find_faults(v, &verdict);
	return valid;
}

static xmlRelaxNGPtr
compile(xmlDocPtr schema)
{
	xmlRelaxNGParserCtxtPtr context = xmlRelaxNGNewDocParserCtxt(schema);
	xmlRelaxNGPtr grammar;

	if (context == NULL)
		return NULL;
	xmlRelaxNGSetParserStructuredErrors(context, on_schema_error, NULL);
	grammar = xmlRelaxNGParse(context);
	xmlRelaxNGFreeParserCtxt(context);
	return grammar;
}

bool
xml_validate(const struct element *root, const char *schema,
    struct arena *arena, struct diags *diags)
{
	struct validation v = {
		.arena = arena,
		.diags = diags,
		.root = root,
		.first = diags->count,
	};
	bool valid = false;

	xmlSetGenericErrorFunc(NULL, say_nothing);
	v.schema = xmlReadFile(schema, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	v.grammar = v.schema == NULL ? NULL : compile(v.schema);
	if (v.grammar == NULL)
		diag(diags, DIAG_FILE_READ, (struct pos){ .file = schema },
		    "no RELAX NG schema");
	else
		valid = check(&v);
	xmlRelaxNGFree(v.grammar);
	xmlFreeDoc(v.schema);
	return valid;
}
