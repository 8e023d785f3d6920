/*
 * wattleaf estimate: a row of a table from one line, without a file.
 */
#include <stdio.h>

#include "account/account.h"
#include "base/arena.h"
#include "catalog/catalog.h"
#include "catalog/place.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "cli/overrides.h"
#include "study/study.h"

static const char here[] = "command line";

static const char *
method_of(const struct job *job)
{
	return job->options.method == NULL ? "wattleaf" : job->options.method;
}

/* A row of the catalogue in place of what nobody said. */
static struct fact
fact_of_factor(struct job *job, const struct factor *factor)
{
	struct origin *origin = arena_alloc(job->arena, sizeof *origin);

	*origin = (struct origin){
		.kind = ORIGIN_METHOD,
		.pos = factor->pos,
		.row = arena_printf(job->arena, "%s/%s", factor->table,
		    factor->id),
		.source = factor->source,
		.note = arena_printf(job->arena, "%s, %d", factor->boundary,
		    factor->year),
	};
	return (struct fact){ .known = true,
		.q = { .value = factor->value, .low = factor->low,
		    .high = factor->high, .unit = factor->unit },
		.origin = origin };
}

/* Sets FACT to the catalogue's default and says so. */
static void
assume(struct job *job, struct fact *fact, const struct factor *factor,
    const char *option)
{
	if (factor == NULL)
		return;
	*fact = fact_of_factor(job, factor);
	diag(&job->diags, DIAG_ASSUMED, (struct pos){ .file = here },
	    "%s: %g (%g..%g), the %s, %d [%s]; %s says it", factor->name,
	    factor->value, factor->low, factor->high, factor->boundary,
	    factor->year, factor->source, option);
}

static bool
has_power(const struct run *run)
{
	const struct hardware *hardware = run->hardware;

	return run->energy.known || run->it_energy.known ||
	    (run->hardware_count > 0 &&
		(hardware->power.known || hardware->total_power.known));
}

static bool
has_time(const struct run *run)
{
	return run->energy.known || run->it_energy.known ||
	    run->time.known || run->device_hours.known;
}

static bool
has_flop(const struct model *model, const struct run *run)
{
	return run->flops.known || (run->tokens.known && model->params.known);
}

static void
assume_one_device(struct job *job, struct hardware *hardware)
{
	hardware->count = (struct whole){ true, 1,
		pos_of_option("--hardware") };
	diag(&job->diags, DIAG_ASSUMED, (struct pos){ .file = here },
	    "one device; write --hardware 8x... for eight");
}

/* "a, b or c": at most five devices that NAME stands in. */
static const char *
devices_with(struct job *job, const char *name)
{
	enum { SHOWN = 5 };
	struct entries all = list_entries(job, list_named("hardware"));
	const char *text = "";
	size_t i, n = 0;

	for (i = 0; i < all.count && n < SHOWN; i++)
		if (entry_fits(job, &all.items[i], name))
			text = arena_printf(job->arena, "%s%s%s", text,
			    n++ == 0 ? "" : ", ", all.items[i].id);
	return text;
}

static bool
is_known_device(struct job *job, const char *name)
{
	const char *near;

	if (name == NULL || catalog_device(job->catalog, name) != NULL)
		return true;
	near = devices_with(job, name);
	if (near[0] == '\0')
		near = catalog_suggest(job->catalog, "device", name,
		    job->arena);
	diag(&job->diags, DIAG_UNKNOWN_DEVICE, pos_of_option("--hardware"),
	    "no device is called \"%s\"%s%s; wattleaf catalog hardware lists them",
	    name, near[0] == '\0' ? "" : "; did you mean ", near);
	return false;
}

/* A place that could be another would give another grid: it is not chosen here. */
static bool
is_one_place(struct job *job, const struct words *place)
{
	const char *others = place->text == NULL ?
	    "" :
	    catalog_others(job->catalog, "place", place->text, job->arena);
	struct catalog_place first;

	if (others[0] == '\0' ||
	    !catalog_place(job->catalog, place->text, 0, &first))
		return true;
	diag(&job->diags, DIAG_CATALOG_UNKNOWN, place->pos,
	    "\"%s\" could be several places; say which: %s or %s",
	    place->text, first.id, others);
	return false;
}

/* What is not said and can't stay open is assumed, with its range. */
static void
fill_gaps(struct job *job, const struct model *model, struct run *run)
{
	struct hardware *hardware = run->hardware;
	const struct catalog *catalog = job->catalog;

	if (run->hardware_count > 0 && !hardware->count.known &&
	    !hardware->total_power.known && hardware->device.text != NULL)
		assume_one_device(job, hardware);
	if (run->hardware_count > 0 && !has_power(run) &&
	    !hardware->utilisation.known)
		assume(job, &hardware->utilisation,
		    catalog_method(catalog, method_of(job), "estimate_use"),
		    "--power or --utilisation");
	if (!has_time(run) && has_flop(model, run) && !run->utilisation.known)
		assume(job, &run->utilisation,
		    catalog_method(catalog, "training-flop", "utilisation"),
		    "--mfu or --time");
}

/* False with a diagnostic when nothing could be told. */
static bool
is_enough(struct job *job, const struct model *model, const struct run *run)
{
	const char *lacks = NULL;

	if (run->hardware_count == 0 && !has_power(run))
		lacks = "--hardware, such as 8xA100, or --energy";
	else if (!has_time(run) && !has_flop(model, run))
		lacks = "--time or --device-hours, such as '12 h', or --params with --tokens";
	if (lacks != NULL)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "estimate needs %s; see wattleaf estimate --help", lacks);
	return lacks == NULL;
}

static struct study *
study_of_line(struct job *job)
{
	struct study *study = arena_alloc(job->arena, sizeof *study);
	struct model *model = arena_alloc(job->arena, sizeof *model);
	struct run *run = arena_alloc(job->arena, sizeof *run);

	run->pos.file = here;
	model->id.text = "estimate";
	model->name.text = "Estimate";
	model->runs = run;
	model->run_count = 1;
	study->file = here;
	study->folder = ".";
	study->title.text = "Estimate of energy and emissions";
	study->models = model;
	study->model_count = 1;
	if (!job_override(job, study) || !is_enough(job, model, run) ||
	    !is_one_place(job, &run->place.region) ||
	    !is_one_place(job, &run->place.grid) ||
	    (run->hardware_count > 0 &&
		!is_known_device(job, run->hardware->device.text)))
		return NULL;
	fill_gaps(job, model, run);
	return study;
}

/* Nothing is written unless it is asked for. */
static bool
is_shown(const struct options *options)
{
	return options->output == NULL && options->format == NULL &&
	    options->dump == NULL;
}

static int
estimate(struct job *job)
{
	struct report report = { .shown = false };
	struct study *study;

	if (job->argument_count != 0) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "estimate takes options alone, such as --hardware %s",
		    job->arguments[0]);
		return 0;
	}
	if (job->options.template == NULL)
		job->options.template = "estimate";
	job->options.verbose = true;
	if (!report_ready(job, &report) ||
	    (study = study_of_line(job)) == NULL)
		return 0;
	if (job->options.equivalent == NULL)
		job->options.equivalent = catalog_method_text(job->catalog,
		    method_of(job), "estimate_equivalents");
	report.shown = is_shown(&job->options);
	report_study(job, &report, study);
	return 0;
}

static const char *const examples[] = {
	"wattleaf estimate --hardware 8xA100 --time '12 h' --region aws/us-east-1",
	"wattleaf estimate --hardware 4x8xH100 --time '3.5 d' --grid FRA --pue 1.2",
	"wattleaf estimate --hardware 8xP100 --time '84 h' --total-power '1515.43 W'",
	"wattleaf estimate --hardware 1024xA100 --params '70 B' --tokens '1.4 T' --grid SWE",
	"wattleaf estimate --hardware 'TPU v3-128' --time '6 d' --format table.tex -o -",
	NULL,
};

const struct command command_estimate = {
	.name = "estimate",
	.arguments = "--hardware H --time T --region R [options]",
	.summary =
	    "tells energy, emissions and cost of a run from one line, with range and sources; writes nothing unless --format or -o ask for it",
	.examples = examples,
	.bit = FOR_ESTIMATE,
	.run = estimate,
};
