/*
 * Writes every text output of the sample documents into the current folder
 * as plain-NAME and hostile-NAME, for write_text.sh.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "write/output.h"
#include "write_samples.h"

static bool
write_file(const char *name, const struct buf *out)
{
	FILE *file = fopen(name, "w");

	if (file == NULL)
		return false;
	fwrite(out->s, 1, out->n, file);
	return fclose(file) == 0;
}

static bool
write_files(const char *prefix, struct doc *(*make)(struct arena *))
{
	static const struct output *const outputs[] = { &output_report_html,
		&output_appendix_md, &output_appendix_tex, &output_table_tex,
		&output_table_md, &output_table_csv,
		&output_disclosure_json, &output_references_bib };
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct doc *doc = make(arena);
	struct output_job job = { .doc = doc, .arena = arena,
		.diags = &diags };
	bool done = true;
	size_t i;

	for (i = 0; i < sizeof outputs / sizeof outputs[0]; i++) {
		struct buf out = { 0 };

		done = done && outputs[i]->write(&job, &out) &&
		    write_file(arena_printf(arena, "%s-%s", prefix,
			outputs[i]->name), &out);
		buf_free(&out);
	}
	sample_doc_close(doc);
	arena_free(arena);
	return done;
}

int
main(void)
{
	return write_files("plain", sample_doc) &&
	    write_files("hostile", sample_hostile_doc) ? EXIT_SUCCESS :
							  EXIT_FAILURE;
}
