/*
 * Torque qstat -x: jobs as XML. What a job asked for (Resource_List) is no
 * measure of what it used.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "base/tree.h"
#include "base/xml.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/jobs.h"
#include "ingest/slurm_text.h"

enum { COUNT_MAX = 1000000 };

/* A file while it is read. */
struct queue {
	struct reading *reading;
	struct jobs *jobs;
	size_t metered;       /* jobs that state an energy, whose unit nobody says */
	struct pos metered_pos;
};

static struct span
text_at(const struct element *job, const char *path)
{
	const struct element *element = element_path(job, path);

	return element == NULL ? (struct span){ "", 0 } :
				 span_trim(span_of(element->text));
}

static struct pos
pos_at(const struct element *job, const char *path)
{
	const struct element *element = element_path(job, path);

	return element == NULL ? job->pos : element->text_pos;
}

static double
number_at(const struct element *job, const char *path)
{
	double number;

	return num_parse(text_at(job, path), &number) ? number : (double)NAN;
}

static double
moment_at(const struct element *job, const char *path)
{
	double seconds = number_at(job, path);

	return seconds > 1e8 && seconds < 1e11 ? seconds : (double)NAN;
}

/* C also holds killed jobs: their exit status tells. */
static enum job_state
state_of(const struct element *job)
{
	struct span state = text_at(job, "job_state");
	double status = number_at(job, "exit_status");

	if (span_equal(state, "C") || span_equal(state, "F"))
		return !isnan(status) && status != 0 ? JOB_ABORTED : JOB_ENDED;
	if (span_equal(state, "R") || span_equal(state, "E") ||
	    span_equal(state, "S"))
		return JOB_RUNNING;
	return state.n == 0 ? JOB_UNKNOWN : JOB_WAITING;
}

/* total_runtime, else the walltime used; Resource_List's is the one asked for. */
static void
take_times(const struct element *element, struct job *job)
{
	struct span walltime = text_at(element, "resources_used/walltime");

	job->zoned = true;
	job->start_s = moment_at(element, "start_time");
	job->end_s = moment_at(element, "comp_time");
	job->elapsed_s = number_at(element, "total_runtime");
	job->time_pos = pos_at(element, "total_runtime");
	if (job->elapsed_s > 0)
		return;
	job->elapsed_s = slurm_elapsed_s(walltime);
	job->time_pos = pos_at(element, "resources_used/walltime");
	if (isnan(job->elapsed_s))
		job->elapsed_s = number_at(element, "resources_used/walltime");
	if (!isnan(job->elapsed_s))
		return;
	job->elapsed_s = job->end_s - job->start_s;
	job->time_pos = pos_at(element, "comp_time");
}

/* How many names a list "node01/0+node01/1" holds. */
static int
count_of_list(struct span list)
{
	int count = 0;

	while (list.n > 0 && count < COUNT_MAX)
		count += span_cut(&list, '+').n > 0;
	return count;
}

/* "2:ppn=4:gpus=2+node07:gpus=1": nodes, and GPUs on all of them; -1 for none named. */
static void
count_nodes(struct span list, int *nodes, int *gpus)
{
	double all_nodes = 0, all_gpus = 0, number;
	bool named = false;

	while (list.n > 0) {
		struct span part = span_cut(&list, '+');
		double of_part = 1;

		if (!num_parse(span_cut(&part, ':'), &of_part))
			of_part = 1;
		all_nodes += of_part;
		while (part.n > 0) {
			struct span value = span_cut(&part, ':');

			if (!span_equal(span_cut(&value, '='), "gpus") ||
			    !num_parse(value, &number))
				continue;
			named = true;
			all_gpus += of_part * number;
		}
	}
	*nodes = all_nodes >= 1 && all_nodes <= COUNT_MAX ? (int)all_nodes : -1;
	*gpus = named && all_gpus >= 0 && all_gpus <= COUNT_MAX ?
	    (int)all_gpus : -1;
}

static void
take_devices(const struct element *element, struct job *job)
{
	struct span given = text_at(element, "exec_gpus");
	double number = number_at(element, "Resource_List/ngpus");

	count_nodes(text_at(element, "Resource_List/nodes"), &job->nodes,
	    &job->gpus);
	if (given.n > 0)
		job->gpus = count_of_list(given);
	else if (job->gpus < 0 && number >= 0 && number <= COUNT_MAX)
		job->gpus = (int)number;
}

static void
take_job(struct queue *queue, const struct element *element)
{
	struct job job = job_none();
	struct span id = text_at(element, "Job_Id");

	job.pos = element->pos;
	job.state = state_of(element);
	if (id.n == 0) {
		row_skip(queue->reading, job.pos, "the job has no Job_Id");
		return;
	}
	/* behind the dot stands the server's name */
	job.id = span_dup(queue->reading->arena, span_cut(&id, '.'));
	take_times(element, &job);
	if (job.elapsed_s < 0) {
		row_skip(queue->reading, job.time_pos,
		    "the time is negative");
		return;
	}
	take_devices(element, &job);
	if (number_at(element, "resources_used/energy_used") > 0 &&
	    queue->metered++ == 0)
		queue->metered_pos =
		    pos_at(element, "resources_used/energy_used");
	jobs_add(queue->jobs, &job);
}

static void
read_queue(struct reading *reading)
{
	struct queue queue = { .reading = reading };
	const struct element *job;
	struct element *root;
	struct span text;

	if (!source_text(reading->source, &text))
		return;
	root = xml_read(text, reading->record->file, reading->arena,
	    reading->diags);
	if (root == NULL)
		return;
	queue.jobs = jobs_open(reading);
	for (job = element_child(root, "Job"); job != NULL;
	     job = element_next(job, "Job"))
		take_job(&queue, job);
	rows_skipped_end(reading);
	jobs_finish(queue.jobs, "qstat -x shows it while the job is kept "
	    "after its end (keep_completed); the server's accounting log "
	    "has it later");
	if (queue.metered > 0)
		diag(reading->diags, DIAG_LOG_SCOPE, queue.metered_pos,
		    "energy_used of %zu jobs has no stated unit and is not "
		    "used", queue.metered);
}

static int
sniff_queue(const struct sniff *sniff)
{
	struct span head = span_trim(sniff->head);

	return span_starts(head, "<") &&
		span_find(head, "<Data>") != SIZE_MAX &&
		span_find(head, "<Job_Id>") != SIZE_MAX ? 95 : 0;
}

const struct format format_pbs_qstat_xml = {
	.name = "pbs-qstat-xml",
	.title = "Torque qstat -x",
	.gives = "D N",
	.sniff = sniff_queue,
	.read = read_queue,
};
