/*
 * libyaml's parser and emitter behind plain structs. All that libyaml
 * allocates is freed event by event.
 */
#include "base/yaml_event.h"

#include <string.h>
#include <yaml.h>

#include "base/arena.h"

struct yaml_in {
	yaml_parser_t parser;
	struct arena *arena;
};

struct yaml_out {
	yaml_emitter_t emitter;
	struct buf *out;
	bool failed;
};

struct yaml_in *
yaml_in_open(struct span text, struct arena *arena)
{
	struct yaml_in *in = arena_alloc(arena, sizeof *in);

	in->arena = arena;
	if (!yaml_parser_initialize(&in->parser))
		return NULL;
	yaml_parser_set_encoding(&in->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&in->parser,
	    (const unsigned char *)text.s, text.n);
	return in;
}

void
yaml_in_close(struct yaml_in *in)
{
	if (in != NULL)
		yaml_parser_delete(&in->parser);
}

static const char *
kept(struct arena *arena, const yaml_char_t *text)
{
	return text == NULL ? NULL : arena_strdup(arena, (const char *)text);
}

static struct yaml_event
fault_of(const struct yaml_in *in)
{
	const yaml_parser_t *parser = &in->parser;
	const char *problem =
	    parser->problem == NULL ? "it cannot be read" : parser->problem;

	return (struct yaml_event){
		.kind = YAML_KIND_FAULT,
		.text = span_of(problem),
		.context = parser->context == NULL ? "" : parser->context,
		.begin = parser->problem_mark.index,
		.end = parser->problem_mark.index,
	};
}

static void
read_scalar(struct yaml_in *in, const yaml_event_t *from,
    struct yaml_event *event)
{
	event->kind = YAML_KIND_SCALAR;
	event->text.s = arena_strndup(in->arena,
	    (const char *)from->data.scalar.value, from->data.scalar.length);
	event->text.n = from->data.scalar.length;
	event->plain = from->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	event->anchor = kept(in->arena, from->data.scalar.anchor);
	event->tag = kept(in->arena, from->data.scalar.tag);
}

/* False for an event that says nothing here: the start of the stream and the end of a document. */
static bool
read_event(struct yaml_in *in, const yaml_event_t *from,
    struct yaml_event *event)
{
	switch (from->type) {
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		return false;
	case YAML_STREAM_END_EVENT:
		event->kind = YAML_KIND_END;
		break;
	case YAML_DOCUMENT_START_EVENT:
		event->kind = YAML_KIND_DOCUMENT;
		break;
	case YAML_ALIAS_EVENT:
		event->kind = YAML_KIND_ALIAS;
		event->anchor = kept(in->arena, from->data.alias.anchor);
		break;
	case YAML_SCALAR_EVENT:
		read_scalar(in, from, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
		event->kind = YAML_KIND_LIST;
		event->anchor = kept(in->arena,
		    from->data.sequence_start.anchor);
		event->tag = kept(in->arena, from->data.sequence_start.tag);
		break;
	case YAML_MAPPING_START_EVENT:
		event->kind = YAML_KIND_MAP;
		event->anchor = kept(in->arena,
		    from->data.mapping_start.anchor);
		event->tag = kept(in->arena, from->data.mapping_start.tag);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		event->kind = YAML_KIND_CLOSE;
		break;
	}
	return true;
}

struct yaml_event
yaml_in_next(struct yaml_in *in)
{
	struct yaml_event event = { .kind = YAML_KIND_FAULT, .context = "" };
	yaml_event_t from;
	bool told = false;

	while (!told) {
		if (!yaml_parser_parse(&in->parser, &from))
			return fault_of(in);
		event.begin = from.start_mark.index;
		event.end = from.end_mark.index;
		if (from.type == YAML_NO_EVENT)
			event.kind = YAML_KIND_END;
		told = read_event(in, &from, &event) ||
		    from.type == YAML_NO_EVENT;
		yaml_event_delete(&from);
	}
	return event;
}

static int
append(void *context, unsigned char *bytes, size_t n)
{
	buf_add(context, (const char *)bytes, n);
	return 1;
}

static void
emit(struct yaml_out *out, int initialized, yaml_event_t *event)
{
	if (!initialized)
		out->failed = true;
	else if (out->failed)
		yaml_event_delete(event);
	else if (!yaml_emitter_emit(&out->emitter, event))
		out->failed = true;
}

struct yaml_out *
yaml_out_open(struct buf *buf, struct arena *arena)
{
	struct yaml_out *out = arena_alloc(arena, sizeof *out);
	yaml_event_t event;

	out->out = buf;
	out->failed = !yaml_emitter_initialize(&out->emitter);
	if (out->failed)
		return out;
	yaml_emitter_set_output(&out->emitter, append, buf);
	yaml_emitter_set_unicode(&out->emitter, 1);
	yaml_emitter_set_width(&out->emitter, -1);
	emit(out,
	    yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING),
	    &event);
	emit(out,
	    yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1),
	    &event);
	return out;
}

void
yaml_out_begin(struct yaml_out *out, enum yaml_kind kind, bool empty)
{
	yaml_event_t event;

	if (out->failed)
		return;
	if (kind == YAML_KIND_LIST)
		emit(out,
		    yaml_sequence_start_event_initialize(&event, NULL, NULL, 1,
			empty ? YAML_FLOW_SEQUENCE_STYLE :
				YAML_BLOCK_SEQUENCE_STYLE),
		    &event);
	else
		emit(out,
		    yaml_mapping_start_event_initialize(&event, NULL, NULL, 1,
			empty ? YAML_FLOW_MAPPING_STYLE :
				YAML_BLOCK_MAPPING_STYLE),
		    &event);
}

void
yaml_out_end(struct yaml_out *out, enum yaml_kind kind)
{
	yaml_event_t event;

	if (out->failed)
		return;
	emit(out,
	    kind == YAML_KIND_LIST ?
		yaml_sequence_end_event_initialize(&event) :
		yaml_mapping_end_event_initialize(&event),
	    &event);
}

void
yaml_out_scalar(struct yaml_out *out, const char *text,
    enum yaml_style style)
{
	static const yaml_scalar_style_t styles[] = {
		[YAML_STYLE_PLAIN] = YAML_PLAIN_SCALAR_STYLE,
		[YAML_STYLE_SINGLE] = YAML_SINGLE_QUOTED_SCALAR_STYLE,
		[YAML_STYLE_DOUBLE] = YAML_DOUBLE_QUOTED_SCALAR_STYLE,
		[YAML_STYLE_BLOCK] = YAML_LITERAL_SCALAR_STYLE,
	};
	yaml_event_t event;

	if (out->failed)
		return;
	/* libyaml copies the text, which it does not change */
	emit(out,
	    yaml_scalar_event_initialize(&event, NULL, NULL,
		(const yaml_char_t *)text, (int)strlen(text), 1, 1,
		styles[style]),
	    &event);
}

bool
yaml_out_close(struct yaml_out *out)
{
	yaml_event_t event;

	if (!out->failed)
		emit(out, yaml_document_end_event_initialize(&event, 1),
		    &event);
	if (!out->failed)
		emit(out, yaml_stream_end_event_initialize(&event), &event);
	yaml_emitter_delete(&out->emitter);
	return !out->failed;
}
