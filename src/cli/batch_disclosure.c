/*
 * A folder of a batch that holds a disclosure and no study: checked, counted
 * and, when it is of our form, set as a page of the figures that it states.
 */
#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "base/str.h"
#include "batch/record.h"
#include "batch/store.h"
#include "check/check.h"
#include "check/disclosure_text.h"
#include "cli/batch.h"
#include "restate/restate.h"

static const char json_name[] = "disclosure.json", pdf_name[] = "report.pdf";

static bool
is_there(const char *name)
{
	struct stat status;

	return lstat(name, &status) == 0;
}

/* The one PDF in the folder; NULL when there is none, or several. */
static const char *
only_pdf(struct arena *arena)
{
	DIR *folder = opendir(".");
	const struct dirent *entry;
	const char *found = NULL;
	size_t count = 0;

	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] == '.' ||
		    !span_ends(span_of(entry->d_name), ".pdf"))
			continue;
		count++;
		found = arena_strdup(arena, entry->d_name);
	}
	if (folder != NULL)
		closedir(folder);
	return count == 1 ? found : NULL;
}

const char *
batch_disclosure_file(struct arena *arena)
{
	return is_there(json_name) ? json_name :
	    is_there(pdf_name)     ? pdf_name :
				     only_pdf(arena);
}

bool
batch_is_disclosure(const char *file)
{
	return span_ends(span_of(file), ".json") ||
	    span_ends(span_of(file), ".pdf");
}

/* The text of a disclosure of our form, *FORM its reader; nothing is read of another. False with diagnostics. */
static bool
read_text(struct job *job, const char **file, const char **form,
    struct span *text)
{
	struct source *source = source_open(*file, job->arena, &job->diags);
	bool pdf, good = source != NULL;

	if (!good)
		return false;
	*form = check_form(source);
	pdf = *form != NULL && strcmp(*form, "pdf") == 0;
	if (pdf || (*form != NULL && strcmp(*form, "disclosure") == 0))
		good = source_text_within(source,
		    pdf ? (size_t)DISCLOSURE_PDF_MAX : (size_t)CLAIM_TEXT_MAX,
		    text);
	else
		*form = NULL;
	if (good && pdf)
		good = disclosure_in_pdf(*text, DIAG_LOG_NOTHING, job->arena,
		    &job->diags, text, file);
	source_close(source);
	return good;
}

static bool
tells_whose(const struct job *job, const struct record *record)
{
	return job->options.anonymous && !record->origin.anonymous;
}

/* The tables keep its numbers: no name, no place that is finer than a country. */
static void
withhold(struct record *record)
{
	const char *place = record->origin.place;

	record->title = NULL;
	if (place != NULL && strchr(place, '-') != NULL)
		record->origin.place = NULL;
}

/* A stranger's disclosure can't be made anonymous here: what it tells in its texts is not known. */
static bool
may_be_shown(struct job *job, const struct record *record, const char *file)
{
	if (!tells_whose(job, record))
		return true;
	diag(&job->diags, DIAG_DISCLOSED_PAGE, (struct pos){ .file = file },
	    "it is not anonymous, and only what makes it can make it so");
	return false;
}

static void
write_page(struct job *job, const struct batch_study *task, struct span text,
    const struct json *root, const char *file,
    const struct record *record)
{
	struct report report = *task->report;
	struct restated restated;

	if (!restate_is_ours(root)) {
		diag(&job->diags, DIAG_DISCLOSED_OTHER,
		    (struct pos){ .file = file },
		    "it lacks study, models or totals");
		return;
	}
	if (!may_be_shown(job, record, file) ||
	    !restate(root, text, file, job->catalog, job->arena, &job->diags,
		&restated))
		return;
	job->options.output = store_made(task->work, job->arena);
	report.restated = restated.disclosure;
	report_account(job, &report, restated.account);
}

static void
tell_gap(struct job *job, const struct record *record, const char *file)
{
	const char *gap = record_gap(record);

	if (gap != NULL)
		diag(&job->diags, DIAG_DISCLOSED_GAP,
		    (struct pos){ .file = file }, "of its totals, %s", gap);
}

static void
check_ours(struct job *job, const struct batch_study *task, struct span text,
    const char *file, struct record *record)
{
	struct check_result result;
	struct json *root = json_read(text, (struct pos){ file, 1, 1 },
	    &job->diags);

	if (root == NULL)
		return;
	if (check_disclosure(text, root, file, job->catalog, job->arena,
		&job->diags, &result) &&
	    check_tell(&result, &job->diags)) {
		record->checked = true;
		record->slips = result.slip_count;
		record_take_disclosure(record, root, job->arena);
		record_drop_unfit(record);
		if (tells_whose(job, record))
			withhold(record);
		write_page(job, task, text, root, file, record);
		tell_gap(job, record, file);
	}
	json_free(root);
}

/* Of another form there are no totals that could be found. */
static void
check_other(struct job *job, const char *file)
{
	struct check_result result;

	if (check_file(file, NULL, job->catalog, job->arena, &job->diags,
		&result))
		diag(&job->diags, DIAG_DISCLOSED_OTHER,
		    (struct pos){ .file = file },
		    "it is read as %s",
		    result.claims.format);
}

void
batch_disclosure(struct job *job, const struct batch_study *task,
    const char *file, struct record *record)
{
	const char *form;
	struct span text;

	record->kind = "disclosure";
	if (!read_text(job, &file, &form, &text))
		return;
	if (form == NULL)
		check_other(job, file);
	else
		check_ours(job, task, text, file, record);
}
