/*
 * The disclosure as JSON: the tree as it is, its keys in their order, raw
 * doubles in their shortest form.
 */
#include <assert.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/num.h"
#include "document/data.h"
#include "document/document.h"
#include "write/output.h"

enum { DEPTH_MAX = 32 };

static bool
has_members(const struct data *data)
{
	return (data->kind == DATA_OBJECT || data->kind == DATA_LIST) &&
	    data->first != NULL;
}

static void
add_value(struct buf *out, const struct data *data)
{
	char text[NUM_TEXT];

	switch (data->kind) {
	case DATA_NULL:
		buf_puts(out, "null");
		break;
	case DATA_BOOL:
		buf_puts(out, data->truth ? "true" : "false");
		break;
	case DATA_NUMBER:
		num_shortest(data->number, text);
		buf_puts(out, text);
		break;
	case DATA_TEXT:
		json_quote(out, span_of(data->text));
		break;
	case DATA_LIST:
		buf_puts(out, data->first == NULL ? "[]" : "[");
		break;
	case DATA_OBJECT:
		buf_puts(out, data->first == NULL ? "{}" : "{");
		break;
	}
}

static void
new_line(struct buf *out, size_t depth)
{
	buf_putc(out, '\n');
	while (depth-- > 0)
		buf_puts(out, "  ");
}

static void
add_member(struct buf *out, const struct data *parent,
    const struct data *data, size_t depth)
{
	if (parent != NULL && parent->first != data)
		buf_putc(out, ',');
	if (parent != NULL)
		new_line(out, depth);
	if (parent != NULL && parent->kind == DATA_OBJECT) {
		json_quote(out, span_of(data->key));
		buf_puts(out, ": ");
	}
	add_value(out, data);
}

/* Walks the tree without recursion; nothing that we disclose nests deeply. */
void
json_data(const struct data *data, struct buf *out)
{
	const struct data *parents[DEPTH_MAX] = { NULL };
	size_t depth = 0;

	while (data != NULL) {
		add_member(out, parents[depth], data, depth);
		if (has_members(data)) {
			assert(depth + 1 < DEPTH_MAX);
			parents[++depth] = data;
			data = data->first;
			continue;
		}
		while (depth > 0 && data->next == NULL) {
			data = parents[depth--];
			new_line(out, depth);
			buf_putc(out, data->kind == DATA_LIST ? ']' : '}');
		}
		data = depth == 0 ? NULL : data->next;
	}
	buf_putc(out, '\n');
}

struct span
output_disclosure(struct output_job *job)
{
	struct buf text = { NULL, 0, 0 };

	if (job->disclosure.s == NULL && job->doc->disclosure != NULL) {
		json_data(job->doc->disclosure, &text);
		job->disclosure.s = arena_strndup(job->arena, text.s, text.n);
		job->disclosure.n = text.n;
		buf_free(&text);
	}
	return job->disclosure;
}

static bool
write_json(struct output_job *job, struct buf *out)
{
	struct span text = output_disclosure(job);

	buf_add(out, text.s, text.n);
	return true;
}

const struct output output_disclosure_json = {
	.name = "disclosure.json",
	.format = "json",
	.help = "each figure with range, unit, sources, for machines",
	.write = write_json,
};
