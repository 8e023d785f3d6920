/*
 * The program's own registries as lists: each row says what it is.
 */
#include <stdio.h>

#include "base/arena.h"
#include "base/source.h"
#include "base/str.h"
#include "check/profile.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "cli/profiles.h"
#include "document/charts.h"
#include "document/data.h"
#include "ingest/ingest.h"
#include "layout/venue.h"
#include "write/output.h"

/* "D N E" as words. */
static const char *
gives(struct job *job, const char *letters)
{
	static const struct {
		char letter;
		const char *word;
	} words[] = {
		{ 'D', "duration" },
		{ 'N', "count" },
		{ 'M', "device" },
		{ 'P', "power" },
		{ 'E', "energy" },
		{ 'C', "cost" },
	};
	const char *text = "";
	size_t i;

	for (; *letters != '\0'; letters++)
		for (i = 0; i < sizeof words / sizeof words[0]; i++)
			if (words[i].letter == *letters)
				text = arena_printf(job->arena, "%s%s%s",
				    text, text[0] == '\0' ? "" : ", ",
				    words[i].word);
	return text;
}

void
fill_formats(struct job *job, const struct list *list,
    struct entries *entries)
{
	size_t i;

	for (i = 0; ingest_formats[i] != NULL; i++)
		entries_add(job, entries,
		    (struct entry){ .list = list,
			.id = ingest_formats[i]->name,
			.name = ingest_formats[i]->title,
			.text = gives(job, ingest_formats[i]->gives) });
}

void
fill_outputs(struct job *job, const struct list *list,
    struct entries *entries)
{
	const struct output *output;
	size_t i;

	for (i = 0; (output = output_at(i)) != NULL; i++)
		entries_add(job, entries,
		    (struct entry){ .list = list, .id = output->name,
			.name = output->help, .text = output->format });
}

void
fill_charts(struct job *job, const struct list *list, struct entries *entries)
{
	const struct chart_kind *kind;
	size_t i;

	for (i = 0; (kind = chart_kind_at(i)) != NULL; i++)
		entries_add(job, entries,
		    (struct entry){ .list = list, .id = kind->name,
			.name = kind->title, .text = "" });
}

/* "column 77 mm, page 160 mm, Times" */
static const char *
widths(struct job *job, const struct venue *venue)
{
	static const double POINTS_PER_MM = 72 / 25.4;

	return arena_printf(job->arena, "column %.1f mm, full %.1f mm",
	    venue->column / POINTS_PER_MM, venue->full / POINTS_PER_MM);
}

static const struct data *
rules(struct job *job, const struct venue *venue)
{
	struct data *more = data_object(job->arena);

	data_add_text(job->arena, more, "paper", venue->paper);
	data_add_number(job->arena, more, "column_bp", venue->column);
	data_add_number(job->arena, more, "full_bp", venue->full);
	data_add_text(job->arena, more, "fonts", venue->fonts);
	data_add_number(job->arena, more, "least_pt", venue->least_size);
	data_add_text(job->arena, more, "rules", venue->source);
	data_add_text(job->arena, more, "note", venue->note);
	return more;
}

void
fill_venues(struct job *job, const struct list *list, struct entries *entries)
{
	struct venue *venues =
	    arena_alloc(job->arena, VENUES_MAX * sizeof *venues);
	size_t i, count = venues_read(
	    data_file(job, "templates", "venues.csv"), venues, job->arena,
	    &job->diags);

	for (i = 0; i < count; i++)
		entries_add(job, entries,
		    (struct entry){ .list = list, .id = venues[i].id,
			.name = venues[i].name,
			.text = widths(job, &venues[i]),
			.more = rules(job, &venues[i]) });
}

/* The first comment of a template says what it is for. */
static const char *
purpose(struct job *job, const char *name)
{
	struct source *source = source_open(
	    data_file(job, "templates",
		arena_printf(job->arena, "%s.md", name)),
	    job->arena, &job->diags);
	struct buf text = { 0 };
	struct span all = { NULL, 0 }, word;
	const char *purpose;
	size_t at;

	if (source == NULL || !source_text(source, &all))
		all.n = 0;
	at = all.n == 0 ? 0 : span_find(all, "<!--");
	all = at < all.n ? span_sub(all, at + 4, all.n) : span_sub(all, 0, 0);
	all = span_sub(all, 0, all.n == 0 ? 0 : span_find(all, "-->"));
	while (all.n > 0) {
		struct span line = span_trim(span_cut(&all, '\n'));

		while (line.n > 0) {
			word = span_cut(&line, ' ');
			if (word.n > 0)
				buf_printf(&text, "%s%.*s",
				    text.n == 0 ? "" : " ", (int)word.n,
				    word.s);
		}
	}
	purpose = arena_strndup(job->arena, text.n == 0 ? "" : text.s, text.n);
	buf_free(&text);
	if (source != NULL)
		source_close(source);
	return purpose;
}

void
fill_templates(struct job *job, const struct list *list,
    struct entries *entries)
{
	const char *names[TEMPLATES_MAX];
	size_t i, count = template_names(job, names);

	for (i = 0; i < count; i++)
		entries_add(job, entries,
		    (struct entry){ .list = list, .id = names[i],
			.name = purpose(job, names[i]), .text = "" });
}

/* "8 required, 3 recommended; venue acl, template checklist-arr" */
static const char *
asked_fields(struct job *job, const struct profile *profile)
{
	size_t i, advice = 0, paper = 0;

	for (i = 0; i < profile->field_count; i++) {
		paper += profile->fields[i].path_count == 0;
		advice += profile->fields[i].recommended;
	}
	return arena_printf(job->arena,
	    "%zu required, %zu recommended, %zu of the paper; venue %s, template %s",
	    profile->field_count - advice - paper, advice, paper,
	    profile->venue == NULL ? "any" : profile->venue,
	    profile->template == NULL ? "any" : profile->template);
}

void
fill_profiles(struct job *job, const struct list *list,
    struct entries *entries)
{
	const char *names[PROFILES_MAX];
	size_t i, count = profile_names(job, names);

	for (i = 0; i < count; i++) {
		const struct profile *profile =
		    profile_read(profile_file(job, names[i]), names[i],
			job->arena, &job->diags);

		if (profile != NULL)
			entries_add(job, entries, (struct entry){
			    .list = list, .id = names[i],
			    .name = profile->title,
			    .text = asked_fields(job, profile) });
	}
}
