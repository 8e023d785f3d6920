/*
 * The keys of the story's comparisons in the disclosure.
 */
#include "document/paths.h"

#define QUANTITY(key, unit, help) \
	{ key, PATH_QUANTITY, path_of_quantity, help, unit }
#define TEXT(key, help) { key, PATH_TEXT, NULL, help, UNIT_ONE }
#define NUMBER(key, help) { key, PATH_NUMBER, NULL, help, UNIT_ONE }

const struct path_key path_of_equivalent[] = {
	TEXT("id", "id in the catalogue"),
	TEXT("name", "what it is"),
	QUANTITY("co2e_kg", UNIT_KG, "its emissions"),
	NUMBER("total_over", "how many of it the total's emissions are"),
	{ .key = NULL },
};

static const struct path_key of_moved[] = {
	TEXT("id", "id of the model"),
	QUANTITY("co2e_kg", UNIT_KG, "its emissions there"),
	{ .key = NULL },
};

const struct path_key path_of_region[] = {
	TEXT("id", "place or scenario of the catalogue; own: as accounted for"),
	TEXT("name", "what it is called"),
	TEXT("detail", "why it is there"),
	QUANTITY("pue", UNIT_ONE, "power usage effectiveness that the total comes to"),
	QUANTITY("intensity_g_per_kwh", UNIT_G_PER_KWH, "carbon intensity that the total comes to"),
	QUANTITY("energy_kwh", UNIT_KWH, "energy of the facility there"),
	QUANTITY("co2e_kg", UNIT_KG, "emissions there"),
	QUANTITY("ratio", UNIT_ONE, "emissions over those as accounted for"),
	{ "models", PATH_LIST, of_moved, "each model whose energy is known", UNIT_ONE },
	{ .key = NULL },
};

const struct path_key path_of_mix[] = {
	TEXT("id", "row of the catalogue"),
	TEXT("name", "whose electricity"),
	NUMBER("year", "when"),
	TEXT("boundary", "what the shares are of"),
	QUANTITY("renewable", UNIT_ONE, "share from renewables"),
	QUANTITY("nuclear", UNIT_ONE, "share from nuclear power"),
	QUANTITY("gas", UNIT_ONE, "share from gas"),
	QUANTITY("coal", UNIT_ONE, "share from coal"),
	QUANTITY("oil", UNIT_ONE, "share from oil"),
	QUANTITY("other_or_unstated", UNIT_ONE, "what the stated shares leave"),
	{ .key = NULL },
};

static const struct path_key of_step[] = {
	NUMBER("gain", "in score; better is more"),
	QUANTITY("co2e_kg", UNIT_KG, "emissions that the step adds"),
	QUANTITY("cost", UNIT_CURRENCY, "cost that the step adds"),
	QUANTITY("co2e_kg_per_point", UNIT_KG, "emissions over the gain"),
	QUANTITY("cost_per_point", UNIT_CURRENCY, "cost over the gain"),
	{ .key = NULL },
};

static const struct path_key of_scored[] = {
	TEXT("id", "id of the model"),
	NUMBER("value", "its score"),
	{ "front", PATH_TRUTH, NULL, "whether no model beats it in score and emissions", UNIT_ONE },
	{ "step", PATH_OBJECT, of_step, "from the model before it on the front", UNIT_ONE },
	{ .key = NULL },
};

const struct path_key path_of_metric[] = {
	TEXT("metric", "such as BLEU"),
	TEXT("dataset", "what it was measured on"),
	TEXT("better", "higher or lower"),
	{ "models", PATH_LIST, of_scored, "those with the score and known emissions, lightest first", UNIT_ONE },
	{ "left_out", PATH_LIST, NULL, "ids of the others", UNIT_ONE },
	{ .key = NULL },
};
