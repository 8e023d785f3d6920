/*
 * What stands in the way of parsing a JSON text, found without parsing it.
 */
#include "base/json_scan.h"

#include <stdint.h>
#include <string.h>

size_t
json_skip_string(struct span text, size_t at)
{
	for (at++; at < text.n && text.s[at] != '"'; at++)
		if (text.s[at] == '\\')
			at++;
	return at < text.n ? at + 1 : text.n;
}

static struct json_scan
full_scan(struct span text)
{
	struct json_scan found = { .too_deep = SIZE_MAX, .too_many = SIZE_MAX };
	size_t at = 0, depth = 0;

	while (at < text.n) {
		char c = text.s[at];

		if (c == '"') {
			at = json_skip_string(text, at);
			continue;
		}
		if (c == 'N' || c == 'I')
			found.odd_words = true;
		else if ((c == ']' || c == '}') && depth > 0)
			depth--;
		else if ((c == '[' || c == '{') && ++depth > JSON_DEPTH_MAX)
			found.too_deep = at;
		found.lists += c == '[' || c == '{';
		found.values += c == ',';
		if (found.values + JSON_LIST_WEIGHT * found.lists >
		    JSON_VALUES_MAX)
			found.too_many = at;
		if (found.too_deep == at || found.too_many == at)
			return found;
		at++;
	}
	return found;
}

/* How often C occurs, MOST at most. */
static size_t
count_of(struct span text, char c, size_t most)
{
	const char *end = text.s + text.n, *at = text.s;
	size_t n = 0;

	while (n < most && at < end &&
	    (at = memchr(at, c, (size_t)(end - at))) != NULL) {
		at++;
		n++;
	}
	return n;
}

/* Whether WORD occurs. */
static bool
holds(struct span text, const char *word)
{
	const char *end = text.s + text.n, *at = text.s;
	size_t n = strlen(word);

	while (at < end &&
	    (at = memchr(at, word[0], (size_t)(end - at))) != NULL) {
		if ((size_t)(end - at) >= n && memcmp(at, word, n) == 0)
			return true;
		at++;
	}
	return false;
}

/* Most texts are too short to hold too much, open too few brackets to be deep, and hold no odd word even inside strings. */
struct json_scan
json_scan(struct span text)
{
	if (text.n == 0 || (text.n <= JSON_VALUES_MAX &&
		count_of(text, '{', JSON_DEPTH_MAX + 1) +
		    count_of(text, '[', JSON_DEPTH_MAX + 1) <= JSON_DEPTH_MAX &&
		!holds(text, "NaN") && !holds(text, "Infinity")))
		return (struct json_scan){ .too_deep = SIZE_MAX,
			.too_many = SIZE_MAX };
	return full_scan(text);
}

bool
json_is_ascii(struct span text)
{
	uint64_t word, all = 0;
	size_t i;

	for (i = 0; i + sizeof word <= text.n; i += sizeof word) {
		memcpy(&word, text.s + i, sizeof word);
		all |= word;
	}
	for (; i < text.n; i++)
		all |= (uint64_t)(text.s[i] & 0x80);
	return (all & UINT64_C(0x8080808080808080)) == 0;
}
