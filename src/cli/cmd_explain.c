/*
 * wattleaf explain: where a number comes from.
 */
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/str.h"
#include "cli/cli.h"
#include "document/explain.h"
#include "document/text.h"
#include "study/study.h"

static const struct {
	const char *name;
	size_t offset;
} quantities[] = {
	{ "co2e", offsetof(struct account_line, co2e) },
	{ "energy", offsetof(struct account_line, energy) },
	{ "it_energy", offsetof(struct account_line, it_energy) },
	{ "cost", offsetof(struct account_line, cost) },
	{ "electricity_cost", offsetof(struct account_line, electricity) },
	{ "co2e_market", offsetof(struct account_line, co2e_market) },
	{ "time", offsetof(struct account_line, time) },
	{ "device_hours", offsetof(struct account_line, device_hours) },
	{ "power", offsetof(struct account_line, power) },
};

enum { QUANTITY_COUNT = sizeof quantities / sizeof quantities[0],
	DEFAULT_QUANTITIES = 4, MODELS_MAX = 64 };

static const struct figure *
figure_at(const struct account_line *line, size_t i)
{
	return *(const struct figure *const *)(const void *)(
	    (const char *)line + quantities[i].offset);
}

static void
explain_one(struct job *job, const struct account_model *model, size_t i,
    struct buf *out)
{
	const struct figure *figure = figure_at(&model->line, i);

	buf_printf(out, "%s.%s: %s\n", model->model->id.text,
	    quantities[i].name,
	    text_plain(model->model->name.text, job->arena));
	if (figure == NULL)
		buf_puts(out, "  not asked for\n");
	else
		explain_figure(figure, job->catalog, job->arena, out);
	buf_putc(out, '\n');
}

/* The index of a quantity by name, QUANTITY_COUNT with a diagnostic for none. */
static size_t
quantity_of(struct job *job, const char *name)
{
	const char *names[QUANTITY_COUNT];
	const char *nearest;
	size_t i;

	for (i = 0; i < QUANTITY_COUNT; i++) {
		if (strcmp(quantities[i].name, name) == 0)
			return i;
		names[i] = quantities[i].name;
	}
	nearest = str_nearest(name, names, QUANTITY_COUNT);
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "there is no quantity \"%s\"%s%s%s", name,
	    nearest == NULL ? "; try co2e, energy, it_energy or cost" :
			      ", did you mean \"",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?");
	return QUANTITY_COUNT;
}

static const struct account_model *
model_of(struct job *job, const struct account *account, struct span id)
{
	const char *names[MODELS_MAX];
	const char *nearest;
	size_t i, count = 0;

	for (i = 0; i < account->model_count; i++) {
		const char *name = account->models[i].model->id.text;

		if (span_equal(id, name))
			return &account->models[i];
		if (count < MODELS_MAX)
			names[count++] = name;
	}
	nearest = str_nearest(span_dup(job->arena, id), names, count);
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "the study has no model \"%.*s\"%s%s%s", (int)id.n, id.s,
	    nearest == NULL ? "" : ", did you mean \"",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?");
	return NULL;
}

static void
explain_model(struct job *job, const struct account_model *model,
    struct buf *out)
{
	size_t i;

	for (i = 0; i < DEFAULT_QUANTITIES; i++)
		explain_one(job, model, i, out);
}

/* "MODEL" or "MODEL.QUANTITY"; ids may hold dots themselves. */
static void
explain_target(struct job *job, const struct account *account,
    const char *target, struct buf *out)
{
	const char *dot = strrchr(target, '.');
	struct span id = span_of(target);
	const struct account_model *model;
	size_t i;

	for (i = 0; i < account->model_count; i++)
		if (span_equal(id, account->models[i].model->id.text)) {
			explain_model(job, &account->models[i], out);
			return;
		}
	if (dot != NULL)
		id = span_sub(id, 0, (size_t)(dot - target));
	model = model_of(job, account, id);
	if (model == NULL || dot == NULL)
		return;
	i = quantity_of(job, dot + 1);
	if (i < QUANTITY_COUNT)
		explain_one(job, model, i, out);
}

static void
explain_all(struct job *job, const struct account *account)
{
	struct buf out = { 0 };
	size_t i;

	for (i = 1; i < job->argument_count; i++)
		explain_target(job, account, job->arguments[i], &out);
	for (i = 0; i < account->model_count && job->argument_count == 1; i++)
		explain_model(job, &account->models[i], &out);
	if (out.n != 0)
		stdout_write(&job->diags, out.s, out.n);
	buf_free(&out);
}

static int
explain(struct job *job)
{
	const struct account *account;
	struct study *study;

	if (job->argument_count == 0) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "explain needs a study, and may name MODEL or MODEL.QUANTITY");
		return 0;
	}
	if (!job_catalog(job) ||
	    (study = job_study(job, job->arguments[0])) == NULL)
		return 0;
	account = account_study(study, job->catalog, job->options.method,
	    job->arena, &job->diags);
	if (account != NULL)
		explain_all(job, account);
	return 0;
}

static const char *const examples[] = {
	"wattleaf explain study.xml",
	"wattleaf explain study.xml bert-base",
	"wattleaf explain study.xml bert-base.co2e",
	NULL,
};

const struct command command_explain = {
	.name = "explain",
	.arguments = "STUDY|DIR [MODEL[.QUANTITY]...] [options]",
	.summary =
	    "prints the formula of a number with its inputs, each with file and line or source",
	.examples = examples,
	.bit = FOR_EXPLAIN,
	.run = explain,
};
