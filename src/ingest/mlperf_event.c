/*
 * MLPerf events: the token may stand behind a launcher's prefix, several
 * ranks may share a line, and program text that holds the token is no event.
 */
#include "ingest/mlperf_event.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "base/num.h"

/* Who is told of the events. */
struct listener {
	void (*take)(void *context, const struct mlperf_event *);
	void *context;
};

static void
tell(const struct listener *listener, struct mlperf_event *event)
{
	event->read = true;
	listener->take(listener->context, event);
}

/* {"time_ms": ..., "key": ..., "value": ..., "metadata": ...} */
static bool
read_mllog(const struct listener *listener, struct span text,
    struct mlperf_event *event)
{
	struct json *root = json_read_quietly(text);
	const char *key = json_text(json_member(root, "key"));

	if (key != NULL) {
		if (json_number(json_member(root, "time_ms"), &event->time_s))
			event->time_s /= 1000;
		event->key = span_of(key);
		event->value = json_member(root, "value");
		event->details = json_member(root, "metadata");
		tell(listener, event);
	}
	json_free(root);
	return key != NULL;
}

/* 1560229129.003 run_start: {"value": null, "metadata": {...}} */
static bool
read_mll(const struct listener *listener, struct span text,
    struct mlperf_event *event)
{
	struct json *root;

	if (!num_parse(span_cut(&text, ' '), &event->time_s))
		return false;
	event->key = span_cut(&text, ':');
	root = json_read_quietly(text);
	event->value = json_member(root, "value");
	event->details = json_member(root, "metadata");
	if (root != NULL)
		tell(listener, event);
	json_free(root);
	return root != NULL;
}

/* 0.5.0 gnmt 1544232580.122391462 (file.py:502) run_stop: {"success": true} */
static bool
read_mlp(const struct listener *listener, struct span text,
    struct mlperf_event *event)
{
	struct json *root;
	size_t end;

	span_cut(&text, ' ');
	event->benchmark = span_cut(&text, ' ');
	if (!num_parse(span_cut(&text, ' '), &event->time_s))
		return false;
	end = span_find(text, ") ");
	if (end == SIZE_MAX)
		return false;
	text = span_sub(text, end + 2, text.n);
	event->key = span_trim(span_cut(&text, ':'));
	root = json_read_quietly(text);
	event->value = root;
	tell(listener, event);
	json_free(root);
	return true;
}

/* A dialect: what begins its events, and the characters that may follow. */
struct dialect {
	const char *token;
	const char *next;
	const char *name;
	bool (*read)(const struct listener *, struct span,
	    struct mlperf_event *);
};

static const struct dialect dialects[] = {
	{ ":::MLLOG ", "{", "MLLOG", read_mllog },
	{ ":::MLL ", "0123456789", "MLL", read_mll },
	{ ":::MLPv", "0123456789", "MLPv0.5", read_mlp },
};

/* The dialect of the event that TEXT begins with, or NULL. */
static const struct dialect *
dialect_of(struct span text)
{
	size_t i;

	for (i = 0; i < sizeof dialects / sizeof dialects[0]; i++) {
		size_t n = strlen(dialects[i].token);

		if (span_starts(text, dialects[i].token) && text.n > n &&
		    text.s[n] != '\0' &&
		    strchr(dialects[i].next, text.s[n]) != NULL)
			return &dialects[i];
	}
	return NULL;
}

static void
read_event(const struct listener *listener, struct span text, struct pos pos)
{
	const struct dialect *dialect = dialect_of(text);
	struct mlperf_event event = { .time_s = (double)NAN, .pos = pos };

	if (dialect == NULL)
		return;
	event.dialect = dialect->name;
	text = span_sub(text, strlen(dialect->token), text.n);
	if (!dialect->read(listener, text, &event)) {
		event = (struct mlperf_event){ .pos = pos };
		listener->take(listener->context, &event);
	}
}

void
mlperf_read_line(struct span line, struct pos pos,
    void (*take)(void *context, const struct mlperf_event *), void *context)
{
	struct listener listener = {
		.take = take,
		.context = context,
	};
	size_t at = span_find(line, ":::ML");

	while (at != SIZE_MAX && at < line.n) {
		size_t next = span_find(span_sub(line, at + 1, line.n),
		    ":::ML");
		size_t n = next == SIZE_MAX ? line.n - at : next + 1;
		struct pos here = pos;

		here.column += at;
		read_event(&listener, span_sub(line, at, n), here);
		at += n;
	}
}

bool
mlperf_has_event(struct span text)
{
	size_t at;

	while ((at = span_find(text, ":::ML")) != SIZE_MAX) {
		text = span_sub(text, at, text.n);
		if (dialect_of(text) != NULL)
			return true;
		text = span_sub(text, 1, text.n);
	}
	return false;
}
