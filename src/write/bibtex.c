/*
 * The references as BibTeX: the keys are those that the prose cites.
 */
#include <string.h>

#include "catalog/catalog.h"
#include "document/document.h"
#include "write/latex_text.h"
#include "write/output.h"

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* An entry type that every style knows. */
static const char *
entry_type(const char *kind)
{
	static const char *const known[] = { "article", "book",
		"inproceedings", "incollection", "manual", "mastersthesis",
		"misc", "phdthesis", "proceedings", "techreport",
		"unpublished" };
	size_t i;

	for (i = 0; kind != NULL && i < sizeof known / sizeof known[0]; i++)
		if (strcmp(kind, known[i]) == 0)
			return known[i];
	return "misc";
}

/* The field that holds the venue of a type. */
static const char *
venue_field(const char *type)
{
	static const struct {
		const char *type, *field;
	} fields[] = {
		{ "article", "journal" },
		{ "book", "publisher" },
		{ "incollection", "booktitle" },
		{ "inproceedings", "booktitle" },
		{ "manual", "organization" },
		{ "mastersthesis", "school" },
		{ "phdthesis", "school" },
		{ "proceedings", "publisher" },
		{ "techreport", "institution" },
	};
	size_t i;

	for (i = 0; i < sizeof fields / sizeof fields[0]; i++)
		if (strcmp(type, fields[i].type) == 0)
			return fields[i].field;
	return "howpublished";
}

void
bibtex_key(struct buf *out, const char *id)
{
	for (; *id != '\0'; id++)
		buf_putc(out, is_letter(*id) || (*id >= '0' && *id <= '9') ||
			strchr("-_.:/+", *id) != NULL ? *id : '-');
}

/*
 * Names that group a corporate author by braces keep them when they are
 * balanced: "{International Energy Agency}".
 */
static bool
is_balanced(const char *text)
{
	int depth = 0;

	for (; *text != '\0' && depth >= 0; text++)
		depth += (*text == '{') - (*text == '}');
	return depth == 0;
}

static void
add_grouped(struct buf *out, const char *text)
{
	size_t n;

	while (*text != '\0') {
		n = strcspn(text, "{}");
		latex_text(out, (struct span){ text, n });
		text += n;
		if (*text != '\0')
			buf_putc(out, *text++);
	}
}

/* Braces of a text would end the field: they are dropped from it. */
static void
add_ungrouped(struct buf *out, const char *text)
{
	size_t n;

	while (*text != '\0') {
		n = strcspn(text, "{}");
		latex_text(out, (struct span){ text, n });
		text += n;
		text += strspn(text, "{}");
	}
}

static void
begin_field(struct buf *out, const char *name)
{
	buf_printf(out, ",\n  %s = {", name);
}

static void
add_field(struct buf *out, const char *name, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	begin_field(out, name);
	add_ungrouped(out, text);
	buf_putc(out, '}');
}

static void
add_author(struct buf *out, const char *author)
{
	if (author == NULL || author[0] == '\0')
		return;
	begin_field(out, "author");
	if (is_balanced(author))
		add_grouped(out, author);
	else
		add_ungrouped(out, author);
	buf_putc(out, '}');
}

static void
add_entry(struct buf *out, const struct citation *citation)
{
	const char *type = entry_type(citation->kind);

	buf_printf(out, "@%s{", type);
	bibtex_key(out, citation->id);
	add_author(out, citation->author);
	/* the inner braces keep capitals that a style would lower */
	if (citation->title != NULL && citation->title[0] != '\0') {
		begin_field(out, "title");
		buf_putc(out, '{');
		add_ungrouped(out, citation->title);
		buf_puts(out, "}}");
	}
	add_field(out, "year", citation->year);
	add_field(out, venue_field(type), citation->venue);
	if (citation->url != NULL && citation->url[0] != '\0') {
		begin_field(out, "url");
		latex_url_encoded(out, citation->url);
		buf_putc(out, '}');
	}
	buf_puts(out, "\n}\n");
}

static bool
write_bibtex(struct output_job *job, struct buf *out)
{
	size_t i;

	for (i = 0; i < job->doc->citation_count; i++) {
		if (i > 0)
			buf_putc(out, '\n');
		add_entry(out, job->doc->citations[i]);
	}
	return true;
}

const struct output output_references_bib = {
	.name = "references.bib",
	.format = "bib",
	.help = "the sources of every factor, for BibTeX",
	.write = write_bibtex,
};
