/*
 * Device-hours from training FLOP: F / (peak x utilisation). The weakest
 * evidence of time; neither the peak's precision nor the utilisation is ever
 * taken for granted in silence.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "account/context.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "study/study.h"

static const struct label HOURS = { "H", WORD("device-hours") };

/* Words of "precision" and the peak that each means; both 16-bit kinds run at one rate. */
static const struct {
	const char *word;
	size_t offset;
} precisions[] = {
	{ "fp16", offsetof(struct device, peak_fp16) },
	{ "bf16", offsetof(struct device, peak_fp16) },
	{ "fp64", offsetof(struct device, peak_fp64) },
	{ "fp32", offsetof(struct device, peak_fp32) },
	{ "tf32", offsetof(struct device, peak_tf32) },
	{ "fp8", offsetof(struct device, peak_fp8) },
};

enum { PRECISIONS = sizeof precisions / sizeof precisions[0] };

static double
peak_at(const struct device *device, size_t i)
{
	return *(const double *)(const void *)((const char *)device +
	    precisions[i].offset);
}

/* The index of the run's precision; the first one, with a warning, when it states none. */
static size_t
precision_of(struct accounting *a)
{
	const struct words *stated = &a->run->precision;
	size_t i;

	for (i = 0; i < PRECISIONS && stated->text != NULL; i++)
		if (strcmp(stated->text, precisions[i].word) == 0)
			return i;
	diag(a->diags, DIAG_FLOPS_PRECISION, a->run->pos,
	    "the FLOP of \"%s\" are counted against the 16-bit peak of the device; say precision=\"...\" (fp64, fp32, tf32, bf16, fp16, fp8)",
	    a->model->id.text);
	return 0;
}

static const struct figure *
peak_rate(struct accounting *a, const struct device *device)
{
	static const struct label peak = { "F_{peak}",
		WORD("peak rate of one device") };
	size_t i = precision_of(a);
	double rate = peak_at(device, i);
	struct origin *origin;

	if (isnan(rate)) {
		diag(a->diags, DIAG_UNKNOWN_TIME, a->run->pos,
		    "the catalogue has no %s peak of \"%s\" to count the FLOP of \"%s\" against",
		    precisions[i].word, device->id, a->model->id.text);
		return NULL;
	}
	origin = arena_alloc(a->arena, sizeof *origin);
	*origin = (struct origin){ .kind = ORIGIN_CATALOG,
		.row = arena_printf(a->arena, "device/%s", device->id),
		.source = device->source,
		.note = arena_printf(a->arena, "%s, %s peak", device->name,
		    precisions[i].word) };
	return figure_from_value(a->arena, peak,
	    unit_to_base(UNIT_TFLOP_PER_S, rate), UNIT_TFLOP_PER_S, origin,
	    QUALITY_ASSUMED);
}

/* C = 6ND (Kaplan et al. 2020, section 2.1): the factor is the catalogue's. */
static const struct figure *
flop_of_tokens(struct accounting *a)
{
	static const struct label flops = { "F", WORD("training FLOP") };
	static const struct label each = { "k",
		WORD("training FLOP for each parameter and token") };
	static const struct label params = { "N", WORD("parameters") };
	static const struct label tokens = { "D", WORD("tokens") };
	const struct factor *factor = catalog_method(a->catalog,
	    "training-flop", "per_parameter_token");

	if (factor == NULL || !a->run->tokens.known ||
	    !a->model->params.known)
		return NULL;
	return figure_product(a->arena, flops,
	    figure_product(a->arena, flops,
		figure_from_factor(a->arena, each, factor, ORIGIN_METHOD,
		    QUALITY_ASSUMED),
		figure_from_fact(a->arena, params, &a->model->params,
		    QUALITY_ASSUMED)),
	    figure_from_fact(a->arena, tokens, &a->run->tokens,
		QUALITY_ASSUMED));
}

const struct figure *
flops_of_run(struct accounting *a)
{
	static const struct label flops = { "F", WORD("training FLOP") };

	return a->run->flops.known ?
	    figure_from_fact(a->arena, flops, &a->run->flops,
		QUALITY_ASSUMED) :
	    flop_of_tokens(a);
}

const struct figure *
hours_of_flops(struct accounting *a)
{
	static const struct label use = { "u_{peak}",
		WORD("utilisation of the peak") };
	const struct run *run = a->run;
	const struct figure *flop = flops_of_run(a);
	const struct device *device;
	const struct figure *peak;

	if (flop == NULL || run->hardware_count == 0 ||
	    run->hardware[0].device.text == NULL)
		return NULL;
	device = catalog_device(a->catalog, run->hardware[0].device.text);
	if (device == NULL)
		return NULL;
	if (!run->utilisation.known) {
		diag(a->diags, DIAG_FLOPS_UTILISATION, run->pos,
		    "the FLOP of \"%s\" give hours only with utilisation=\"...\", the share of the peak that was reached; it is not assumed",
		    a->model->id.text);
		return NULL;
	}
	peak = peak_rate(a, device);
	if (peak == NULL)
		return NULL;
	return figure_quotient(a->arena, HOURS,
	    figure_quotient(a->arena, HOURS, flop, peak),
	    figure_from_fact(a->arena, use, &run->utilisation,
		QUALITY_ASSUMED));
}
