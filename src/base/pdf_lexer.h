/*
 * Content streams of PDFs as tokens: inside base.
 */
#ifndef WATTLEAF_PDF_LEXER_H
#define WATTLEAF_PDF_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum pdf_token_kind {
	PDF_TOKEN_END,
	PDF_TOKEN_NUMBER,
	PDF_TOKEN_NAME,    /* text without the slash */
	PDF_TOKEN_STRING,  /* of LENGTH bytes */
	PDF_TOKEN_OPERATOR,
	PDF_TOKEN_MARK     /* one of [ ] << >> */
};

struct pdf_token {
	enum pdf_token_kind kind;
	struct span text;
	double number;
	size_t length;
};

struct pdf_lexer {
	struct span text;
	size_t at;
};

struct pdf_token
pdf_token(struct pdf_lexer *);

/* Behind "ID": passes over the bytes of an image that stands in the content. */
void
pdf_skip_image(struct pdf_lexer *);

#endif
