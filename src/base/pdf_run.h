/*
 * The state of a page's content while it runs: inside the reader of PDFs'
 * ink.
 */
#ifndef WATTLEAF_PDF_RUN_H
#define WATTLEAF_PDF_RUN_H

#include <qpdf/qpdf-c.h>

#include "base/pdf_ink.h"
#include "base/pdf_lexer.h"

enum {
	PDF_OPERANDS = 32,
	PDF_STATES = 64,        /* of q within q */
	PDF_FORMS = 8,          /* of a form within a form */
	PDF_STEPS = 20000000,   /* tokens of one file */
	PDF_CONTENT = 64 << 20, /* bytes of all content, unpacked */
	PDF_FONTS = 256
};

struct pdf_matrix {
	double a, b, c, d, e, f;
};

struct pdf_state {
	struct pdf_matrix ctm;
	double line;
	int fill, stroke; /* 0xRRGGBB; -1: a pattern */
	qpdf_oh font;
	bool has_font;
	double size;
	int mode;         /* of text: 3 and 7 show nothing */
};

struct pdf_run {
	qpdf_data pdf;
	struct pdf_ink *ink;
	struct arena *arena;
	struct pdf_state states[PDF_STATES];
	size_t depth;
	struct pdf_matrix text;   /* of the text line */
	struct pdf_token operands[PDF_OPERANDS];
	size_t count;
	size_t characters;        /* bytes of the strings among them */
	qpdf_oh resources;
	struct pdf_font *fonts;
	size_t steps, bytes;
	int page, form;
};

/*
 * Appends a stream as it unpacks, at most LIMIT bytes. Only what is packed
 * as writers do, or not at all: other filters have no bound.
 */
enum pdf_result
pdf_unpack(qpdf_data, qpdf_oh stream, size_t limit, struct buf *out);

/* Closes without a word. */
void
pdf_close(qpdf_data *);

/* Runs a stream of content, an array of them in turn. */
void
pdf_run_stream(struct pdf_run *, qpdf_oh stream);

/* The innermost state. */
struct pdf_state *
pdf_now(struct pdf_run *);

struct pdf_matrix
pdf_times(struct pdf_matrix, struct pdf_matrix);

/* Notes what an operator shows. */
void
pdf_see_text(struct pdf_run *);

void
pdf_see_stroke(struct pdf_run *);

void
pdf_see_fill(struct pdf_run *);

/* A token from the end of the operands as a number; 0 when it is none. */
double
pdf_operand(const struct pdf_run *, size_t from_end);

#endif
