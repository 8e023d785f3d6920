/*
 * What is fuzzed beside the readers of logs. Each kind has its seeds in
 * corpus/NAME and is chosen by its name, as a format is.
 */
#ifndef WATTLEAF_FUZZ_KINDS_H
#define WATTLEAF_FUZZ_KINDS_H

#include "base/str.h"

struct arena;
struct diags;

/* The input, as a file and as its bytes. */
struct fuzz_input {
	const char *path;
	struct span bytes;
	struct arena *arena;
	struct diags *diags;
};

struct fuzz_kind {
	const char *name;
	void (*run)(const struct fuzz_input *);
};

/* NULL when NAME, which may be NULL too, is no kind. */
const struct fuzz_kind *
fuzz_kind_named(const char *name);

/* All kinds; one without a name ends them. */
extern const struct fuzz_kind fuzz_kinds[];

/* Reads a study and writes it as XML and YAML; aborts where they differ. */
void
fuzz_study(const struct fuzz_input *);

/* Checks a disclosure.json against the catalogue. */
void
fuzz_disclosure(const struct fuzz_input *);

/* Takes the disclosure out of a PDF, and looks at the PDF as a figure. */
void
fuzz_pdf(const struct fuzz_input *);

/* Fills a template with a study, and writes what came of it. */
void
fuzz_template(const struct fuzz_input *);

#endif
