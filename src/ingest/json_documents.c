/*
 * JSON documents in a row. Where one ends is found by its brackets.
 */
#include "ingest/json_documents.h"

#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/ingest.h"

/* Moves the cursor over N bytes. */
static void
pass_over(struct json_cursor *cursor, size_t n)
{
	struct span passed = span_sub(cursor->rest, 0, n);

	cursor->rest = span_sub(cursor->rest, n, cursor->rest.n);
	while (passed.n > 0) {
		const char *end = memchr(passed.s, '\n', passed.n);

		if (end == NULL) {
			cursor->pos.column += passed.n;
			return;
		}
		cursor->pos.line++;
		cursor->pos.column = 1;
		passed = span_sub(passed, (size_t)(end - passed.s) + 1,
		    passed.n);
	}
}

/* True when "NAME" at the front of TEXT is a key; *N is its length with the quotes. */
static bool
is_key(struct span text, const char *name, size_t *n)
{
	size_t length = strlen(name);
	struct span rest;

	if (text.n < length + 2 || memcmp(text.s + 1, name, length) != 0 ||
	    text.s[length + 1] != '"')
		return false;
	*n = length + 2;
	rest = span_trim(span_sub(text, *n, 64));
	return rest.n > 0 && rest.s[0] == ':';
}

struct pos
json_cursor_key(struct json_cursor *cursor, const char *name)
{
	size_t at = 0, n;

	while (at < cursor->rest.n) {
		const char *quote = memchr(cursor->rest.s + at, '"',
		    cursor->rest.n - at);
		struct pos pos;

		if (quote == NULL)
			break;
		at = (size_t)(quote - cursor->rest.s);
		if (is_key(span_sub(cursor->rest, at, cursor->rest.n), name,
			&n)) {
			pass_over(cursor, at);
			pos = cursor->pos;
			pass_over(cursor, n);
			return pos;
		}
		at++;
	}
	return cursor->pos;
}

/* Length of the string that begins at the front, with its quotes. */
static size_t
string_length(struct span text)
{
	size_t i;

	for (i = 1; i < text.n; i++) {
		if (text.s[i] == '\\')
			i++;
		else if (text.s[i] == '"')
			return i + 1;
	}
	return text.n;
}

/* Length of the object or array at the front; all that is left when it does not end. */
static size_t
document_length(struct span text)
{
	size_t i, depth = 0;

	for (i = 0; i < text.n; i++) {
		char c = text.s[i];

		if (c == '"')
			i += string_length(span_sub(text, i, text.n)) - 1;
		else if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']') && --depth == 0)
			return i + 1;
	}
	return text.n;
}

static bool
find_document(struct json_cursor *cursor)
{
	size_t i;

	for (i = 0; i < cursor->rest.n; i++) {
		if (cursor->rest.s[i] == '{' || cursor->rest.s[i] == '[') {
			pass_over(cursor, i);
			return true;
		}
	}
	return false;
}

size_t
json_documents_read(struct reading *reading,
    void (*take)(void *context, const struct json *, struct json_cursor),
    void *context)
{
	struct json_cursor cursor = {
		.pos = { reading->record->file, 1, 1 },
	};
	size_t count = 0, failed = 0;

	if (!source_text(reading->source, &cursor.rest))
		return 0;
	while (find_document(&cursor)) {
		size_t n = document_length(cursor.rest);
		struct span text = span_sub(cursor.rest, 0, n);
		struct json *json = count + failed == 0 ?
		    json_read(text, cursor.pos, reading->diags) :
		    json_read_quietly(text);

		if (json != NULL) {
			count++;
			take(context, json,
			    (struct json_cursor){ text, cursor.pos });
			json_free(json);
		} else if (failed++ > 0 || count > 0) {
			row_skip(reading, cursor.pos,
			    "the document cannot be read");
		}
		pass_over(&cursor, n);
	}
	return count;
}
