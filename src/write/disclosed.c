/*
 * Reading the disclosure for other formats.
 */
#include "write/disclosed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/str.h"
#include "document/data.h"
#include "document/document.h"
#include "write/chars.h"
#include "write/output.h"

enum { FILE_ID_MAX = 80 };

const struct data *
disclosed_model(const struct doc *doc, size_t i)
{
	const struct data *models = data_path(doc->disclosure, "models");
	const struct data *model = models == NULL ? NULL : models->first;

	while (model != NULL && i-- > 0)
		model = model->next;
	return model;
}

const char *
disclosed_text(const struct data *object, const char *path,
    struct arena *arena)
{
	const struct data *data = data_path(object, path);
	struct buf out = { NULL, 0, 0 };
	const char *text;

	if (data == NULL || data->kind != DATA_TEXT)
		return NULL;
	chars_clean(&out, span_of(data->text));
	text = out.n == 0 ? NULL : arena_strndup(arena, out.s, out.n);
	buf_free(&out);
	return text;
}

double
disclosed_number(const struct data *object, const char *path)
{
	const struct data *data = data_path(object, path);

	if (data != NULL && data->kind == DATA_OBJECT)
		data = data_path(data, "value");
	return data != NULL && data->kind == DATA_NUMBER &&
	    isfinite(data->number) ? data->number : (double)NAN;
}

bool
disclosed_at_least(const struct data *object, const char *path)
{
	const struct data *data = data_path(object, path);

	data = data == NULL ? NULL : data_path(data, "at_least");
	return data != NULL && data->truth;
}

static const char *
one_hardware(const struct data *item, struct arena *arena)
{
	const char *name = disclosed_text(item, "name", arena);
	double count = disclosed_number(item, "count");
	char text[NUM_TEXT];

	if (name == NULL || isnan(count))
		return name;
	num_shortest(count, text);
	return arena_printf(arena, "%s \xc3\x97 %s", text, name);
}

/* Whether an item before LAST reads TEXT. */
static bool
is_named(const struct data *list, const struct data *last, const char *text,
    struct arena *arena)
{
	const struct data *item;

	for (item = list->first; item != last; item = item->next) {
		const char *other = one_hardware(item, arena);

		if (other != NULL && strcmp(other, text) == 0)
			return true;
	}
	return false;
}

const char *
disclosed_hardware(const struct data *model, struct arena *arena)
{
	const struct data *list = data_path(model, "hardware");
	const struct data *item = list == NULL ? NULL : list->first;
	const char *all = NULL;

	for (; item != NULL; item = item->next) {
		const char *text = one_hardware(item, arena);

		if (text == NULL || is_named(list, item, text, arena))
			continue;
		all = all == NULL ? text :
				    arena_printf(arena, "%s, %s", all, text);
	}
	return all;
}

const char *
disclosed_place(const struct data *model, const char *key,
    struct arena *arena)
{
	const struct data *places = data_path(model, "places");

	if (places == NULL || places->first == NULL ||
	    places->first->next != NULL)
		return NULL;
	return disclosed_text(places->first, key, arena);
}

const char *
disclosed_provider(const struct data *model, struct arena *arena)
{
	const char *text = disclosed_place(model, "region", arena);
	const char *slash = text == NULL ? NULL : strchr(text, '/');

	return slash == NULL || slash == text ? NULL :
	    arena_strndup(arena, text, (size_t)(slash - text));
}

const char *
disclosed_region(const struct data *model, struct arena *arena)
{
	const char *text = disclosed_place(model, "region", arena);
	const char *slash = text == NULL ? NULL : strchr(text, '/');

	if (slash != NULL)
		text = slash[1] == '\0' ? NULL : slash + 1;
	return text;
}

const char *
disclosed_maker(const struct doc *doc, struct arena *arena)
{
	const char *version =
	    disclosed_text(doc->disclosure, "wattleaf", arena);
	const char *method =
	    disclosed_text(doc->disclosure, "study.method", arena);
	const char *name = version == NULL ? "wattleaf" :
	    arena_printf(arena, "wattleaf %s", version);

	return method == NULL ? name :
	    arena_printf(arena, "%s, method %s", name, method);
}

/* Digits without point, first and last not 0; ten to the POWER is the place of the last. */
struct decimal {
	char digits[NUM_TEXT];
	int count, power;
	bool negative;
};

static struct decimal
decimal_of(double value, int power)
{
	struct decimal decimal = { .power = power };
	char text[NUM_TEXT];
	const char *p = text;
	bool behind = false;

	num_shortest(value, text);
	decimal.negative = *p == '-';
	for (; *p != '\0' && *p != 'e'; p++) {
		behind |= *p == '.';
		if (*p < '0' || *p > '9')
			continue;
		decimal.power -= behind;
		if (decimal.count != 0 || *p != '0')
			decimal.digits[decimal.count++] = *p;
	}
	if (*p == 'e')
		decimal.power += (int)strtol(p + 1, NULL, 10);
	while (decimal.count > 0 && decimal.digits[decimal.count - 1] == '0') {
		decimal.count--;
		decimal.power++;
	}
	return decimal;
}

void
disclosed_decimal(struct buf *out, double value, int power)
{
	const struct decimal decimal = decimal_of(value, power);
	int i, before = decimal.count + decimal.power;

	if (decimal.count == 0) {
		buf_putc(out, '0');
		return;
	}
	if (decimal.negative)
		buf_putc(out, '-');
	if (before <= 0)
		buf_putc(out, '0');
	for (i = 0; i < before; i++)
		buf_putc(out, i < decimal.count ? decimal.digits[i] : '0');
	if (decimal.power >= 0)
		return;
	buf_putc(out, '.');
	for (i = before; i < decimal.count; i++)
		buf_putc(out, i < 0 ? '0' : decimal.digits[i]);
}

static bool
is_safe(char c, size_t i)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
	    (c == '.' && i > 0);
}

/* An id that is no name of a file is made one; the number keeps it apart from others. */
const char *
disclosed_file(const char *first, const struct doc *doc, size_t i,
    const char *last, struct arena *arena)
{
	const char *id = disclosed_text(disclosed_model(doc, i), "id", arena);
	char name[FILE_ID_MAX + 1];
	bool changed = id == NULL;
	size_t n = 0;

	for (; id != NULL && id[n] != '\0' && n < FILE_ID_MAX; n++) {
		name[n] = is_safe(id[n], n) ? id[n] : '-';
		changed |= name[n] != id[n];
	}
	changed |= id != NULL && id[n] != '\0';
	name[n] = '\0';
	if (!changed)
		return arena_printf(arena, "%s-%s%s", first, name, last);
	return arena_printf(arena, "%s-%s+%zu%s", first, name, i + 1, last);
}

void
disclosed_lacking(struct output_job *job, const char *name, const char *what)
{
	diag(job->diags, DIAG_OUTPUT_LACKS, (struct pos){ .file = name },
	    "not written: %s", what);
}
