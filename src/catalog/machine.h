/*
 * What the catalogue knows of hardware beside accelerators' ratings:
 * processors, memory, measured power, embodied emissions, rental prices.
 */
#ifndef WATTLEAF_MACHINE_H
#define WATTLEAF_MACHINE_H

struct catalog;
struct factor;

struct cpu {
	const char *id;     /* "intel-xeon-gold-6148" */
	const char *name;   /* "Intel Xeon Gold 6148" */
	const char *vendor;
	int cores, threads; /* of one socket; -1 unknown */
	const struct factor *tdp; /* W of one socket */
	const char *note;   /* why this one where NAME could mean several, or NULL */
};

/*
 * The processor that NAME means, as lscpu, trackers and people write it:
 * "Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz", "AMD EPYC 7763 64-Core
 * Processor", "2 x Xeon Gold 6148". NULL when there is none, or several that
 * differ in TDP or cores ("Intel(R) Xeon(R) CPU @ 2.00GHz"); catalog_suggest
 * of "cpu" names them.
 */
const struct cpu *
catalog_cpu(const struct catalog *, const char *name);

/* Watts of one core as Green Algorithms prints it, rounded as there; "any" is its default. NULL when it has none. */
const struct factor *
catalog_cpu_core(const struct catalog *, const char *name);

/*
 * Watts of a virtual CPU of PROVIDER ("aws", "gcp", "azure") on a
 * microarchitecture ("Cascade Lake"), idle ("min") or fully used ("max"):
 * Cloud Carbon Footprint.
 */
const struct factor *
catalog_vcpu(const struct catalog *, const char *provider,
    const char *microarchitecture, const char *end);

/* Power of memory: "green-algorithms", "codecarbon-2" (W/GB), "codecarbon-3/dimm-x86" (W, per DIMM). */
const struct factor *
catalog_dram(const struct catalog *, const char *id);

/*
 * Measured mean watts of an accelerator (its boundary says whether the
 * host's share is in it): the row of several workloads, or of its family.
 */
const struct factor *
catalog_power(const struct catalog *, const char *device);

/*
 * Embodied emissions (g) of one accelerator with its range over sources; a
 * generic row when nobody gives the device's own. "server" and "cpu" name
 * those. NULL for what is not in the catalogue.
 */
const struct factor *
catalog_embodied(const struct catalog *, const char *device);

/* Hours of service that the row's source takes with it; NAN when it names none. */
double
catalog_embodied_lifetime(const struct catalog *, const char *device);

/*
 * The list price of a device-hour nearest before or in YEAR (0: latest), of
 * PROVIDER or of any when NULL; KIND is "on-demand", "spot" or
 * "preemptible". It may be unconfirmed: show it only with its date and mark.
 */
const struct factor *
catalog_price_list(const struct catalog *, const char *provider,
    const char *device, const char *kind, int year);

/* GWP100 of a gas ("CH4", "N2O") in a set ("AR4", "AR5", "AR6"): kg of CO2e per kg. */
const struct factor *
catalog_gwp(const struct catalog *, const char *set, const char *gas);

/* Grams of CO2e per kWh of a fuel ("coal") in a set ("ipcc-ar5-2014"). */
const struct factor *
catalog_fuel(const struct catalog *, const char *set, const char *fuel);

/* The equivalent that NAME means: its id, or its name. NULL when none. */
const struct factor *
catalog_equivalent(const struct catalog *, const char *name);

#endif
