/*
 * The tables of a disclosure's keys.
 */
#include "restate/shape.h"

#include <stddef.h>

#define TEXT(name) { .key = (name), .kind = SHAPE_TEXT }
#define NUMBER(name) { .key = (name), .kind = SHAPE_NUMBER }
#define TRUTH(name) { .key = (name), .kind = SHAPE_BOOL }
#define TEXTS(name) { .key = (name), .kind = SHAPE_TEXTS }
#define QUANTITY(name, of) \
	{ .key = (name), .kind = SHAPE_QUANTITY, .unit = (of) }
#define DIFFERENCE(name, of) \
	{ .key = (name), .kind = SHAPE_DIFFERENCE, .unit = (of) }
#define OBJECT(name, of) \
	{ .key = (name), .kind = SHAPE_OBJECT, .members = (of) }
#define CHOICE(name, of) \
	{ .key = (name), .kind = SHAPE_CHOICE, .members = (of) }
#define LIST(name, of) \
	{ .key = (name), .kind = SHAPE_LIST, .members = (of) }
#define END { .key = NULL }

#define LINE                                        \
	QUANTITY("device_hours", UNIT_H),           \
	QUANTITY("wall_hours", UNIT_H),             \
	QUANTITY("power_w", UNIT_W),                \
	QUANTITY("it_energy_kwh", UNIT_KWH),        \
	QUANTITY("energy_kwh", UNIT_KWH),           \
	QUANTITY("co2e_kg", UNIT_KG),               \
	QUANTITY("co2e_market_kg", UNIT_KG),        \
	QUANTITY("embodied_kg", UNIT_KG),           \
	QUANTITY("water_l", UNIT_L),                \
	QUANTITY("cost", UNIT_CURRENCY),            \
	QUANTITY("electricity_cost", UNIT_CURRENCY)

static const struct shape line[] = { LINE, END };

static const struct shape stage[] = { LINE, NUMBER("runs"), END };

static const struct shape stages[] = { CHOICE("final", stage),
	CHOICE("tuning", stage), CHOICE("failed", stage),
	CHOICE("inference", stage), CHOICE("other", stage), END };

static const struct shape study[] = { TEXT("title"), TEXT("method"),
	TEXT("method_title"), TEXT("language"), NUMBER("year"),
	TRUTH("anonymous"), END };

static const struct shape hardware[] = { TEXT("device"), TEXT("name"),
	NUMBER("count"), TEXT("unit"), TEXT("cpu"), NUMBER("memory_gb"),
	END };

static const struct shape place[] = { TEXT("grid"), TEXT("region"),
	TEXT("name"), NUMBER("year"), END };

static const struct shape score[] = { TEXT("metric"), NUMBER("value"),
	TEXT("dataset"), TEXT("better"), END };

static const struct shape sci[] = { TEXT("functional_unit"),
	NUMBER("count"), QUANTITY("co2e_g", UNIT_G), END };

static const struct shape model[] = {
	TEXT("id"),
	TEXT("name"),
	NUMBER("params"),
	LIST("hardware", hardware),
	TEXT("task"),
	TEXT("url"),
	TEXT("public"),
	LIST("places", place),
	NUMBER("runs"),
	QUANTITY("pue", UNIT_ONE),
	QUANTITY("intensity_g_per_kwh", UNIT_G_PER_KWH),
	QUANTITY("flops", UNIT_FLOP),
	LINE,
	LIST("score", score),
	OBJECT("stages", stages),
	TEXT("quality"),
	TEXT("alternative_to"),
	QUANTITY("all_over_final", UNIT_ONE),
	CHOICE("sci", sci),
	END,
};

#define WHOLE                                            \
	QUANTITY("pue", UNIT_ONE),                       \
	QUANTITY("intensity_g_per_kwh", UNIT_G_PER_KWH), \
	QUANTITY("energy_kwh", UNIT_KWH),                \
	QUANTITY("co2e_kg", UNIT_KG),                    \
	QUANTITY("ratio", UNIT_ONE)

static const struct shape method_model[] = { TEXT("id"),
	TRUTH("compared"), QUANTITY("energy_kwh", UNIT_KWH),
	QUANTITY("co2e_kg", UNIT_KG), END };

static const struct shape method[] = { TEXT("id"), TEXT("title"), WHOLE,
	LIST("models", method_model), END };

static const struct shape equivalent[] = { TEXT("id"), TEXT("name"),
	QUANTITY("co2e_kg", UNIT_KG), NUMBER("total_over"), END };

static const struct shape region_model[] = { TEXT("id"),
	QUANTITY("co2e_kg", UNIT_KG), END };

static const struct shape region[] = { TEXT("id"), TEXT("name"),
	TEXT("detail"), WHOLE, LIST("models", region_model), END };

static const struct shape mix[] = { TEXT("id"), TEXT("name"),
	NUMBER("year"), TEXT("boundary"), QUANTITY("renewable", UNIT_ONE),
	QUANTITY("nuclear", UNIT_ONE), QUANTITY("gas", UNIT_ONE),
	QUANTITY("coal", UNIT_ONE), QUANTITY("oil", UNIT_ONE),
	DIFFERENCE("other_or_unstated", UNIT_ONE), END };

static const struct shape step[] = { NUMBER("gain"),
	DIFFERENCE("co2e_kg", UNIT_KG), DIFFERENCE("cost", UNIT_CURRENCY),
	DIFFERENCE("co2e_kg_per_point", UNIT_KG),
	DIFFERENCE("cost_per_point", UNIT_CURRENCY), END };

static const struct shape scored[] = { TEXT("id"), NUMBER("value"),
	TRUTH("front"), CHOICE("step", step), END };

static const struct shape metric[] = { TEXT("metric"), TEXT("dataset"),
	TEXT("better"), LIST("models", scored), TEXTS("left_out"), END };

static const struct shape factor[] = { TEXT("id"), TEXT("name"),
	NUMBER("value"), NUMBER("low"), NUMBER("high"), TEXT("unit"),
	TEXT("source"), END };

static const struct shape source[] = { TEXT("id"), TEXT("text"),
	TEXT("url"), TEXT("licence"), TEXT("attribution"), END };

static const struct shape diagnostic[] = { TEXT("code"), TEXT("level"),
	TEXT("file"), NUMBER("line"), NUMBER("column"), TEXT("text"), END };

const struct shape shape_disclosure[] = {
	TEXT("wattleaf"),
	TEXT("catalog"),
	OBJECT("study", study),
	LIST("models", model),
	OBJECT("totals", line),
	LIST("methods", method),
	LIST("equivalents", equivalent),
	LIST("regions", region),
	LIST("mix", mix),
	LIST("scores", metric),
	LIST("factors", factor),
	LIST("sources", source),
	LIST("diagnostics", diagnostic),
	END,
};
