/*
 * Documents of what strangers sent, written in all forms.
 */
#ifndef WATTLEAF_FUZZ_DOCUMENT_H
#define WATTLEAF_FUZZ_DOCUMENT_H

struct account;
struct data;
struct fuzz_input;

/* "data/NAME", for good. */
const char *
fuzz_data(const char *name);

/*
 * Builds the document of the account after a template and writes it as HTML,
 * Markdown, LaTeX and on a terminal; of one size in 64, in every form.
 * RESTATED: of a disclosure, what can be used of it, or NULL.
 */
void
fuzz_document(const struct fuzz_input *, const struct account *,
    const char *template_path, struct data *restated);

#endif
