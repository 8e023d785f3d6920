/*
 * The one pass that checks a study by the rules that no schema can hold.
 */
#include <string.h>

#include "base/diag.h"
#include "study/read.h"
#include "study/study.h"

static bool
is_id(const char *text)
{
	size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz"
				"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

	return n > 0 && text[n] == '\0' && text[0] != '.' && text[0] != '-' &&
	    n <= 100;
}

static void
check_id(const struct study *study, size_t i, struct diags *diags)
{
	const struct words *id = &study->models[i].id;
	size_t j;

	if (id->text == NULL)
		return;
	if (!is_id(id->text))
		diag(diags, DIAG_STUDY_VALUE, id->pos,
		    "id=\"%s\" must be letters, digits, \"-\", \"_\" and \".\", at most 100",
		    id->text);
	for (j = 0; j < i; j++)
		if (study->models[j].id.text != NULL &&
		    strcmp(study->models[j].id.text, id->text) == 0)
			diag(diags, DIAG_STUDY_ID_TWICE, id->pos,
			    "\"%s\" is the id of the model on line %zu",
			    id->text, study->models[j].pos.line);
}

static void
check_window(const struct run *run, struct diags *diags)
{
	if (run->start.known && run->end.known &&
	    run->end.seconds <= run->start.seconds)
		diag(diags, DIAG_STUDY_VALUE, run->end.pos,
		    "the end of a run must be after its start");
}

static void
check_run(const struct run *run, struct diags *diags)
{
	size_t i;

	check_window(run, diags);
	for (i = 0; i < run->hardware_count; i++) {
		const struct hardware *hardware = &run->hardware[i];

		if (hardware->power.known && hardware->total_power.known)
			diag(diags, DIAG_STUDY_VALUE,
			    hardware->total_power.origin->pos,
			    "give power (of one device) or total-power (of the whole machine), not both");
		if (hardware->device.text == NULL &&
		    hardware->spec.text == NULL &&
		    hardware->cpu.text == NULL && !hardware->cores.known &&
		    !hardware->cpu_power.known &&
		    !hardware->total_power.known)
			diag(diags, DIAG_STUDY_MISSING, run->pos,
			    "<hardware> needs a device, a spec file, processors (cpu, cores) or a total-power");
	}
}

void
study_check(const struct study *study, struct diags *diags)
{
	size_t i, j;

	for (i = 0; i < study->model_count; i++) {
		check_id(study, i, diags);
		for (j = 0; j < study->models[i].run_count; j++)
			check_run(&study->models[i].runs[j], diags);
	}
	if (study->model_count == 0)
		diag(diags, DIAG_STUDY_MISSING, study->pos,
		    "<study> needs at least one <model>");
}
