/*
 * wattleaf explain: where a number comes from.
 */
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/screen.h"
#include "document/data.h"
#include "document/explain.h"
#include "document/text.h"
#include "study/study.h"
#include "write/output.h"

static const struct {
	const char *name;
	size_t offset;
} quantities[] = {
	{ "co2e", offsetof(struct account_line, co2e) },
	{ "energy", offsetof(struct account_line, energy) },
	{ "it_energy", offsetof(struct account_line, it_energy) },
	{ "cost", offsetof(struct account_line, cost) },
	{ "electricity_cost", offsetof(struct account_line, electricity) },
	{ "embodied", offsetof(struct account_line, embodied) },
	{ "water", offsetof(struct account_line, water) },
	{ "co2e_market", offsetof(struct account_line, co2e_market) },
	{ "time", offsetof(struct account_line, time) },
	{ "devices", offsetof(struct account_line, devices) },
	{ "device_hours", offsetof(struct account_line, device_hours) },
	{ "power", offsetof(struct account_line, power) },
	{ "pue", offsetof(struct account_line, pue) },
	{ "intensity", offsetof(struct account_line, intensity) },
};

enum { QUANTITY_COUNT = sizeof quantities / sizeof quantities[0],
	DEFAULT_QUANTITIES = 4, NAMES_MAX = 64 };

static const struct hang hang = { 0, 4 };

/* What is printed, and how. */
struct explanation {
	struct job *job;
	struct account *account;
	struct explaining how;
	bool json;
	struct data *list; /* of JSON */
	struct buf *out;
};

/* A part of the account that can be asked for by name. */
struct part {
	const struct account_line *line; /* NULL: there is none */
	const char *name;  /* "bert.final" */
	const char *title; /* "BERT_base, final" */
};

static const struct figure *
figure_at(const struct account_line *line, size_t i)
{
	return *(const struct figure *const *)(const void *)(
	    (const char *)line + quantities[i].offset);
}

static void
explain_one(struct explanation *x, const struct part *part, size_t i)
{
	const struct figure *figure = figure_at(part->line, i);
	const char *target = arena_printf(x->job->arena, "%s.%s", part->name,
	    quantities[i].name);

	if (x->json) {
		data_add(x->list, NULL, explain_data(&x->how, target, figure));
		return;
	}
	buf_printf(x->out, "%s%s: %s\n%s", x->how.markdown ? "## " : "",
	    target, part->title, x->how.markdown ? "\n" : "");
	if (figure == NULL)
		buf_puts(x->out, "  not asked for\n");
	else
		explain_figure(&x->how, figure, x->out);
	buf_putc(x->out, '\n');
}

static size_t
quantity_index(struct span name)
{
	size_t i;

	for (i = 0; i < QUANTITY_COUNT; i++)
		if (span_equal(name, quantities[i].name))
			break;
	return i;
}

/* Says that KIND has no NAME, with the nearest of COUNT names. */
static void
say_none(struct explanation *x, const char *what, const char *name,
    const char *const *names, size_t count, const char *otherwise)
{
	const char *nearest = str_nearest(name, names, count);

	diag(&x->job->diags, DIAG_USAGE, (struct pos){ 0 }, "%s \"%s\"%s%s%s",
	    what, name, nearest == NULL ? otherwise : ", did you mean \"",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?");
}

static void
say_no_quantity(struct explanation *x, const char *name)
{
	const char *names[QUANTITY_COUNT + STAGE_COUNT];
	size_t i, n = 0;
	enum stage stage;

	for (i = 0; i < QUANTITY_COUNT; i++)
		names[n++] = quantities[i].name;
	for (stage = 0; stage < STAGE_TOTAL; stage++)
		names[n++] = stage_name(stage);
	say_none(x, "there is no quantity", name, names, n,
	    "; try co2e, energy, it_energy or cost");
}

static void
say_no_model(struct explanation *x, struct span id)
{
	const char *names[NAMES_MAX];
	size_t i, n = 0;

	for (i = 0; i < x->account->model_count && n + 1 < NAMES_MAX; i++)
		names[n++] = x->account->models[i].model->id.text;
	names[n++] = "total";
	say_none(x, "the study has no model", span_dup(x->job->arena, id),
	    names, n, "");
}

static struct part
part_of_model(struct explanation *x, const struct account_model *model)
{
	return (struct part){ &model->line, model->model->id.text,
		text_plain(model->model->name.text, x->job->arena) };
}

static struct part
part_of_stage(struct explanation *x, const struct account_model *model,
    enum stage stage)
{
	struct part part = part_of_model(x, model);

	part.line = &model->stages[stage];
	part.name = arena_printf(x->job->arena, "%s.%s", part.name,
	    stage_name(stage));
	part.title = arena_printf(x->job->arena, "%s, %s", part.title,
	    stage_name(stage));
	return part;
}

/* "bert", "bert.final" or "total"; a line of NULL when there is none such. */
static struct part
part_of(struct explanation *x, struct span name)
{
	size_t i;
	enum stage stage;

	for (i = 0; i < x->account->model_count; i++) {
		const struct account_model *model = &x->account->models[i];
		size_t n = strlen(model->model->id.text);

		if (!span_starts(name, model->model->id.text))
			continue;
		if (name.n == n)
			return part_of_model(x, model);
		for (stage = 0; stage < STAGE_TOTAL; stage++)
			if (name.s[n] == '.' &&
			    span_equal(span_sub(name, n + 1, name.n),
				stage_name(stage)))
				return part_of_stage(x, model, stage);
	}
	if (span_equal(name, "total"))
		return (struct part){ &x->account->total, "total",
			"all models" };
	return (struct part){ NULL, NULL, NULL };
}

static void
explain_part(struct explanation *x, const struct part *part)
{
	size_t i;

	for (i = 0; i < DEFAULT_QUANTITIES; i++)
		explain_one(x, part, i);
}

/* "PART" or "PART.QUANTITY"; ids may hold dots themselves. */
static void
explain_target(struct explanation *x, const char *target)
{
	const char *dot = strrchr(target, '.');
	struct span whole = span_of(target), before = whole;
	struct part part = part_of(x, whole);
	size_t i;

	if (part.line != NULL) {
		explain_part(x, &part);
		return;
	}
	if (dot != NULL)
		before = span_sub(whole, 0, (size_t)(dot - target));
	part = dot == NULL ? part : part_of(x, before);
	if (part.line == NULL) {
		say_no_model(x, before);
		return;
	}
	i = quantity_index(span_of(dot + 1));
	if (i == QUANTITY_COUNT)
		say_no_quantity(x, dot + 1);
	else
		explain_one(x, &part, i);
}

static void
explain_all(struct explanation *x)
{
	struct job *job = x->job;
	size_t i;

	for (i = 1; i < job->argument_count; i++)
		explain_target(x, job->arguments[i]);
	for (i = 0; i < x->account->model_count && job->argument_count == 1;
	     i++) {
		struct part part = part_of_model(x, &x->account->models[i]);

		explain_part(x, &part);
	}
	if (x->json && !diags_have_error(&job->diags, 0))
		json_data(x->list, x->out);
	if (x->out->n == 0)
		return;
	if (x->json || x->how.markdown)
		stdout_write(&job->diags, x->out->s, x->out->n);
	else
		screen_write(job, (struct span){ x->out->s, x->out->n }, hang);
}

static bool
read_depth(struct job *job, struct explaining *how)
{
	double depth = EXPLAIN_DEPTH_MAX;

	if (job->options.depth != NULL &&
	    (!num_parse(span_of(job->options.depth), &depth) || depth < 0 ||
		depth > EXPLAIN_DEPTH_MAX)) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--depth=%s must be a number of levels from 0 to %d",
		    job->options.depth, EXPLAIN_DEPTH_MAX);
		return false;
	}
	how->depth = (size_t)depth;
	return true;
}

/* Text, Markdown or JSON; false with a diagnostic for anything else. */
static bool
read_format(struct job *job, struct explanation *x)
{
	static const char *const names[] = { "text", "markdown", "json" };
	const char *format = job->options.format;

	x->json = job->options.json;
	if (format == NULL || strcmp(format, "text") == 0)
		return true;
	if (strcmp(format, "md") == 0 || strcmp(format, "markdown") == 0)
		x->how.markdown = true;
	else if (strcmp(format, "json") == 0)
		x->json = true;
	else
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--format=%s must be text, markdown or json%s", format,
		    str_meant(job->arena, format, names, 3));
	return x->how.markdown || x->json;
}

static int
explain(struct job *job)
{
	struct buf out = { 0 };
	struct explanation x = { .job = job, .out = &out,
		.list = data_list(job->arena),
		.how = { .arena = job->arena,
		    .sensitivity = job->options.sensitivity } };
	struct study *study;

	if (job->argument_count == 0)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "explain needs a study, and may name MODEL, MODEL.STAGE or total, each with .QUANTITY");
	if (job->argument_count == 0 || !read_depth(job, &x.how) ||
	    !read_format(job, &x) || !job_catalog(job) ||
	    (study = job_study(job, job->arguments[0])) == NULL)
		return 0;
	x.how.catalog = job->catalog;
	x.account = account_study_as(study, job->catalog,
	    &(struct account_options){
		.method = job->options.method,
		.embodied = job->options.embodied,
		.sci = job->options.sci,
	    },
	    job->arena, &job->diags);
	if (x.account != NULL) {
		job_anonymise(job, x.account, study);
		explain_all(&x);
	}
	buf_free(&out);
	return 0;
}

static const char *const examples[] = {
	"wattleaf explain study.xml",
	"wattleaf explain study.xml bert-base",
	"wattleaf explain study.xml bert-base.co2e --sensitivity",
	"wattleaf explain study.xml total.co2e --depth 2 --format markdown",
	"wattleaf explain study.xml bert-base.final.energy --json",
	NULL,
};

const struct command command_explain = {
	.name = "explain",
	.arguments = "STUDY|DIR [MODEL[.STAGE][.QUANTITY]|total[.QUANTITY]...] [options]",
	.summary =
	    "prints the formula of a number with its inputs, each with file and line or source",
	.examples = examples,
	.bit = FOR_EXPLAIN,
	.run = explain,
};
