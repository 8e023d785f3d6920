/*
 * CodeCarbon: what a file's runs come to, and what is wrong with them.
 */
#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/codecarbon.h"
#include "ingest/ingest.h"
#include "ingest/power.h"

enum { SECONDS_PER_HOUR = 3600, WATTS_PER_KW = 1000 };

void
cc_count_fault(struct cc_file *file, enum cc_fault fault, struct pos pos)
{
	if (file->faults[fault].count++ == 0)
		file->faults[fault].first = pos;
}

static const char *
fault_text(enum cc_fault fault)
{
	static const char *const texts[] = {
		[CC_FAULT_REPAIRED] = "shorter than the header: CodeCarbon "
		    "3.2.9 and 3.3.0 leave empty columns out "
		    "(mlco2/codecarbon issue 1304); read from both ends",
		[CC_FAULT_FALLING] = "with less energy than a shorter row of the "
		    "same run; the longest row counts",
		[CC_FAULT_PLACE] = "placed in Quebec or Canada because the tool "
		    "could not find the place: its emissions are perhaps a "
		    "hundred times too low; name the place in the study",
		[CC_FAULT_NO_ENERGY] = "without an energy: the total is a lower "
		    "bound",
		[CC_FAULT_POWER] = "with a mean power over 100 kW, which no node "
		    "draws: the energy is not used",
		[CC_FAULT_NO_GPU] = "with a GPU that used no energy: the tool "
		    "could not read it",
		[CC_FAULT_PUE] = "with a PUE that is none",
	};

	return texts[fault];
}

static void
say_faults(struct cc_file *file)
{
#define CC_FAULT_CODE(fault, code) [fault] = code,
	static const enum diag_code codes[] = { CC_FAULTS(CC_FAULT_CODE) };
#undef CC_FAULT_CODE
	int i;

	for (i = 0; i < CC_FAULT_TOTAL; i++) {
		const struct cc_tally *tally = &file->faults[i];
		bool rows = i == CC_FAULT_REPAIRED || i == CC_FAULT_FALLING;

		if (tally->count > 0)
			diag(file->reading->diags, codes[i], tally->first,
			    "%zu %s%s %s", tally->count, rows ? "row" : "run",
			    tally->count == 1 ? "" : "s",
			    fault_text((enum cc_fault)i));
	}
}

/* A total can't be cut at the window's edges: a run counts when its middle lies inside. */
static void
drop_outside(struct cc_file *file)
{
	const struct read_options *options = file->reading->options;
	size_t i, n = 0;

	for (i = 0; i < file->count; i++) {
		const struct record_run *run = &file->runs[i].run;
		double middle_s = (run->start_s + run->end_s) / 2;

		if (!(middle_s < options->from_s) &&
		    !(middle_s > options->to_s))
			file->runs[n++] = file->runs[i];
	}
	file->count = n;
}

/* What is wrong with a run is counted; an energy that can't be is taken out. */
static void
check_run(struct cc_file *file, struct cc_run *run)
{
	struct record_run *stated = &run->run;
	double power_w = stated->energy_kwh * SECONDS_PER_HOUR *
	    WATTS_PER_KW / stated->duration_s;

	if (isnan(stated->energy_kwh))
		cc_count_fault(file, CC_FAULT_NO_ENERGY, stated->pos);
	if (power_w > POWER_MAX_W) {
		cc_count_fault(file, CC_FAULT_POWER, stated->pos);
		stated->energy_kwh = stated->co2e_g = (double)NAN;
		run->water_l = (double)NAN;
	}
	if (run->gpus && stated->energy_kwh > 0 && run->gpu_kwh <= 0)
		cc_count_fault(file, CC_FAULT_NO_GPU, stated->pos);
	if (isnan(run->pue))
		cc_count_fault(file, CC_FAULT_PUE, stated->pos);
	if (run->fallback)
		cc_count_fault(file, CC_FAULT_PLACE, stated->pos);
}

/* SUM + X, where what is not known adds nothing. */
static double
plus(double sum, double x)
{
	return isnan(x) ? sum : isnan(sum) ? x : sum + x;
}

static double
earliest(double a, double b)
{
	return isnan(a) || b < a ? b : a;
}

/* Sums over runs that end up in the record. */
struct totals {
	double energy_kwh, it_kwh, co2e_g, water_l, duration_s;
	double both_kwh, both_g; /* of runs that state energy and emissions */
	double powered_kwh, powered_s; /* of runs that state energy and duration */
	bool gpus;               /* a GPU's counter was read */
};

static void
add_totals(struct totals *totals, const struct cc_run *run)
{
	double energy_kwh = run->share * run->run.energy_kwh;
	double co2e_g = run->share * run->run.co2e_g;

	totals->energy_kwh = plus(totals->energy_kwh, energy_kwh);
	totals->it_kwh = plus(totals->it_kwh, energy_kwh / run->pue);
	totals->co2e_g = plus(totals->co2e_g, co2e_g);
	totals->water_l = plus(totals->water_l, run->share * run->water_l);
	totals->duration_s = plus(totals->duration_s,
	    run->share * run->run.duration_s);
	if (!isnan(energy_kwh) && !isnan(co2e_g)) {
		totals->both_kwh += energy_kwh;
		totals->both_g += co2e_g;
	}
	if (!isnan(energy_kwh) && !isnan(run->run.duration_s)) {
		totals->powered_kwh += energy_kwh / run->pue;
		totals->powered_s += run->share * run->run.duration_s;
	}
	totals->gpus = totals->gpus || run->gpu_kwh > 0;
}

/* The factor that all runs share, exactly, or their mean weighted by energy; NAN when one is not known. */
static double
pue_of(const struct cc_file *file, const struct totals *totals)
{
	double least = file->runs[0].pue, most = least;
	size_t i;

	for (i = 0; i < file->count; i++) {
		if (isnan(file->runs[i].pue))
			return (double)NAN;
		least = fmin(least, file->runs[i].pue);
		most = fmax(most, file->runs[i].pue);
	}
	return least < most ? totals->energy_kwh / totals->it_kwh : least;
}

/* Nothing but what was stated as 0 is left of energies that can't be. */
static void
drop_rest(const struct cc_file *file, struct totals *totals)
{
	if (file->faults[CC_FAULT_POWER].count == 0 ||
	    totals->energy_kwh > 0)
		return;
	totals->energy_kwh = totals->it_kwh = totals->co2e_g = (double)NAN;
	totals->water_l = (double)NAN;
	totals->powered_s = totals->both_kwh = 0;
}

static void
set_totals(struct cc_file *file, const struct totals *totals)
{
	struct record *record = file->reading->record;

	record->energy_kwh = totals->energy_kwh;
	record->it_energy_kwh = totals->it_kwh;
	record->pue_included = pue_of(file, totals);
	if (isnan(record->pue_included))
		record->it_energy_kwh = (double)NAN;
	record->co2e_g_reported = totals->co2e_g;
	if (totals->both_kwh > 0)
		record->intensity_g_per_kwh =
		    totals->both_g / totals->both_kwh;
	record->water_l = totals->water_l;
	record->duration_s = totals->duration_s;
	if (totals->powered_s > 0)
		record->mean_power_w = totals->powered_kwh *
		    SECONDS_PER_HOUR * WATTS_PER_KW / totals->powered_s;
	if (isnan(totals->energy_kwh))
		record->kind = RECORD_NONE;
	else
		record->kind = totals->gpus ? RECORD_MEASURED :
					      RECORD_MODELLED;
}

static void
set_runs(struct cc_file *file)
{
	struct record *record = file->reading->record;
	struct totals totals = {
		.energy_kwh = (double)NAN,
		.it_kwh = (double)NAN,
		.co2e_g = (double)NAN,
		.water_l = (double)NAN,
		.duration_s = (double)NAN,
	};
	size_t i;

	record->runs = arena_alloc(file->reading->arena,
	    file->count * sizeof *record->runs);
	record->run_count = file->count;
	for (i = 0; i < file->count; i++) {
		struct cc_run *run = &file->runs[i];

		check_run(file, run);
		add_totals(&totals, run);
		record->runs[i] = run->run;
		record->start_s = earliest(record->start_s, run->run.start_s);
		record->end_s = -earliest(-record->end_s, -run->run.end_s);
	}
	record->energy_pos = record->time_pos = file->runs[0].run.pos;
	drop_rest(file, &totals);
	set_totals(file, &totals);
}

static void
set_machine(struct cc_file *file)
{
	struct record *record = file->reading->record;

	record->machine.accelerator = record->device_model;
	record->machine.accelerators = record->devices;
	record->zoned = !file->unzoned;
	if (file->machine != file->process)
		record->scope = file->machine ? SCOPE_NODE : SCOPE_PROCESS;
}

/* Faults that the header alone gives away. */
static void
say_version(const struct cc_file *file)
{
	struct reading *reading = file->reading;
	struct pos pos = { reading->record->file, 1, 1 };

	reading->record->format_version = arena_printf(reading->arena,
	    "%zu columns", file->layout.named);
	if (file->layout.columns[CC_CPU_ENERGY] < 0 &&
	    file->layout.columns[CC_TASK] < 0)
		diag(reading->diags, DIAG_LOG_TOOL_FAULT, pos, "written "
		    "before CodeCarbon 2.0, which took W for kW on Intel "
		    "processors: the energy may be a thousand times too low "
		    "(mlco2/codecarbon issue 286)");
	if (file->rows_superseded > 0)
		diag(reading->diags, DIAG_LOG_CUMULATIVE, file->runs[0].run.pos,
		    "%zu %s of runs that have a longer row: the longest of a "
		    "run counts, rows are not added", file->rows_superseded,
		    str_plural(file->rows_superseded,
			"row is an earlier total",
			"rows are earlier totals"));
	if (file->layout.columns[CC_TASK] >= 0)
		diag(reading->diags, DIAG_LOG_TASKS, pos, "the same energy "
		    "stands in the run's emissions.csv: use one of them");
}

void
cc_finish(struct cc_file *file)
{
	struct reading *reading = file->reading;
	struct record *record = reading->record;

	file->rows_superseded = record->rows - file->count;
	if (record->rows > 0)
		drop_outside(file);
	if (file->count == 0) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file }, "%s",
		    record->rows == 0 ? "no row can be used" :
		    "no run lies in the window asked for");
		return;
	}
	say_version(file);
	cc_overlap(reading, file->runs, file->count);
	set_runs(file);
	set_machine(file);
	say_faults(file);
}
