/*
 * Languages: one table of texts each, sorted by the English wording. Rows
 * whose English begins with "@" are settings.
 */
#include "document/language.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"

enum { VALUES_MAX = 12 };

struct entry {
	const char *english, *text;
	struct pos pos;
};

struct language {
	const char *tag;
	struct entry *entries; /* sorted by english */
	size_t count;
	struct numerals numerals;
	bool tight; /* no blanks beside marks of full width */
};

/* A name and the text that stands for it. */
struct value {
	const char *name, *text;
};

static int
compare_entries(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->english,
	    ((const struct entry *)b)->english);
}

static const char *
find(const struct language *language, const char *english)
{
	const struct entry key = { .english = english };
	const struct entry *entry = language == NULL || language->count == 0 ?
	    NULL :
	    bsearch(&key, language->entries, language->count, sizeof key,
		compare_entries);

	return entry == NULL ? NULL : entry->text;
}

static void
add_entry(struct language *language, const struct csv_row *row,
    struct arena *arena, struct diags *diags)
{
	struct entry *entry;

	if (row->count < 2 || row->fields[0].text.n == 0 ||
	    row->fields[1].text.n == 0) {
		diag(diags, DIAG_LANGUAGE_TABLE, row->pos,
		    "a row is the English text and the text");
		return;
	}
	language->entries = arena_grow(arena, language->entries,
	    language->count, sizeof *entry);
	entry = &language->entries[language->count++];
	entry->english = span_dup(arena, row->fields[0].text);
	entry->text = span_dup(arena, row->fields[1].text);
	entry->pos = row->pos;
}

static void
refuse_twins(const struct language *language, struct diags *diags)
{
	size_t i;

	for (i = 1; i < language->count; i++)
		if (compare_entries(&language->entries[i - 1],
			&language->entries[i]) == 0)
			diag(diags, DIAG_LANGUAGE_TABLE,
			    language->entries[i].pos, "\"%s\" stands twice",
			    language->entries[i].english);
}

const struct language *
language_read(const char *path, const char *tag, struct arena *arena,
    struct diags *diags)
{
	struct language *language = arena_alloc(arena, sizeof *language);
	struct source *source = source_open(path, arena, diags);
	size_t first = diags->count;
	struct csv_row row;
	struct csv *csv;

	if (source == NULL)
		return NULL;
	csv = csv_open(source, ',', arena);
	if (csv_row(csv, &row)) /* the heads */
		while (csv_row(csv, &row))
			add_entry(language, &row, arena, diags);
	csv_close(csv);
	source_close(source);
	language->tag = arena_strdup(arena, tag);
	if (language->count != 0)
		qsort(language->entries, language->count,
		    sizeof *language->entries, compare_entries);
	refuse_twins(language, diags);
	language->numerals = (struct numerals){
		.decimal = language_setting(language, "@decimal", "."),
		.group = language_setting(language, "@group", ","),
	};
	language->tight = strcmp(language_setting(language, "@marks", ""),
	    "wide") == 0;
	return diags_have_error(diags, first) ? NULL : language;
}

const char *
language_tag(const struct language *language)
{
	return language == NULL ? "en" : language->tag;
}

const char *
language_setting(const struct language *language, const char *key,
    const char *fallback)
{
	const char *text = find(language, key);

	return text == NULL ? fallback : text;
}

struct numerals
language_numerals(const struct language *language)
{
	return language == NULL ? (struct numerals){ ".", "," } :
				  language->numerals;
}

const char *
language_word(const struct language *language, const char *english)
{
	const char *text = english == NULL ? NULL : find(language, english);

	return text == NULL ? english : text;
}

static const char *
value_of(const struct value *values, size_t count, struct span name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (span_equal(name, values[i].name))
			return values[i].text;
	return NULL;
}

/* The next "{" that opens a name: not one behind "_" or "^". */
static size_t
next_name(struct span text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.s[i] == '{' &&
		    (i == 0 || (text.s[i - 1] != '_' && text.s[i - 1] != '^')))
			break;
	return i;
}

/* Whether the character at S is punctuation of full width, which holds its own space: U+3001–301F, U+FF01–FF20. */
static bool
is_wide_mark(const char *s, const char *end)
{
	const unsigned char *p = (const unsigned char *)s;

	if (end - s < 3)
		return false;
	return (p[0] == 0xe3 && p[1] == 0x80 && p[2] >= 0x81 &&
		   p[2] <= 0x9f) ||
	    (p[0] == 0xef && p[1] == 0xbc && p[2] >= 0x81 && p[2] <= 0xa0);
}

/* Takes out blanks beside marks of full width. */
static void
tighten(struct buf *out)
{
	const char *end = out->s + out->n;
	size_t i, n = 0;

	for (i = 0; i < out->n; i++)
		if (out->s[i] != ' ' || (!is_wide_mark(out->s + i + 1, end) &&
			(n < 3 || !is_wide_mark(out->s + n - 3,
			    out->s + n))))
			out->s[n++] = out->s[i];
	out->n = n;
}

static const char *
filled(struct arena *arena, const char *pattern, const struct value *values,
    size_t count, bool tight)
{
	struct span rest = span_of(pattern), name;
	struct buf out = { 0 };
	const char *text;
	size_t n;

	while (rest.n > 0) {
		n = next_name(rest);
		buf_add(&out, rest.s, n);
		rest = span_sub(rest, n, rest.n);
		if (rest.n == 0)
			break;
		rest = span_sub(rest, 1, rest.n);
		name = span_cut(&rest, '}');
		text = value_of(values, count, name);
		buf_puts(&out, text == NULL ? "" : text);
	}
	if (tight && out.n > 0)
		tighten(&out);
	text = arena_strndup(arena, out.s == NULL ? "" : out.s, out.n);
	buf_free(&out);
	return text;
}

const char *
language_vphrase(const struct language *language, struct arena *arena,
    const char *english, va_list list)
{
	struct value values[VALUES_MAX];
	const char *name;
	size_t count = 0;

	while (count < VALUES_MAX &&
	    (name = va_arg(list, const char *)) != NULL)
		values[count++] = (struct value){ .name = name,
			.text = va_arg(list, const char *) };
	return filled(arena, language_word(language, english), values, count,
	    language != NULL && language->tight);
}

const char *
language_phrase(const struct language *language, struct arena *arena,
    const char *english, ...)
{
	const char *text;
	va_list list;

	va_start(list, english);
	text = language_vphrase(language, arena, english, list);
	va_end(list);
	return text;
}

/* "0 1": from which to which number one thing is spoken of; "0 0": never. */
static const char *
singular(const struct language *language)
{
	return language_setting(language, "@singular", "1 1");
}

const char *
language_count(const struct language *language, struct arena *arena, size_t n,
    const char *one, const char *many)
{
	struct span most = span_of(singular(language));
	struct span least = span_cut(&most, ' ');
	size_t from = strtoul(span_dup(arena, least), NULL, 10);
	size_t to = strtoul(span_dup(arena, most), NULL, 10);

	return language_phrase(language, arena,
	    n >= from && n <= to && to != 0 ? one : many, "n",
	    arena_printf(arena, "%zu", n), NULL);
}

/* The text up to the next ", ", which is cut off with it. */
static struct span
cut_part(struct span *rest)
{
	size_t n = span_find(*rest, ", ");
	struct span part = n > rest->n ? *rest : span_sub(*rest, 0, n);

	*rest = n > rest->n ? (struct span){ NULL, 0 } :
			      span_sub(*rest, n + 2, rest->n);
	return part;
}

/* PART in the language, or NULL; where it has a number in it, as the text with "{n}" in the number's place. */
static const char *
whole_word(const struct language *language, struct arena *arena,
    const char *part)
{
	const char *text = find(language, part);
	size_t before = strcspn(part, "0123456789");
	size_t n = strspn(part + before, "0123456789.");
	const char *pattern;

	if (text != NULL || n == 0)
		return text;
	pattern = arena_printf(arena, "%.*s{n}%s", (int)before, part,
	    part + before + n);
	return find(language, pattern) == NULL ? NULL :
	    language_phrase(language, arena, pattern, "n",
		arena_strndup(arena, part + before, n), NULL);
}

/* "zone 4 (Stockholm region)": as a whole, or what is in brackets at its end for itself. */
static const char *
part_word(const struct language *language, struct arena *arena,
    const char *part)
{
	const char *text = whole_word(language, arena, part);
	const char *bracket = strstr(part, " (");
	size_t n = strlen(part);
	const char *thing, *detail, *own;

	if (text != NULL || bracket == NULL || part[n - 1] != ')')
		return text == NULL ? part : text;
	thing = arena_strndup(arena, part, (size_t)(bracket - part));
	detail = arena_strndup(arena, bracket + 2,
	    (size_t)(part + n - 1 - (bracket + 2)));
	own = whole_word(language, arena, thing);
	text = whole_word(language, arena, detail);
	return own == NULL && text == NULL ? part :
	    language_phrase(language, arena, "{thing} ({detail})", "thing",
		own == NULL ? thing : own, "detail",
		text == NULL ? detail : text, NULL);
}

const char *
language_parts(const struct language *language, struct arena *arena,
    const char *english)
{
	struct span rest = span_of(english == NULL ? "" : english);
	const char *whole = english == NULL ? "" : find(language, english);
	const char *text = NULL, *part;

	if (whole != NULL || language == NULL)
		return whole == NULL ? english : whole;
	while (rest.n > 0) {
		part = part_word(language, arena,
		    span_dup(arena, cut_part(&rest)));
		text = text == NULL ? part :
		    language_phrase(language, arena, "{thing}, {more}",
			"thing", text, "more", part, NULL);
	}
	return text == NULL ? "" : text;
}
