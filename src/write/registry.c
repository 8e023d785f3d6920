/*
 * The outputs in the order in which they are listed, and choosing among
 * them.
 */
#include "base/arena.h"
#include "write/output.h"

const struct output *
output_at(size_t i)
{
	static const struct output *const outputs[] = {
		&output_report_pdf,
		&output_report_html,
		&output_appendix_md,
		&output_appendix_tex,
		&output_table_pdf,
		&output_table_svg,
		&output_table_tex,
		&output_table_md,
		&output_table_csv,
		&output_chart_pdf,
		&output_chart_svg,
		&output_chart_png,
		&output_disclosure_json,
		&output_references_bib,
		&output_modelcard_md,
		&output_boamps_json,
		&output_comparison_html,
		&output_card_png,
		&output_bom_xml,
		&output_sci_json,
		&output_ro_crate, /* lists the others */
	};

	return i < sizeof outputs / sizeof outputs[0] ? outputs[i] : NULL;
}

static bool
matches(const struct output *output, struct span item)
{
	return span_equal(item, output->name) ||
	    span_equal(item, output->format) || span_equal(item, "all");
}

bool
output_chosen(const struct output *output, struct span list)
{
	if (span_trim(list).n == 0)
		return !output->extra;
	while (list.n > 0)
		if (matches(output, span_trim(span_cut(&list, ','))))
			return true;
	return false;
}

struct span
output_unknown(struct span list)
{
	struct span item;
	size_t i;

	while (list.n > 0) {
		item = span_trim(span_cut(&list, ','));
		for (i = 0; output_at(i) != NULL; i++)
			if (matches(output_at(i), item))
				break;
		if (item.n > 0 && output_at(i) == NULL &&
		    !span_equal(item, "all"))
			return item;
	}
	return (struct span){ "", 0 };
}

/* Whether an output before the I-th has the same format. */
static bool
is_repeated(size_t i)
{
	size_t j;

	for (j = 0; j < i; j++)
		if (span_equal(span_of(output_at(j)->format),
		    output_at(i)->format))
			return true;
	return false;
}

const char *
output_choices(struct arena *arena)
{
	struct buf out = { 0 };
	const char *text;
	size_t i;

	for (i = 0; output_at(i) != NULL; i++)
		if (!is_repeated(i))
			buf_printf(&out, "%s, ", output_at(i)->format);
	for (i = 0; output_at(i) != NULL; i++)
		buf_printf(&out, "%s%s", output_at(i)->name,
		    output_at(i + 1) == NULL ? "" : ", ");
	buf_puts(&out, "; all");
	text = arena_strndup(arena, out.s, out.n);
	buf_free(&out);
	return text;
}

const char *const *
output_names(struct arena *arena, size_t *count)
{
	const char **names;
	size_t i, total = 0;

	while (output_at(total) != NULL)
		total++;
	names = arena_alloc(arena, (2 * total + 1) * sizeof *names);
	*count = 0;
	for (i = 0; i < total; i++)
		if (!is_repeated(i))
			names[(*count)++] = output_at(i)->format;
	for (i = 0; i < total; i++)
		names[(*count)++] = output_at(i)->name;
	names[(*count)++] = "all";
	return names;
}

const char *
output_meant(const char *word, struct arena *arena)
{
	size_t count;
	const char *const *names = output_names(arena, &count);

	return str_meant(arena, word, names, count);
}

void
output_note_file(struct output_job *job, const char *name)
{
	job->files = arena_grow(job->arena, job->files, job->file_count,
	    sizeof *job->files);
	job->files[job->file_count++] = name;
}
