/*
 * Text for HTML: nothing of it is a tag, an entity or the end of an
 * attribute.
 */
#ifndef WATTLEAF_HTML_TEXT_H
#define WATTLEAF_HTML_TEXT_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct doc;
struct doc_table;
struct language;

/* Appends TEXT (any bytes) as character data or an attribute's value. */
void
html_text(struct buf *, struct span text);

/* Appends markup with <sub> and <sup>. */
void
html_markup(struct buf *, const char *markup);

/* Letters, digits and hyphens of ID: what an id and a fragment may hold. */
void
html_id(struct buf *, const char *id);

/* Appends all before <body>; MORE: rules of style behind our own, MAY: what else the page may load, as "; img-src data:". */
void
html_head(struct buf *, const struct doc *, const char *more, const char *may);

/* Appends a table as <table> with its caption, then its notes. SORTABLE: cells with a number have it raw in data-v. */
void
html_table(const struct doc_table *, bool sortable, const struct language *,
    struct arena *, struct buf *out);

#endif
