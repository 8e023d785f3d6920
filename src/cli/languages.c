/*
 * The languages that reports are written in: English, and those that have a
 * file in the data folder. "de-AT" and "zh_CN.UTF-8" find theirs.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "cli/cli.h"
#include "document/language.h"
#include "study/study.h"

#define ENGLISH "en"
#define SUFFIX ".csv"

enum { TAGS_MAX = 64 };

struct tags {
	const char *items[TAGS_MAX];
	size_t count;
};

/* English and the names of the files, sorted. */
static struct tags
read_tags(struct job *job)
{
	struct tags tags = { { ENGLISH }, 1 };

	tags.count += data_names(job, "languages", SUFFIX, tags.items + 1,
	    TAGS_MAX - 1);
	qsort(tags.items, tags.count, sizeof *tags.items, str_order);
	return tags;
}

/* The tag that begins with the first N letters of ASKED, up to its end or a hyphen. */
static const char *
tag_like(const struct tags *tags, const char *asked, size_t n)
{
	size_t i;

	for (i = 0; i < tags->count; i++)
		if (strncasecmp(tags->items[i], asked, n) == 0 &&
		    (tags->items[i][n] == '\0' || tags->items[i][n] == '-'))
			return tags->items[i];
	return NULL;
}

/* The longest beginning of ASKED, in whole parts, that a tag has too. */
static const char *
find_tag(struct job *job, const struct tags *tags, const char *asked)
{
	char *text = arena_strdup(job->arena, asked);
	const char *tag;
	size_t i, n;

	n = strcspn(text, ".@");
	text[n] = '\0';
	for (i = 0; i < n; i++)
		if (text[i] == '_')
			text[i] = '-';
	while (n > 0) {
		if ((tag = tag_like(tags, text, n)) != NULL)
			return tag;
		while (n > 0 && text[--n] != '-')
			;
	}
	return NULL;
}

const char *const *
language_tags(struct job *job, size_t *count)
{
	struct tags *tags = arena_alloc(job->arena, sizeof *tags);

	*tags = read_tags(job);
	*count = tags->count;
	return tags->items;
}

bool
language_check(struct job *job)
{
	const char *asked = job->options.language;
	struct tags tags;

	if (asked == NULL)
		return true;
	tags = read_tags(job);
	if (find_tag(job, &tags, asked) != NULL)
		return true;
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--lang=%s: reports are written in %s%s", asked,
	    str_listed(job->arena, tags.items, tags.count),
	    str_meant(job->arena, asked, tags.items, tags.count));
	return false;
}

const char *
language_of_report(struct job *job, const struct study *study)
{
	static const struct words none = { .text = NULL };
	const struct words *stated = study == NULL ? &none : &study->lang;
	const char *asked = job->options.language != NULL ?
	    job->options.language : stated->text;
	struct tags tags;
	const char *tag;

	if (asked == NULL)
		return ENGLISH;
	tags = read_tags(job);
	tag = find_tag(job, &tags, asked);
	if (tag != NULL)
		return tag;
	diag(&job->diags, DIAG_LANGUAGE, stated->pos,
	    "lang=\"%s\": this one is in English; there are %s", asked,
	    str_listed(job->arena, tags.items, tags.count));
	return ENGLISH;
}

bool
language_words(struct job *job, const char *tag,
    const struct language **words)
{
	*words = NULL;
	if (strcmp(tag, ENGLISH) == 0)
		return true;
	*words = language_read(data_file(job, "languages",
	    arena_printf(job->arena, "%s" SUFFIX, tag)), tag, job->arena,
	    &job->diags);
	return *words != NULL;
}
