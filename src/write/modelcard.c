/*
 * The environmental part of a Hugging Face model card: YAML front matter
 * with grams in plain decimals, and the section that the card's template
 * has for people. One file a model.
 */
#include <math.h>

#include "base/arena.h"
#include "base/json.h"
#include "document/data.h"
#include "document/document.h"
#include "document/text.h"
#include "write/cells.h"
#include "write/disclosed.h"
#include "write/output.h"

enum { GRAMS_PER_KILOGRAM = 3 }; /* a power of ten */

static bool
has_card(const struct data *model)
{
	return !isnan(disclosed_number(model, "co2e_kg"));
}

/* The PART-th model with a card; *INDEX is its place among all. */
static const struct data *
card_model(const struct doc *doc, size_t part, size_t *index)
{
	const struct data *model;
	size_t i;

	for (i = 0; (model = disclosed_model(doc, i)) != NULL; i++)
		if (has_card(model) && part-- == 0)
			break;
	*index = i;
	return model;
}

/* At least one, to say that there is none. */
static size_t
card_parts(const struct doc *doc)
{
	size_t index, n = 0;

	while (card_model(doc, n, &index) != NULL)
		n++;
	return n == 0 ? 1 : n;
}

static const char *
card_file(const struct doc *doc, size_t part, struct arena *arena)
{
	size_t index;

	card_model(doc, part, &index);
	return disclosed_file("modelcard", doc, index, ".md", arena);
}

/* A JSON string is one of YAML 1.2. */
static void
add_field(struct buf *out, const char *key, const char *text)
{
	if (text == NULL)
		return;
	buf_printf(out, "  %s: ", key);
	json_quote(out, span_of(text));
	buf_putc(out, '\n');
}

/* "us-central1, USA" */
static const char *
place_of(const struct data *model, struct arena *arena)
{
	const char *region = disclosed_place(model, "region", arena);
	const char *grid = disclosed_place(model, "grid", arena);

	if (region == NULL || grid == NULL)
		return region == NULL ? grid : region;
	return arena_printf(arena, "%s, %s", region, grid);
}

static void
add_front(struct output_job *job, const struct data *model, struct buf *out)
{
	const char *source = arena_printf(job->arena,
	    "%s; all stages, location-based, after PUE%s",
	    disclosed_maker(job->doc, job->arena),
	    disclosed_at_least(model, "co2e_kg") ?
		"; at least: parts are not known" : "");

	buf_puts(out, "---\nco2_eq_emissions:\n  emissions: ");
	disclosed_decimal(out, disclosed_number(model, "co2e_kg"),
	    GRAMS_PER_KILOGRAM);
	buf_putc(out, '\n');
	add_field(out, "source", source);
	add_field(out, "geographical_location", place_of(model, job->arena));
	add_field(out, "hardware_used",
	    disclosed_hardware(model, job->arena));
	buf_puts(out, "---\n\n");
}

/* Marks of Markdown and HTML as themselves. */
static void
escape(struct buf *out, struct span text)
{
	size_t i;

	for (i = 0; i < text.n; i++) {
		if (span_find(span_of("\\`*_[]<>|$~&#"), (char[]){ text.s[i],
		    '\0' }) != SIZE_MAX)
			buf_putc(out, '\\');
		buf_putc(out, text.s[i]);
	}
}

static void
add_line(struct buf *out, const char *name, const char *text)
{
	if (text == NULL)
		return;
	buf_printf(out, "- **%s:** ", name);
	escape(out, span_of(text));
	buf_putc(out, '\n');
}

/* A quantity as the prose has it; NULL when it is not known. */
static const char *
printed(const struct data *model, const char *key,
    const struct number_style *style, struct arena *arena)
{
	const struct data *data = data_path(model, key);

	if (data == NULL || data->figure == NULL)
		return NULL;
	return text_plain(text_quantity(data->figure, BOUND_BOTH, style,
	    arena), arena);
}

static void
add_section(const struct data *model, struct arena *arena, struct buf *out)
{
	static const struct number_style kg = { .unit = UNIT_KG,
		.decimals = DECIMALS_SIGNIFICANT, .significant = 3 };
	static const struct number_style h = { .unit = UNIT_H,
		.decimals = DECIMALS_STATED };
	const char *co2e = printed(model, "co2e_kg", &kg, arena);
	const char *hours = printed(model, "device_hours", &h, arena);

	buf_puts(out, "## Environmental Impact\n\n");
	add_line(out, "Hardware Type", disclosed_hardware(model, arena));
	if (hours != NULL)
		add_line(out, "Hours used",
		    arena_printf(arena, "%s (device-hours)", hours));
	add_line(out, "Cloud Provider", disclosed_provider(model, arena));
	add_line(out, "Compute Region", place_of(model, arena));
	if (co2e != NULL)
		add_line(out, "Carbon Emitted", arena_printf(arena,
		    "%s CO2e (%slocation-based, after PUE)", co2e,
		    disclosed_at_least(model, "co2e_kg") ? "at least; " :
							   ""));
}

static bool
write_card(struct output_job *job, struct buf *out)
{
	size_t index;
	const struct data *model = card_model(job->doc, job->part, &index);

	if (model == NULL) {
		disclosed_lacking(job, "modelcard.md",
		    "no model's emissions are known as one number");
		return true;
	}
	add_front(job, model, out);
	add_section(model, job->arena, out);
	return true;
}

const struct output output_modelcard_md = {
	.name = "modelcard.md",
	.format = "modelcard",
	.help = "co2_eq_emissions in grams for a Hugging Face model card",
	.write = write_card,
	.parts = card_parts,
	.file = card_file,
	.extra = true,
};
