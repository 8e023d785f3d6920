/*
 * Prose: the document's cmark tree copied for one format, then rendered by
 * cmark. The copy lets each format spell what cmark does not know (tables,
 * charts, lowered text) and leaves the document as it was. Raw HTML, images
 * and links that are not of the web are taken out here, for every format;
 * pages of the handbook keep their images.
 */
#ifndef WATTLEAF_PROSE_H
#define WATTLEAF_PROSE_H

#include "base/str.h"
#include "document/document.h"

struct arena;

enum prose_kind {
	PROSE_TEXT,
	PROSE_CODE,
	PROSE_CODE_BLOCK,
	PROSE_LINK,
	PROSE_SCRIPT,   /* lowered or raised text */
	PROSE_BLOCK,    /* a table or a chart */
	PROSE_HEADING,  /* of a format that asks for pages alone, as the image */
	PROSE_IMAGE
};

struct prose_part {
	enum prose_kind kind;
	struct span text; /* TEXT, CODE, CODE_BLOCK: cleaned; LINK, SCRIPT, HEADING, IMAGE: the text inside */
	const char *url;  /* LINK, IMAGE */
	const char *info; /* CODE_BLOCK: the words behind its fence, cleaned */
	int level;        /* HEADING: from 1 */
	enum script script;
	char before;      /* SCRIPT: the byte that stands before it in its line; 0 unknown */
	const struct doc_block *block;
};

/* What becomes of a part. */
enum prose_turn {
	PROSE_AS_IS,   /* cmark writes it */
	PROSE_AROUND,  /* ENTER and LEAVE around what is inside */
	PROSE_INSTEAD  /* ENTER instead of it */
};

enum prose_renderer { PROSE_COMMONMARK, PROSE_HTML, PROSE_LATEX };

struct prose_format {
	enum prose_renderer renderer;
	bool pages; /* our own text, of the handbook: headings and images are spelled too */
	enum prose_turn (*spell)(const struct prose_part *, void *context,
	    struct buf *enter, struct buf *leave);
};

/* Appends the document's prose; CONTEXT goes to the format's spell. */
void
prose_write(const struct doc *, const struct prose_format *, void *context,
    struct arena *, struct buf *out);

/* Whether a link may be followed: http, https, mailto, or inside the document. */
bool
prose_url_is_safe(const char *url);

#endif
