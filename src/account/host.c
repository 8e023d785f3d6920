/*
 * Mean power of what is in the nodes beside the accelerators: processors
 * and memory, as the method's rules "host_from", "cpu_from" and
 * "memory_from" count them. All powers here are those of all nodes together.
 */
#include <math.h>
#include <stddef.h>

#include "account/context.h"
#include "account/modules.h"
#include "account/rule.h"
#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "catalog/machine.h"
#include "study/record.h"
#include "study/study.h"

static const struct label HOST = { "p_{host}", WORD("power of the rest of the node") };
static const struct label CPU = { "p_{c}", WORD("power of the processors") };
static const struct label MEMORY = { "p_{r}", WORD("power of the memory") };
static const struct label CPU_TDP = { "P_{cpu}",
	WORD("thermal design power of a processor") };
static const struct label CPU_USE = { "u_{c}", WORD("use of the processors") };
static const struct label CORES = { "n_{c}", WORD("cores") };
static const struct label SOCKETS = { "n_{s}", WORD("processors") };

#define WAY_COUNT(ways) (sizeof(ways) / sizeof(ways)[0])

const struct figure *
account_nodes(struct accounting *a)
{
	static const struct label nodes = { "n", WORD("nodes") };
	const struct hardware *hardware = a->run->hardware;

	if (a->run->hardware_count == 0 || !hardware->nodes.known)
		return NULL;
	return figure_from_value(a->arena, nodes,
	    (double)hardware->nodes.value, UNIT_COUNT,
	    origin_of_whole(a->arena, &hardware->nodes.pos),
	    QUALITY_MEASURED);
}

static const struct figure *
of_all_nodes(struct accounting *a, const struct figure *of_one)
{
	const struct figure *nodes = account_nodes(a);

	if (of_one == NULL || nodes == NULL)
		return of_one;
	return figure_product(a->arena,
	    (struct label){ of_one->symbol, of_one->name }, of_one, nodes);
}

static const struct figure *
stated_power(struct accounting *a, struct label label, const struct fact *fact)
{
	if (!fact->known)
		return NULL;
	return of_all_nodes(a,
	    figure_from_fact(a->arena, label, fact, QUALITY_MODELLED));
}

static const struct figure *
host_stated(struct accounting *a)
{
	return stated_power(a, HOST, &a->run->hardware->host_power);
}

static const char *
cpu_name(const struct accounting *a)
{
	const struct hardware *hardware = a->run->hardware;

	return hardware->cpu.text != NULL || hardware->record == NULL ?
	    hardware->cpu.text :
	    hardware->record->machine.cpu;
}

/* Processors of one node: stated, or read from the hardware file. */
static const struct figure *
sockets(struct accounting *a)
{
	const struct hardware *hardware = a->run->hardware;
	const struct record *record = hardware->record;

	if (hardware->cpus.known)
		return figure_from_value(a->arena, SOCKETS,
		    (double)hardware->cpus.value, UNIT_COUNT,
		    origin_of_whole(a->arena, &hardware->cpus.pos),
		    QUALITY_MEASURED);
	if (record == NULL || record->machine.cpus < 1)
		return NULL;
	return figure_from_value(a->arena, SOCKETS, record->machine.cpus,
	    UNIT_COUNT,
	    origin_of_log(a->arena, &record->machine.pos, record->format),
	    QUALITY_MEASURED);
}

/* The stated use of the processors, else the method's; NULL when neither is there. */
static const struct figure *
cpu_use(struct accounting *a)
{
	const struct fact *stated = &a->run->hardware->cpu_utilisation;
	const struct factor *factor = rule_number(a, "cpu_use");

	if (stated->known)
		return figure_from_fact(a->arena, CPU_USE, stated,
		    QUALITY_MODELLED);
	return factor == NULL ?
	    NULL :
	    figure_from_factor(a->arena, CPU_USE, factor, ORIGIN_METHOD,
		QUALITY_ASSUMED);
}

static const struct figure *
cpu_measured(struct accounting *a)
{
	return stated_power(a, CPU, &a->run->hardware->cpu_power);
}

/* Processors of a node times the TDP of one; NULL when either is not known. */
static const struct figure *
cpu_ceiling(struct accounting *a)
{
	const char *name = cpu_name(a);
	const struct cpu *cpu =
	    name == NULL ? NULL : catalog_cpu(a->catalog, name);
	const struct figure *count = sockets(a);

	if (cpu == NULL || cpu->tdp == NULL || count == NULL)
		return NULL;
	return figure_product(a->arena, CPU, count,
	    figure_from_factor(a->arena, CPU_TDP, cpu->tdp, ORIGIN_CATALOG,
		QUALITY_ASSUMED));
}

static const struct figure *
cpu_of_tdp(struct accounting *a)
{
	const struct figure *ceiling = cpu_ceiling(a);
	const struct figure *use = cpu_use(a);

	if (ceiling == NULL || use == NULL)
		return NULL;
	return of_all_nodes(a,
	    figure_product(a->arena, CPU, ceiling, use));
}

/* TDP x (floor + slope x load^exponent), for a load that the study states. */
static const struct figure *
cpu_of_load(struct accounting *a)
{
	static const struct label floor_label = { "f_{0}", WORD("share at no load") };
	static const struct label slope_label = { "f_{1}", WORD("share that the load adds") };
	static const struct label curve_label = { "f", WORD("share of the TDP") };
	const struct factor *floor_row = rule_number(a, "cpu_load_floor");
	const struct factor *slope_row = rule_number(a, "cpu_load_slope");
	const struct factor *power_row = rule_number(a, "cpu_load_exponent");
	const struct figure *ceiling = cpu_ceiling(a);
	const struct figure *terms[2], *load;
	double i;

	if (ceiling == NULL || !a->run->hardware->cpu_utilisation.known ||
	    floor_row == NULL || slope_row == NULL || power_row == NULL)
		return NULL;
	load = cpu_use(a);
	terms[0] = figure_from_factor(a->arena, floor_label, floor_row,
	    ORIGIN_METHOD, QUALITY_ASSUMED);
	terms[1] = figure_from_factor(a->arena, slope_label, slope_row,
	    ORIGIN_METHOD, QUALITY_ASSUMED);
	for (i = 0; i < power_row->value; i++)
		terms[1] = figure_product(a->arena, slope_label, terms[1],
		    load);
	return of_all_nodes(a,
	    figure_product(a->arena, CPU, ceiling,
		figure_sum(a->arena, curve_label, terms, 2)));
}

/* Cores of a node: stated, or processors times the cores of one. */
static const struct figure *
cores(struct accounting *a)
{
	const struct hardware *hardware = a->run->hardware;
	const char *name = cpu_name(a);
	const struct cpu *cpu =
	    name == NULL ? NULL : catalog_cpu(a->catalog, name);
	const struct figure *count = sockets(a);
	struct origin *origin;

	if (hardware->cores.known)
		return figure_from_value(a->arena, CORES,
		    (double)hardware->cores.value, UNIT_COUNT,
		    origin_of_whole(a->arena, &hardware->cores.pos),
		    QUALITY_MEASURED);
	if (cpu == NULL || cpu->cores < 1 || count == NULL)
		return NULL;
	origin = arena_alloc(a->arena, sizeof *origin);
	*origin = (struct origin){ .kind = ORIGIN_CATALOG,
		.row = arena_printf(a->arena, "cpu/%s", cpu->id),
		.source = cpu->tdp == NULL ? NULL : cpu->tdp->source };
	return figure_product(a->arena, CORES, count,
	    figure_from_value(a->arena, CORES, cpu->cores, UNIT_COUNT, origin,
		QUALITY_MEASURED));
}

/* Cores times the watts of one core times their use. */
static const struct figure *
cpu_of_cores(struct accounting *a)
{
	static const struct label one = { "P_{core}", WORD("power of one core") };
	const char *name = cpu_name(a);
	const struct factor *watts =
	    name == NULL ? NULL : catalog_cpu_core(a->catalog, name);
	enum origin_kind kind = ORIGIN_CATALOG;
	const struct figure *count = cores(a);
	const struct figure *use = cpu_use(a);
	const struct figure *power;

	if (watts == NULL) {
		watts = rule_number(a, "core");
		kind = ORIGIN_METHOD;
	}
	if (watts == NULL || count == NULL)
		return NULL;
	power = figure_product(a->arena, CPU, count,
	    figure_from_factor(a->arena, one, watts, kind, QUALITY_ASSUMED));
	if (use != NULL)
		power = figure_product(a->arena, CPU, power, use);
	return of_all_nodes(a, power);
}

/* What the method takes for a node whose processor it does not know by name. */
static const struct figure *
cpu_default(struct accounting *a)
{
	const struct factor *watts = rule_number(a, "cpu");
	const char *name = cpu_name(a);

	if (watts == NULL || name == NULL ||
	    catalog_cpu(a->catalog, name) != NULL)
		return NULL;
	return of_all_nodes(a,
	    figure_from_factor(a->arena, CPU, watts, ORIGIN_METHOD,
		QUALITY_ASSUMED));
}

static const struct way cpu_ways[] = {
	{ "measured", cpu_measured },
	{ "load", cpu_of_load },
	{ "tdp", cpu_of_tdp },
	{ "core", cpu_of_cores },
	{ "default", cpu_default },
};

static const struct figure *
memory_measured(struct accounting *a)
{
	return stated_power(a, MEMORY, &a->run->hardware->memory_power);
}

/* Memory of one node: stated, or read from the hardware file. */
static const struct figure *
memory_size(struct accounting *a)
{
	static const struct label size = { "m", WORD("memory") };
	const struct hardware *hardware = a->run->hardware;
	const struct record *record = hardware->record;

	if (hardware->memory.known)
		return figure_from_fact(a->arena, size, &hardware->memory,
		    QUALITY_MEASURED);
	if (record == NULL || isnan(record->machine.memory_gb))
		return NULL;
	return figure_from_value(a->arena, size, record->machine.memory_gb,
	    UNIT_GB, origin_of_log(a->arena, &record->machine.pos,
			 record->format), QUALITY_MEASURED);
}

static const struct figure *
memory_per_gb(struct accounting *a)
{
	static const struct label rate = { "P_{GB}", WORD("power of memory") };
	const struct factor *watts = rule_number(a, "memory");
	const struct figure *size = memory_size(a);

	if (watts == NULL || size == NULL)
		return NULL;
	return of_all_nodes(a,
	    figure_product(a->arena, MEMORY, size,
		figure_from_factor(a->arena, rate, watts, ORIGIN_METHOD,
		    QUALITY_ASSUMED)));
}

static const struct figure *
memory_of_modules(struct accounting *a)
{
	static const struct label one = { "P_{dimm}", WORD("power of a memory module") };
	static const struct label counted = { "n_{dimm}",
		WORD("memory modules, those beyond the first counted for less") };
	const struct factor *watts = rule_number(a, "module");
	const struct factor *least = rule_number(a, "modules_least");
	const struct figure *size = memory_size(a);
	struct origin *origin;
	double count;

	if (watts == NULL || size == NULL)
		return NULL;
	count = modules_counted(a, size->value);
	if (isnan(count))
		return NULL;
	if (least != NULL && watts->value * count < least->value)
		return of_all_nodes(a,
		    figure_from_factor(a->arena, MEMORY, least,
			ORIGIN_METHOD, QUALITY_ASSUMED));
	origin = arena_alloc(a->arena, sizeof *origin);
	*origin = (struct origin){ .kind = ORIGIN_METHOD,
		.row = arena_printf(a->arena, "method/%s/modules", a->method),
		.source = watts->source,
		.note = arena_printf(a->arena, "for %g GB", size->value) };
	return of_all_nodes(a,
	    figure_product(a->arena, MEMORY,
		figure_from_value(a->arena, counted, count, UNIT_COUNT,
		    origin, QUALITY_ASSUMED),
		figure_from_factor(a->arena, one, watts, ORIGIN_METHOD,
		    QUALITY_ASSUMED)));
}

static const struct way memory_ways[] = {
	{ "measured", memory_measured },
	{ "per-gb", memory_per_gb },
	{ "modules", memory_of_modules },
};

static const struct figure *
host_cpu(struct accounting *a)
{
	return rule_find(a, "cpu_from", cpu_ways, WAY_COUNT(cpu_ways));
}

static const struct figure *
host_memory(struct accounting *a)
{
	return rule_find(a, "memory_from", memory_ways,
	    WAY_COUNT(memory_ways));
}

static const struct way host_ways[] = {
	{ "stated", host_stated },
	{ "cpu", host_cpu },
	{ "memory", host_memory },
};

/* "cpu+memory": what is known of the parts, "at least" when one is not. */
static const struct figure *
sum_of_parts(struct accounting *a, struct span words)
{
	const struct figure *parts[WAY_COUNT(host_ways)];
	size_t n = 0, known = 0;

	while (words.n > 0 && n < WAY_COUNT(host_ways)) {
		parts[n] = rule_way(a, "host_from",
		    span_trim(span_cut(&words, '+')), host_ways,
		    WAY_COUNT(host_ways));
		known += parts[n] != NULL;
		if (parts[n] == NULL)
			parts[n] = figure_unknown(a->arena, HOST, UNIT_W,
			    WORD("a part of the node was not reported"));
		n++;
	}
	if (known == 0)
		return NULL;
	return n == 1 ? parts[0] : figure_sum(a->arena, HOST, parts, n);
}

const struct figure *
host_power(struct accounting *a)
{
	struct span rest = rule_words(a, "host_from");
	const struct figure *power = NULL;

	if (a->run->hardware_count == 0)
		return NULL;
	while (power == NULL && rest.n > 0)
		power = sum_of_parts(a, span_trim(span_cut(&rest, '|')));
	return power;
}
