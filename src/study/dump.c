/*
 * The model as text, by the vocabulary: what is not stated is not printed.
 */
#include "study/dump.h"

#include "base/num.h"
#include "base/str.h"
#include "study/record.h"
#include "study/study.h"
#include "study/vocabulary.h"

static void
dump_fact(const char *name, const struct fact *fact, struct buf *out)
{
	char value[NUM_TEXT], low[NUM_TEXT], high[NUM_TEXT];
	const char *unit = unit_text(unit_base(unit_dimension(fact->q.unit)));

	if (!fact->known)
		return;
	num_shortest(fact->q.value, value);
	num_shortest(fact->q.low, low);
	num_shortest(fact->q.high, high);
	buf_printf(out, " %s=%s", name, fact->q.interval ? "" : value);
	if (fact->q.low < fact->q.high)
		buf_printf(out, "(%s..%s)", low, high);
	buf_puts(out, fact->q.currency[0] != '\0' ? fact->q.currency : unit);
	buf_printf(out, "@%zu:%zu", fact->origin->pos.line,
	    fact->origin->pos.column);
}

static void
dump_attribute(const struct attribute_rule *rule, const void *target,
    struct buf *out)
{
	const void *member = (const char *)target + rule->offset;

	switch (rule->kind) {
	case ATTRIBUTE_WORDS: {
		const struct words *words = member;

		if (words->text != NULL)
			buf_printf(out, " %s=\"%s\"", rule->name, words->text);
		break;
	}
	case ATTRIBUTE_WHOLE: {
		const struct whole *whole = member;

		if (whole->known)
			buf_printf(out, " %s=%ld", rule->name, whole->value);
		break;
	}
	case ATTRIBUTE_QUANTITY:
		dump_fact(rule->name, member, out);
		break;
	case ATTRIBUTE_MOMENT: {
		const struct moment *moment = member;

		if (moment->known)
			buf_printf(out, " %s=%.3fs", rule->name,
			    moment->seconds);
		break;
	}
	case ATTRIBUTE_STAGE:
		buf_printf(out, " %s=%s", rule->name,
		    stage_name(*(const enum stage *)member));
		break;
	case ATTRIBUTE_ROLE:
		break;
	case ATTRIBUTE_NUMBER:
		buf_printf(out, " %s=%g", rule->name, *(const double *)member);
		break;
	}
}

static void
dump_element(const char *name, int depth, const void *target, struct buf *out)
{
	const struct element_rule *rule = vocabulary_rule(name);
	size_t i;

	buf_printf(out, "%*s%s", 2 * depth, "", name);
	for (i = 0; i < rule->attribute_count; i++)
		dump_attribute(&rule->attributes[i], target, out);
	buf_putc(out, '\n');
}

static void
dump_record(const struct record *record, struct buf *out)
{
	char energy[NUM_TEXT], seconds[NUM_TEXT];

	if (record == NULL)
		return;
	num_shortest(record->it_energy_kwh, energy);
	num_shortest(record->duration_s, seconds);
	buf_printf(out, "        record %s %s it_energy=%skWh duration=%ss\n",
	    record->format, record_kind_name(record->kind), energy, seconds);
}

static void
dump_run(const struct run *run, struct buf *out)
{
	size_t i;

	dump_element("run", 2, run, out);
	dump_element("place", 3, &run->place, out);
	for (i = 0; i < run->hardware_count; i++) {
		dump_element("hardware", 3, &run->hardware[i], out);
		dump_record(run->hardware[i].record, out);
	}
	for (i = 0; i < run->log_count; i++) {
		dump_element("log", 3, &run->logs[i], out);
		dump_record(run->logs[i].record, out);
	}
	if (run->price.known)
		dump_element("price", 3, &run->price, out);
}

void
study_dump(const struct study *study, struct buf *out)
{
	size_t i, j;

	dump_element("study", 0, study, out);
	dump_element("place", 1, &study->place, out);
	for (i = 0; i < study->model_count; i++) {
		const struct model *model = &study->models[i];

		dump_element("model", 1, model, out);
		dump_element("place", 2, &model->place, out);
		for (j = 0; j < model->score_count; j++)
			dump_element("score", 2, &model->scores[j], out);
		for (j = 0; j < model->run_count; j++)
			dump_run(&model->runs[j], out);
	}
}
