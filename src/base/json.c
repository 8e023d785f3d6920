/*
 * JSON through jansson: the only file that includes it. Depth is checked
 * before jansson sees the text; what Python writes and JSON forbids (NaN,
 * Infinity) is read as text that is no number.
 */
#include "base/json.h"

#include <jansson.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/json_scan.h"
#include "base/num.h"

/* jansson has macros of these names. */
#undef json_is_object
#undef json_is_array
#undef json_is_true
#undef json_is_null

enum {
	JSON_FLAGS = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY |
	    JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL
};

static const json_t *
value_of(const struct json *value)
{
	return (const json_t *)(const void *)value;
}

static const struct json *
json_of(const json_t *value)
{
	return (const struct json *)(const void *)value;
}

static struct pos
pos_in(struct span text, size_t offset, struct pos at)
{
	size_t i, begin = 0;

	for (i = 0; i < offset && i < text.n; i++) {
		if (text.s[i] == '\n') {
			at.line++;
			begin = i + 1;
			at.column = 1;
		}
	}
	at.column += offset - begin;
	return at;
}

/* Replaces WORD at AT by an empty string of the same length, so that positions stay. */
static size_t
blank_word(char *s, size_t n, size_t at, const char *word)
{
	size_t length = strlen(word);

	if (n - at < length || memcmp(s + at, word, length) != 0)
		return at;
	memset(s + at, ' ', length);
	s[at] = s[at + 1] = '"';
	return at + length;
}

/* A copy of TEXT with NaN, Infinity and -Infinity blanked. */
static void
blank_odd_words(struct span text, struct buf *copy)
{
	static const char *const words[] = { "NaN", "-Infinity", "Infinity" };
	size_t at = 0, i;

	buf_add(copy, text.s, text.n);
	while (at < text.n) {
		size_t before = at;

		if (text.s[at] == '"') {
			at = json_skip_string(text, at);
			continue;
		}
		for (i = 0; i < 3 && at == before; i++)
			at = blank_word(copy->s, text.n, at, words[i]);
		if (at == before)
			at++;
	}
}

/* Invalid bytes as '?': one Latin-1 letter must not lose a log line. */
static void
replace_invalid(struct buf *text)
{
	size_t at = 0;

	while (at < text->n) {
		size_t n = span_utf8_length(
		    (struct span){ text->s + at, text->n - at });

		if (n == 0)
			text->s[at] = '?';
		at += n == 0 ? 1 : n;
	}
}

/* Where the token stands that jansson names in its message; it counts to the token's end. */
static size_t
error_offset(struct span text, const json_error_t *error)
{
	size_t offset = error->position < 0 ? 0 : (size_t)error->position;
	const char *near = strstr(error->text, " near '");
	const char *end = strrchr(error->text, '\'');
	size_t n;

	offset = offset > text.n ? text.n : offset;
	if (near == NULL || end == NULL)
		return offset;
	near += strlen(" near '");
	n = end > near ? (size_t)(end - near) : 0;
	if (n <= offset && memcmp(text.s + offset - n, near, n) == 0)
		return offset - n;
	return offset;
}

struct json *
json_read(struct span text, struct pos at, struct diags *diags)
{
	struct json_scan found = json_scan(text);
	struct buf copy = { 0 };
	json_error_t error;
	json_t *root;

	if (text.n > JSON_SIZE_MAX) {
		diag(diags, DIAG_JSON_LIMIT, at, "over %d bytes",
		    JSON_SIZE_MAX);
		return NULL;
	}
	if (found.too_deep != SIZE_MAX) {
		diag(diags, DIAG_JSON_SYNTAX, pos_in(text, found.too_deep, at),
		    "nested more than %d deep", JSON_DEPTH_MAX);
		return NULL;
	}
	if (found.too_many != SIZE_MAX) {
		diag(diags, DIAG_JSON_LIMIT, pos_in(text, found.too_many, at),
		    "over %d values, of which a list or an object counts for %d",
		    JSON_VALUES_MAX, JSON_LIST_WEIGHT);
		return NULL;
	}
	if (found.odd_words) {
		blank_odd_words(text, &copy);
		text.s = copy.s;
	}
	root = json_loadb(text.n == 0 ? "" : text.s, text.n, JSON_FLAGS, &error);
	if (root == NULL)
		diag(diags, DIAG_JSON_SYNTAX,
		    pos_in(text, error_offset(text, &error), at), "%s",
		    error.text);
	buf_free(&copy);
	return (struct json *)(void *)root;
}

struct json *
json_read_quietly(struct span text)
{
	struct json_scan found;
	struct buf copy = { 0 };
	json_error_t error;
	json_t *root;
	size_t flags = JSON_FLAGS;

	text = span_trim(text);
	if (text.n != 0 && (text.s[0] == '{' || text.s[0] == '['))
		flags |= JSON_DISABLE_EOF_CHECK;
	found = json_scan(text);
	if (text.n > JSON_SIZE_MAX || found.too_deep != SIZE_MAX ||
	    found.too_many != SIZE_MAX)
		return NULL;
	if (found.odd_words || !json_is_ascii(text)) {
		blank_odd_words(text, &copy);
		replace_invalid(&copy);
		text.s = copy.s;
	}
	root = json_loadb(text.n == 0 ? "" : text.s, text.n, flags, &error);
	buf_free(&copy);
	return (struct json *)(void *)root;
}

void
json_free(struct json *value)
{
	json_decref((json_t *)(void *)value);
}

bool
json_is_object(const struct json *value)
{
	return value != NULL && json_typeof(value_of(value)) == JSON_OBJECT;
}

bool
json_is_array(const struct json *value)
{
	return value != NULL && json_typeof(value_of(value)) == JSON_ARRAY;
}

bool
json_is_true(const struct json *value)
{
	return value != NULL && json_typeof(value_of(value)) == JSON_TRUE;
}

bool
json_is_null(const struct json *value)
{
	return value == NULL || json_typeof(value_of(value)) == JSON_NULL;
}

const struct json *
json_member(const struct json *value, const char *name)
{
	if (!json_is_object(value))
		return NULL;
	return json_of(json_object_get(value_of(value), name));
}

size_t
json_count(const struct json *value)
{
	return json_is_array(value) ? json_array_size(value_of(value)) : 0;
}

const struct json *
json_item(const struct json *value, size_t index)
{
	if (!json_is_array(value))
		return NULL;
	return json_of(json_array_get(value_of(value), index));
}

const char *
json_text(const struct json *value)
{
	return value == NULL ? NULL : json_string_value(value_of(value));
}

bool
json_number(const struct json *value, double *number)
{
	const json_t *json = value_of(value);
	double read;

	if (value == NULL)
		return false;
	if (json_is_string(json))
		return num_parse(span_trim((struct span){
				     json_string_value(json),
				     json_string_length(json) }),
		    number);
	if (!json_is_number(json))
		return false;
	read = json_number_value(json);
	if (!isfinite(read))
		return false;
	*number = read;
	return true;
}

/*
 * jansson walks an object that is not const, but changes nothing of it
 * while it walks: the cast lends it the same pointer.
 */
static json_t *
walkable(const struct json *value)
{
	union {
		const struct json *borrowed;
		json_t *object;
	} lent = { .borrowed = value };

	return lent.object;
}

double
json_member_number(const struct json *value, const char *name)
{
	double number;

	return json_number(json_member(value, name), &number) ? number :
								(double)NAN;
}

void
json_members(const struct json *value,
    void (*each)(const char *name, const struct json *value, void *context),
    void *context)
{
	json_t *object, *member;
	const char *name;

	if (!json_is_object(value))
		return;
	object = walkable(value);
	json_object_foreach(object, name, member)
		each(name, json_of(member), context);
}

/* True when the string at AT (ending before END) is NAME and a colon follows. */
static bool
is_key(struct span text, size_t at, size_t end, const char *name)
{
	size_t n = strlen(name);

	if (end - at != n + 2 || memcmp(text.s + at + 1, name, n) != 0)
		return false;
	while (end < text.n && strchr(" \t\r\n", text.s[end]) != NULL &&
	    text.s[end] != '\0')
		end++;
	return end < text.n && text.s[end] == ':';
}

struct pos
json_key_pos(struct span text, const char *name, size_t nth, const char *file)
{
	struct pos start = { file, 1, 1 };
	size_t at = 0, end;

	while (at < text.n) {
		if (text.s[at] != '"') {
			at++;
			continue;
		}
		end = json_skip_string(text, at);
		if (is_key(text, at, end, name) && nth-- == 0)
			return pos_in(text, at, start);
		at = end;
	}
	return start;
}

static void
quote_character(struct buf *buf, unsigned char c)
{
	static const char escapes[] = "\"\"\\\\\bb\ff\nn\rr\tt";
	size_t i;

	for (i = 0; i + 1 < sizeof escapes - 1; i += 2) {
		if (c == (unsigned char)escapes[i]) {
			buf_putc(buf, '\\');
			buf_putc(buf, escapes[i + 1]);
			return;
		}
	}
	if (c < ' ' || c == 127)
		buf_printf(buf, "\\u%04x", c);
	else
		buf_putc(buf, (char)c);
}

void
json_quote(struct buf *buf, struct span text)
{
	buf_putc(buf, '"');
	while (text.n > 0) {
		size_t n = span_utf8_length(text);

		if (n == 0)
			buf_puts(buf, "\xef\xbf\xbd");
		else if (n == 1)
			quote_character(buf, (unsigned char)text.s[0]);
		else
			buf_add(buf, text.s, n);
		text = span_sub(text, n == 0 ? 1 : n, text.n);
	}
	buf_putc(buf, '"');
}

static int
add_bytes(const char *bytes, size_t n, void *context)
{
	buf_add(context, bytes, n);
	return 0;
}

bool
json_sorted(const struct json *value, struct buf *out)
{
	return json_dump_callback(value_of(value), add_bytes, out,
		   JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY) == 0;
}
