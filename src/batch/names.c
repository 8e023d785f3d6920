/*
 * Ids from the names of strangers' folders.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "batch/digest.h"
#include "batch/fold.h"
#include "batch/inputs.h"
#include "write/chars.h"

enum { NAME_MAX_BYTES = 100, SUFFIX = 8, SHARE_DIGITS = 8 };

/* What lies in OUT beside the studies, as fold_name has it. */
static const char *const taken[] = { "index.html", "summary.csv",
	"summary.json", "failures.txt" };

/* A name on its way to an id. */
struct naming {
	struct input_study *study;
	const char *name; /* the folder's */
	const char *key;  /* of the id */
	bool changed;
};

const char *
inputs_shown(struct arena *arena, const char *text)
{
	struct buf clean = { 0 };
	const char *shown;

	chars_clean(&clean, span_of(text));
	shown = arena_strndup(arena, clean.s == NULL ? "" : clean.s, clean.n);
	buf_free(&clean);
	return shown;
}

static const char *
last_part(struct arena *arena, const char *path)
{
	struct span span = span_of(path);
	size_t start;

	while (span.n > 1 && span.s[span.n - 1] == '/')
		span.n--;
	for (start = span.n; start > 0 && span.s[start - 1] != '/'; start--)
		continue;
	return arena_strndup(arena, span.s + start, span.n - start);
}

/* What neither a shell, a URL, another system nor a reader takes for something else. */
static bool
is_harmless(uint32_t c)
{
	return c >= 0x80 ||
	    (c >= ' ' && c != 127 && strchr("\"$%&'*/:;<>?\\`|#{}", (int)c) == NULL);
}

/* Characters that are seen as nothing, beside those that chars_next_clean leaves out. */
static bool
is_hidden(uint32_t c)
{
	return c == 0xad || c == 0x34f || c == 0x61c || c == 0x180e ||
	    (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202f) ||
	    (c >= 0x2060 && c <= 0x206f) || c == 0xa0 || c == 0x3000 ||
	    c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f) ||
	    (c >= 0xfff0 && c <= 0xffff) || c >= 0xe0000;
}

static const char *
safe_name(struct arena *arena, const char *name)
{
	struct span rest = span_of(name);
	struct buf safe = { 0 };
	const char *id;

	while (rest.n > 0 && safe.n < NAME_MAX_BYTES) {
		uint32_t c = chars_next_clean(&rest);

		if (c == 0 || is_hidden(c) || !is_harmless(c) ||
		    (safe.n == 0 && c < 0x80 && strchr(".-~@+= ", (int)c) != NULL))
			buf_putc(&safe, '_');
		else
			chars_put(&safe, c);
	}
	if (safe.n == 0)
		buf_putc(&safe, '_');
	if (safe.s[safe.n - 1] == '.' || safe.s[safe.n - 1] == ' ')
		safe.s[safe.n - 1] = '_';
	id = arena_strndup(arena, safe.s, safe.n);
	buf_free(&safe);
	return id;
}

static void
add_suffix(struct arena *arena, struct naming *naming, size_t digits)
{
	char sum[DIGEST_TEXT];

	digest_of(naming->study->given, sum);
	naming->changed = true;
	naming->study->id = arena_printf(arena, "%s-%.*s",
	    safe_name(arena, naming->name), (int)digits, sum);
}

static bool
is_taken(const char *key)
{
	size_t i;

	for (i = 0; i < sizeof taken / sizeof taken[0]; i++)
		if (strcmp(key, taken[i]) == 0)
			return true;
	return false;
}

static void
begin(struct arena *arena, struct naming *naming, struct input_study *study)
{
	bool of_folder = study->file == NULL ||
	    strncmp(study->file, "study.", 6) == 0 ||
	    strcmp(study->file, "disclosure.json") == 0;

	naming->study = study;
	naming->name = last_part(arena,
	    of_folder ? study->folder : study->file);
	study->id = safe_name(arena, naming->name);
	if (strcmp(study->id, naming->name) != 0 ||
	    is_taken(fold_name(arena, study->id)))
		add_suffix(arena, naming, SUFFIX);
	naming->key = fold_name(arena, study->id);
}

static int
compare_keys(const void *a, const void *b)
{
	const struct naming *left = a, *right = b;
	int order = strcmp(left->key, right->key);

	return order != 0 ? order :
			    strcmp(left->study->given, right->study->given);
}

/* All whose keys are the same get more of a sum; whether there were any. */
static bool
part_same(struct arena *arena, struct naming *namings, size_t count,
    size_t digits)
{
	size_t i, j, end;
	bool same = false;

	qsort(namings, count, sizeof *namings, compare_keys);
	for (i = 0; i < count; i = end) {
		for (end = i + 1; end < count &&
		     strcmp(namings[end].key, namings[i].key) == 0;)
			end++;
		for (j = i; end - i > 1 && j < end; j++) {
			add_suffix(arena, &namings[j], digits);
			same = true;
		}
	}
	for (i = 0; same && i < count; i++)
		namings[i].key = fold_name(arena, namings[i].study->id);
	return same;
}

static int
compare_ids(const void *a, const void *b)
{
	const struct input_study *left = a, *right = b;

	return strcmp(left->id, right->id);
}

void
inputs_name(struct inputs *inputs)
{
	struct naming *namings = arena_alloc(inputs->arena,
	    (inputs->count + 1) * sizeof *namings);
	size_t i, digits = SUFFIX;

	for (i = 0; i < inputs->count; i++)
		begin(inputs->arena, &namings[i], &inputs->studies[i]);
	while (digits < DIGEST_TEXT && part_same(inputs->arena, namings,
		   inputs->count, digits))
		digits *= 2;
	for (i = 0; i < inputs->count; i++)
		if (namings[i].changed)
			diag(inputs->diags, DIAG_BATCH_NAME,
			    (struct pos){ .file = namings[i].study->id },
			    "it is what \"%s\" is called here",
			    inputs_shown(inputs->arena,
				namings[i].study->given));
	qsort(inputs->studies, inputs->count, sizeof *inputs->studies,
	    compare_ids);
}

const struct input_study *
inputs_find(const struct inputs *inputs, const char *id)
{
	const struct input_study key = { .id = id };

	return inputs->count == 0 ? NULL :
				    bsearch(&key, inputs->studies,
					inputs->count,
					sizeof *inputs->studies, compare_ids);
}

bool
input_in_share(const char *id, unsigned k, unsigned n)
{
	char sum[DIGEST_TEXT];

	digest_of(id, sum);
	sum[SHARE_DIGITS] = '\0';
	return strtoul(sum, NULL, 16) % n == k - 1;
}
