/*
 * Places in an XML text, found by walking its bytes once. Encodings that
 * keep ASCII bytes (UTF-8, Latin-1) need no decoding for it.
 */
#include "base/xml_scan.h"

#include <stdint.h>
#include <string.h>

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
looks_at(const struct xml_scan *scan, size_t at, const char *text)
{
	return at < scan->text.n && scan->text.s[at] == text[0] &&
	    span_starts(span_sub(scan->text, at, strlen(text)), text);
}

/* Offset behind the next END from AT, or the text's end. */
static size_t
behind(const struct xml_scan *scan, size_t at, const char *end)
{
	size_t found = span_find(span_sub(scan->text, at, scan->text.n), end);

	return found == SIZE_MAX ? scan->text.n : at + found + strlen(end);
}

static size_t
skip_space(const struct xml_scan *scan, size_t at)
{
	while (at < scan->text.n && is_space(scan->text.s[at]))
		at++;
	return at;
}

static size_t
skip_name(const struct xml_scan *scan, size_t at)
{
	while (at < scan->text.n && !is_space(scan->text.s[at]) &&
	    scan->text.s[at] != '/' && scan->text.s[at] != '>' &&
	    scan->text.s[at] != '=')
		at++;
	return at;
}

/* Offset behind a document type declaration with its internal subset. */
static size_t
skip_doctype(const struct xml_scan *scan, size_t at)
{
	bool subset = false;

	while (at < scan->text.n) {
		char c = scan->text.s[at];

		if (c == '"' || c == '\'') {
			at = behind(scan, at + 1, c == '"' ? "\"" : "'");
		} else if (looks_at(scan, at, "<!--")) {
			at = behind(scan, at + 4, "-->");
		} else if (looks_at(scan, at, "<?")) {
			at = behind(scan, at + 2, "?>");
		} else {
			at++;
			if (c == '[' || c == ']')
				subset = c == '[';
			else if (c == '>' && !subset)
				return at;
		}
	}
	return at;
}

/* Offset behind what begins with '<' at AT and is no tag; AT when it is one. */
static size_t
skip_other_markup(const struct xml_scan *scan, size_t at)
{
	if (!looks_at(scan, at + 1, "!") && !looks_at(scan, at + 1, "?"))
		return at;
	if (looks_at(scan, at, "<!--"))
		return behind(scan, at + 4, "-->");
	if (looks_at(scan, at, "<?"))
		return behind(scan, at + 2, "?>");
	if (looks_at(scan, at, "<![CDATA["))
		return behind(scan, at + 9, "]]>");
	if (looks_at(scan, at, "<!"))
		return skip_doctype(scan, at + 2);
	return at;
}

void
xml_scan_open(struct xml_scan *scan, struct span text, struct pos at)
{
	*scan = (struct xml_scan){ .text = text, .pos = at };
}

bool
xml_scan_tag(struct xml_scan *scan, struct xml_tag *tag)
{
	size_t at = scan->at, end;

	for (;;) {
		size_t open = behind(scan, at, "<");

		if (open >= scan->text.n)
			return false;
		at = skip_other_markup(scan, open - 1);
		if (at == open - 1)
			break;
	}
	*tag = (struct xml_tag){ .closing = scan->text.s[at + 1] == '/' };
	tag->name_at = at + (tag->closing ? 2 : 1);
	end = skip_name(scan, tag->name_at);
	tag->name = span_sub(scan->text, tag->name_at, end - tag->name_at);
	scan->at = end;
	return tag->name.n != 0;
}

bool
xml_scan_attribute(struct xml_scan *scan, struct xml_tag *tag,
    struct xml_mark *mark)
{
	size_t at = skip_space(scan, scan->at), end = skip_name(scan, at);

	mark->name_at = at;
	mark->name = span_sub(scan->text, at, end - at);
	at = skip_space(scan, end);
	if (mark->name.n == 0 || !looks_at(scan, at, "=")) {
		tag->empty = looks_at(scan, at, "/");
		scan->at = behind(scan, at, ">");
		return false;
	}
	at = skip_space(scan, at + 1);
	if (!looks_at(scan, at, "\"") && !looks_at(scan, at, "'")) {
		scan->at = scan->text.n;
		return false;
	}
	mark->value_at = at + 1;
	scan->at = behind(scan, at + 1, scan->text.s[at] == '"' ? "\"" : "'");
	return true;
}

size_t
xml_scan_content(const struct xml_scan *scan)
{
	size_t at = scan->at;

	for (;;) {
		at = skip_space(scan, at);
		if (looks_at(scan, at, "<!--"))
			at = behind(scan, at + 4, "-->");
		else if (looks_at(scan, at, "<?"))
			at = behind(scan, at + 2, "?>");
		else if (looks_at(scan, at, "<![CDATA["))
			return at + 9;
		else
			return at;
	}
}

struct pos
xml_scan_pos(struct xml_scan *scan, size_t offset)
{
	struct span rest;

	if (offset > scan->text.n)
		offset = scan->text.n;
	if (offset < scan->counted)
		return scan->pos;
	rest = span_sub(scan->text, scan->counted, offset - scan->counted);
	for (;;) {
		size_t line = span_find(rest, "\n");

		if (line == SIZE_MAX)
			break;
		rest = span_sub(rest, line + 1, rest.n);
		scan->pos.line++;
		scan->pos.column = 1;
	}
	scan->pos.column += rest.n;
	scan->counted = offset;
	return scan->pos;
}
