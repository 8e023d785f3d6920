/*
 * What anonymous mode hides: what the project is called, which files were
 * read, the places finer than a country.
 */
#include "account/anonymity.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/numbering.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "catalog/place.h"
#include "study/record.h"
#include "study/study.h"

enum { NAME_LEAST = 2, NAME_OPEN = 4 };

static uint64_t
hash_text(const void *text)
{
	return hash_bytes(HASH_START, text, strlen(text));
}

static bool
text_equal(const void *a, const void *b)
{
	return strcmp(a, b) == 0;
}

/* What the project is called. */

static void
add_name(struct anonymity *a, struct span name)
{
	name = span_trim(name);
	if (name.n < NAME_LEAST)
		return;
	a->names = arena_grow(a->arena, a->names, a->name_count,
	    sizeof *a->names);
	a->names[a->name_count++] = span_dup(a->arena, name);
}

/* "FooNet: fast translation" is about FooNet. */
static void
add_title(struct anonymity *a, struct span title)
{
	static const char *const marks[] = { ": ", " - ", " \xe2\x80\x93 ",
		" \xe2\x80\x94 " };
	size_t i, end = title.n;

	add_name(a, title);
	for (i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (span_find(title, marks[i]) < end)
			end = span_find(title, marks[i]);
	if (end < title.n)
		add_name(a, span_sub(title, 0, end));
}

static bool
is_yes(struct span text)
{
	static const char *const words[] = { "", "1", "on", "true", "yes" };
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (span_equal_nocase(text, words[i]))
			return true;
	return false;
}

/* Names that the study wants hidden stand in the attribute itself. */
static void
learn_names(struct anonymity *a)
{
	struct span rest = span_of(a->study->anonymous.text == NULL ? "" :
		a->study->anonymous.text);

	if (!is_yes(span_trim(rest)))
		while (rest.n > 0)
			add_name(a, span_cut(&rest, ','));
	if (a->study->title.text != NULL)
		add_title(a, span_of(a->study->title.text));
}

static bool
is_joint(char c)
{
	return c == ' ' || c == '-' || c == '_';
}

static bool
same_letter(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b) ||
	    (is_joint(a) && is_joint(b));
}

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Whether NAME stands at AT of TEXT; what follows a short one must not go on with it. */
static bool
stands_at(struct span text, size_t at, const char *name)
{
	size_t i, n = strlen(name);

	if (n > text.n - at || (at > 0 && is_word(text.s[at - 1])))
		return false;
	for (i = 0; i < n; i++)
		if (!same_letter(text.s[at + i], name[i]))
			return false;
	return n >= NAME_OPEN || at + n == text.n || !is_word(text.s[at + n]);
}

/* Bytes of the longest name at AT; 0 when there is none. */
static size_t
name_at(const struct anonymity *a, struct span text, size_t at)
{
	size_t i, longest = 0;

	for (i = 0; i < a->name_count; i++)
		if (strlen(a->names[i]) > longest &&
		    stands_at(text, at, a->names[i]))
			longest = strlen(a->names[i]);
	return longest;
}

const char *
anonymous_text(const struct anonymity *a, const char *text)
{
	struct span span = span_of(text == NULL ? "" : text);
	struct buf out = { 0 };
	const char *changed;
	size_t i, n;

	if (text == NULL)
		return NULL;
	for (i = 0; i < span.n; i += n) {
		n = name_at(a, span, i);
		if (n != 0)
			buf_puts(&out, islower((unsigned char)span.s[i]) ?
				"ours" : "Ours");
		else
			buf_add(&out, span.s + i, n = 1);
	}
	changed = arena_strndup(a->arena, out.s == NULL ? "" : out.s, out.n);
	buf_free(&out);
	return changed;
}

/* Files. */

static void
learn_files(struct anonymity *a)
{
	size_t i, j, k;

	for (i = 0; i < a->study->model_count; i++)
		for (j = 0; j < a->study->models[i].run_count; j++) {
			const struct run *run = &a->study->models[i].runs[j];

			for (k = 0; k < run->hardware_count; k++)
				if (run->hardware[k].record != NULL)
					anonymous_file(a,
					    run->hardware[k].record->file);
			for (k = 0; k < run->log_count; k++)
				if (run->logs[k].record != NULL)
					anonymous_file(a,
					    run->logs[k].record->file);
		}
}

const char *
anonymous_file(struct anonymity *a, const char *path)
{
	if (path == NULL)
		return NULL;
	if (a->study->file != NULL && a->study->title.pos.file != NULL &&
	    strcmp(path, a->study->file) == 0)
		return "study";
	return arena_printf(a->arena, "file %zu",
	    numbering_add(a->files, path, NULL) + 1);
}

/* Places. */

static struct hidden *
find_hidden(struct anonymity *a, const char *id)
{
	size_t i;

	for (i = 0; i < a->hidden_count; i++)
		if (strcmp(a->hidden[i].id, id) == 0)
			return &a->hidden[i];
	return NULL;
}

static const struct hidden *
add_hidden(struct anonymity *a, const char *id, struct hidden as)
{
	a->hidden = arena_grow(a->arena, a->hidden, a->hidden_count,
	    sizeof *a->hidden);
	as.id = arena_strdup(a->arena, id);
	a->hidden[a->hidden_count] = as;
	return &a->hidden[a->hidden_count++];
}

/* The next number of BASE; ids that stand for one another share theirs. */
static size_t
next_number(const struct anonymity *a, const char *base)
{
	size_t i, j, number = 1;

	for (i = 0; i < a->hidden_count; i++) {
		for (j = 0; j < i; j++)
			if (strcmp(a->hidden[j].code, a->hidden[i].code) == 0)
				break;
		number += j == i && strcmp(a->hidden[i].base, base) == 0;
	}
	return number;
}

/* What stands for ID: a part of COUNTRY, or one of its kind when that is NULL. */
static const struct hidden *
hide(struct anonymity *a, const char *id, const char *base,
    const char *country)
{
	const struct hidden *known = find_hidden(a, id);
	size_t number = next_number(a, base);

	if (known != NULL)
		return known;
	return add_hidden(a, id, (struct hidden){
		.base = arena_strdup(a->arena, base),
		.code = arena_printf(a->arena, "%s-%zu", base, number),
		.name = country == NULL ?
		    arena_printf(a->arena, "a %s (%zu)", base, number) :
		    arena_printf(a->arena, "%s (part %zu)", country, number),
	});
}

/* "United States (part 1)" */
static const struct hidden *
hide_part(struct anonymity *a, const struct catalog_place *place)
{
	struct catalog_place country;

	if (place->country[0] == '\0' ||
	    strcmp(place->id, place->country) == 0 ||
	    !catalog_place(a->catalog, place->country, 0, &country))
		return hide(a, place->id, "place", NULL);
	return hide(a, place->id, place->country, country.name);
}

/* A row of the authors' own may call a campus as others call a country. */
static bool
is_own(const struct catalog_place *place)
{
	const char *id = place->id;
	bool is_code = strlen(id) == 3 && isupper((unsigned char)id[0]) &&
	    isupper((unsigned char)id[1]) && isupper((unsigned char)id[2]);

	return place->intensity != NULL &&
	    place->intensity->pos.file != NULL && !is_code;
}

static bool
is_finer(const struct catalog_place *place)
{
	return place->country[0] == '\0' ||
	    strcmp(place->id, place->country) != 0 || is_own(place);
}

/* A provider of many countries may be named unless the runs were there. */
static const struct hidden *
hide_provider(struct anonymity *a, const char *id)
{
	const struct hidden *own = find_hidden(a, id);

	return own == NULL && strstr(id, "-site/") != NULL ?
	    hide(a, id, "site", NULL) :
	    own;
}

const struct hidden *
anonymous_place(struct anonymity *a, const char *id)
{
	struct catalog_place place;

	if (!catalog_place(a->catalog, id, 0, &place) ||
	    strcmp(place.id, id) != 0)
		return hide_provider(a, id);
	return is_finer(&place) ? hide_part(a, &place) : NULL;
}

/* The pue table knows Google by its name, the regions as "gcp". */
static void
learn_provider(struct anonymity *a, const char *id)
{
	const struct factor *row = catalog_factor(a->catalog, "provider", id);
	const struct hidden hidden = *hide(a, id, "provider", NULL);

	if (row != NULL && row->text != NULL &&
	    find_hidden(a, row->text) == NULL)
		add_hidden(a, row->text, hidden);
}

/* A region and the grid that feeds it are one part of their country. */
static void
learn_place(struct anonymity *a, const char *name)
{
	struct catalog_place place, grid;
	struct hidden hidden;
	struct span rest;

	if (name == NULL || !catalog_place(a->catalog, name, 0, &place) ||
	    !is_finer(&place))
		return;
	hidden = *hide_part(a, &place);
	if (catalog_place(a->catalog, place.grid, 0, &grid) &&
	    is_finer(&grid) && find_hidden(a, grid.id) == NULL)
		add_hidden(a, grid.id, hidden);
	rest = span_of(place.id);
	if (strchr(place.id, '/') != NULL)
		learn_provider(a,
		    span_dup(a->arena, span_cut(&rest, '/')));
}

static void
learn_places(struct anonymity *a)
{
	const struct study *study = a->study;
	size_t i, j;

	for (i = 0; i < study->model_count; i++)
		for (j = 0; j < study->models[i].run_count; j++) {
			const struct model *model = &study->models[i];
			const struct run *run = &model->runs[j];

			learn_place(a, place_words(study, model, run,
			    offsetof(struct place, region))->text);
			learn_place(a, place_words(study, model, run,
			    offsetof(struct place, grid))->text);
		}
}

void
anonymity_learn(struct anonymity *a)
{
	static const struct sameness texts = { hash_text, text_equal };

	a->files = numbering_new(a->arena, texts);
	a->rows = numbering_new(a->arena, texts);
	learn_names(a);
	learn_files(a);
	learn_places(a);
}
