/*
 * What is fuzzed beside the readers of logs. Each kind has its seeds in
 * corpus/NAME and is chosen by its name, as a format is.
 */
#ifndef WATTLEAF_FUZZ_KINDS_H
#define WATTLEAF_FUZZ_KINDS_H

#include "base/str.h"

struct arena;
struct catalog;
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

/* Checks what it is recognised as: tables in LaTeX, Markdown and CSV, cards, BOMs. */
void
fuzz_check(const struct fuzz_input *);

/* Collates disclosures, results of a batch or a list of them in two orders; aborts where they differ. */
void
fuzz_collate(const struct fuzz_input *);

/* Holds a sound disclosure to a profile, or a disclosure to all of ours. */
void
fuzz_profile(const struct fuzz_input *);

/* Takes the disclosure out of a PDF, and looks at the PDF as a figure. */
void
fuzz_pdf(const struct fuzz_input *);

/* Sets a disclosure as the page of what it states, and writes that. */
void
fuzz_page(const struct fuzz_input *);

/* Fills a template with a study, and writes what came of it. */
void
fuzz_template(const struct fuzz_input *);

/* Opened once: reading the tables takes longer than most inputs. */
struct catalog *
fuzz_catalog(void);

#endif
