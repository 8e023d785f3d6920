/*
 * Text for TeX: nothing of it is a command. What pdfLaTeX has no letter for
 * is spelled in LaTeX's own commands; no package is asked for.
 */
#ifndef WATTLEAF_LATEX_TEXT_H
#define WATTLEAF_LATEX_TEXT_H

#include "base/str.h"

/* Appends TEXT (any bytes) as one line of LaTeX text. */
void
latex_text(struct buf *, struct span text);

/* As latex_text for \texttt: straight quotes, no ligatures. */
void
latex_code(struct buf *, struct span text);

/* Appends markup, with lowered and raised parts. */
void
latex_markup(struct buf *, const char *markup);

/* Appends an address: \url when it has no character that TeX would read, else as code that can be broken. */
void
latex_url(struct buf *, const char *url);

/* An address in which every character that TeX would read is percent-encoded. */
void
latex_url_encoded(struct buf *, const char *url);

/* Appends ID as a key that BibTeX and \cite take. */
void
bibtex_key(struct buf *, const char *id);

#endif
