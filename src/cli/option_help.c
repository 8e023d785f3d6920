/*
 * The help of an option as one command has it: a row says of several what
 * they do with it, "report: files to write; inspect, check: read as this".
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/options.h"

static bool
is_command(struct span name)
{
	size_t i;

	for (i = 0; commands[i] != NULL; i++)
		if (span_equal(name, commands[i]->name))
			return true;
	return false;
}

/* Bytes of "inspect, check: " at the front of TEXT, 0 when it names no commands; *OURS: one of them is meant. A batch is of reports. */
static size_t
names_in_front(struct span text, const struct command *command, bool *ours)
{
	size_t colon = span_find(text, ": ");
	struct span names = span_sub(text, 0, colon);

	if (colon >= text.n)
		return 0;
	*ours = false;
	while (names.n > 0) {
		struct span name = span_trim(span_cut(&names, ','));

		if (!is_command(name))
			return 0;
		*ours |= span_equal(name, command->name) ||
		    (command->bit == FOR_BATCH && span_equal(name, "report"));
	}
	return colon + 2;
}

const char *
option_help(const struct option_row *row, const struct command *command,
    struct arena *arena)
{
	struct span rest = span_of(row->help);
	const char *text = "";
	bool ours = true;

	while (command != NULL && rest.n > 0) {
		size_t n = span_find(rest, "; ");
		struct span part = n < rest.n ? span_sub(rest, 0, n) : rest;
		bool named = false;
		size_t front = names_in_front(part, command, &named);

		rest = span_sub(rest, part.n + 2, rest.n);
		if (front > 0)
			ours = named;
		part = span_sub(part, front, part.n);
		if (ours)
			text = arena_printf(arena, "%s%s%.*s", text,
			    text[0] == '\0' ? "" : "; ", (int)part.n, part.s);
	}
	return text[0] == '\0' ? row->help : text;
}
