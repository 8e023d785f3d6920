/*
 * lshw -json: the tree of lshw -xml as nested objects; older versions write
 * a list of them.
 */
#include <math.h>
#include <stdint.h>

#include "base/json.h"
#include "base/source.h"
#include "ingest/formats.h"
#include "ingest/hardware_parts.h"
#include "ingest/ingest.h"
#include "ingest/json_documents.h"
#include "ingest/lshw_node.h"

enum { DEPTH_MAX = 64 };

/* Where in the tree the walk stands. */
struct place {
	const struct json *list;
	size_t at;
};

struct walk {
	struct parts parts;
	struct json_cursor cursor;
};

static struct span
text_of(const struct json *object, const char *key)
{
	const char *text = json_text(json_member(object, key));

	return span_of(text == NULL ? "" : text);
}

static bool
is_disabled(const struct json *node)
{
	return json_is_true(json_member(node, "disabled"));
}

static double
size_of(const struct json *node)
{
	double bytes;

	if (!span_equal(text_of(node, "units"), "bytes") ||
	    !json_number(json_member(node, "size"), &bytes) || !(bytes > 0))
		return (double)NAN;
	return bytes;
}

static double
banks_of(const struct json *node)
{
	const struct json *banks = json_member(node, "children");
	size_t i, count = json_count(banks);
	double sum = 0;

	for (i = 0; i < count; i++) {
		const struct json *bank = json_item(banks, i);

		if (!isnan(size_of(bank)) && !is_disabled(bank))
			sum += size_of(bank);
	}
	return sum > 0 ? sum : (double)NAN;
}

/* Every node has a class, so that its key tells where the node stands. */
static void
take_node(struct walk *walk, const struct json *object)
{
	struct lshw_node node = {
		.class = text_of(object, "class"),
		.product = text_of(object, "product"),
		.vendor = text_of(object, "vendor"),
		.description = text_of(object, "description"),
		.bytes = size_of(object),
		.bank_bytes = banks_of(object),
		.disabled = is_disabled(object),
	};

	if (node.class.n == 0)
		return;
	node.pos = json_cursor_key(&walk->cursor, "class");
	lshw_node_add(&walk->parts, &node);
}

/* The items of LIST and what hangs below them, in the file's order. */
static void
take_list(struct walk *walk, const struct json *list)
{
	struct place places[DEPTH_MAX];
	int depth = 0;

	places[0] = (struct place){ list, 0 };
	while (depth >= 0) {
		struct place *place = &places[depth];
		const struct json *node = json_item(place->list, place->at++);

		if (node == NULL) {
			depth--;
			continue;
		}
		take_node(walk, node);
		if (depth + 1 < DEPTH_MAX)
			places[++depth] = (struct place){
				json_member(node, "children"), 0
			};
	}
}

static void
take_document(void *context, const struct json *root,
    struct json_cursor cursor)
{
	struct walk *walk = context;

	walk->cursor = cursor;
	if (json_is_array(root)) {
		take_list(walk, root);
		return;
	}
	take_node(walk, root);
	take_list(walk, json_member(root, "children"));
}

static void
read_lshw(struct reading *reading)
{
	struct walk walk = { .parts = parts_none(reading) };

	if (json_documents_read(reading, take_document, &walk) > 0)
		parts_finish(&walk.parts);
}

static int
sniff_lshw(const struct sniff *sniff)
{
	struct span head = span_trim(sniff->head);

	if (!span_starts(head, "{") && !span_starts(head, "["))
		return 0;
	if (span_find(head, "\"class\"") == SIZE_MAX ||
	    span_find(head, "\"id\"") == SIZE_MAX)
		return 0;
	if (span_find(head, "\"claimed\"") != SIZE_MAX &&
	    (span_find(head, "\"physid\"") != SIZE_MAX ||
	    span_find(head, "\"businfo\"") != SIZE_MAX))
		return 90;
	return span_find(head, "\"children\"") != SIZE_MAX &&
		span_find(head, "\"system\"") != SIZE_MAX ? 80 : 0;
}

const struct format format_lshw_json = {
	.name = "lshw-json",
	.title = "lshw -json",
	.gives = "N M",
	.sniff = sniff_lshw,
	.read = read_lshw,
};
