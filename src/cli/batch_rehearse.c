/*
 * What is done once for all studies of a batch: a report of a study that
 * nobody made. The workers are forked from what it leaves in memory: open
 * fonts, shaped words, loaded glyphs, resolved symbols of libraries.
 */
#include "base/arena.h"
#include "base/heap.h"
#include "base/threads.h"
#include "base/trial.h"
#include "base/xml.h"
#include "cli/batch.h"
#include "layout/fonts.h"
#include "study/study.h"

enum { PATIENCE = 10 /* seconds */ };

/* Its numbers mean nothing; it has what most studies have. */
static const char text[] =
    "<study xmlns='" STUDY_NAMESPACE "' title='Paper 0123456789' lang='en'>\n"
    "  <place grid='USA' year='2023' pue='1.15'/>\n"
    "  <model id='a' name='Model 1' params='345 M' task='translation'>\n"
    "    <score metric='accuracy' dataset='test' value='67.8'/>\n"
    "    <run time='90 h'>\n"
    "      <hardware device='a100-sxm-80gb' count='8' power='321 W'/>\n"
    "      <price device-hour='1.20..3.40 USD'/>\n"
    "    </run>\n"
    "  </model>\n"
    "  <model id='b' name='Model 2' params='1.7 B' task='translation'>\n"
    "    <score metric='accuracy' dataset='test' value='79.6'/>\n"
    "    <run time='180 h'>\n"
    "      <hardware device='h100-sxm' count='16'/>\n"
    "    </run>\n"
    "    <run time='25 h' stage='tuning'>\n"
    "      <hardware device='v100-sxm2-32gb' count='4'/>\n"
    "    </run>\n"
    "  </model>\n"
    "</study>\n";

static struct study *
read_study(struct job *job)
{
	struct element *root = xml_read(span_of(text), "study.xml",
	    job->arena, &job->diags);

	return root == NULL ?
	    NULL :
	    study_from_root(root, "study.xml", ".", false,
		data_file(job, "schema", "study.rng"), job->arena,
		&job->diags);
}

/* The errors of what is dropped. */
static void
keep_errors(struct diags *to, struct diags *from)
{
	size_t i;

	for (i = 0; i < from->count; i++) {
		struct diagnostic *item = &from->items[i];

		item->text = arena_strdup(to->arena, item->text);
		if (item->pos.file != NULL)
			item->pos.file =
			    arena_strdup(to->arena, item->pos.file);
	}
	diags_append(to, from, DIAG_ERROR);
}

/* False, and job->diags tells why, when a table, a font or the report was not had. */
static bool
rehearse(const struct batch *batch)
{
	struct diags *diags = &batch->job->diags; /* the catalogue's, too */
	size_t first = diags->count;
	struct job rehearsal = *batch->job;
	struct report report = batch->report;
	struct study *study;

	report.rehearsed = true;
	rehearsal.arena = arena_new();
	rehearsal.diags = (struct diags){ .arena = rehearsal.arena };
	rehearsal.options.quiet = true;
	rehearsal.options.dump = NULL;
	study = read_study(&rehearsal);
	if (study != NULL)
		report_study(&rehearsal, &report, study);
	if (!diags_have_error(diags, first))
		keep_errors(diags, &rehearsal.diags);
	arena_free(rehearsal.arena);
	return !diags_have_error(diags, first);
}

/*
 * Fonts are looked up in threads, which a worker would wait for and lack.
 * What others wrote, in a template or a catalogue, may take all memory or
 * time, and only a worker's are bounded; what is wrong there is for each
 * study to say.
 */
static bool
is_safe(void *batch)
{
	return rehearse(batch) && threads_end(PATIENCE);
}

bool
batch_rehearse(struct batch *batch)
{
	const struct sandbox_limits *limits = &batch->how.limits;
	struct job *job = batch->job;
	struct diags *diags = &job->diags;
	size_t count = diags->count;

	if (!trial_survives(is_safe, batch, limits->memory, limits->seconds))
		return true;
	batch->report.look.open = look_fonts(job, &batch->report.look);
	if (batch->report.look.open == NULL || !rehearse(batch))
		return false;
	threads_end(PATIENCE);
	diags->count = count;
	heap_fill_gaps();
	return true;
}
