/*
 * Tokens of content streams (ISO 32000-1, 7.2, 7.3). What is malformed
 * becomes an operator that nobody knows.
 */
#include "base/pdf_lexer.h"

#include <stdint.h>
#include <string.h>

#include "base/num.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' ||
	    c == '\f' || c == '\0';
}

static bool
is_delimiter(char c)
{
	return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

static void
skip_blanks(struct pdf_lexer *lexer)
{
	const struct span *text = &lexer->text;

	while (lexer->at < text->n) {
		if (text->s[lexer->at] == '%')
			while (lexer->at < text->n &&
			    text->s[lexer->at] != '\n' &&
			    text->s[lexer->at] != '\r')
				lexer->at++;
		else if (is_blank(text->s[lexer->at]))
			lexer->at++;
		else
			return;
	}
}

/* "(...)": parentheses nest, a backslash takes what follows. */
static struct pdf_token
literal_string(struct pdf_lexer *lexer)
{
	struct pdf_token token = { .kind = PDF_TOKEN_STRING };
	const struct span *text = &lexer->text;
	size_t depth = 1;

	for (lexer->at++; lexer->at < text->n; lexer->at++) {
		char c = text->s[lexer->at];

		if (c == '\\' && lexer->at + 1 < text->n) {
			lexer->at++;
			/* up to three digits are one character */
			if (text->s[lexer->at] >= '0' &&
			    text->s[lexer->at] <= '7')
				lexer->at += 2;
		} else if (c == '(') {
			depth++;
		} else if (c == ')' && --depth == 0) {
			lexer->at++;
			break;
		}
		token.length++;
	}
	if (lexer->at > text->n)
		lexer->at = text->n;
	return token;
}

static struct pdf_token
hex_string(struct pdf_lexer *lexer)
{
	struct pdf_token token = { .kind = PDF_TOKEN_STRING };
	const struct span *text = &lexer->text;
	size_t digits = 0;

	for (lexer->at++; lexer->at < text->n; lexer->at++) {
		if (text->s[lexer->at] == '>') {
			lexer->at++;
			break;
		}
		if (!is_blank(text->s[lexer->at]))
			digits++;
	}
	token.length = (digits + 1) / 2;
	return token;
}

static struct span
word(struct pdf_lexer *lexer)
{
	size_t start = lexer->at;

	while (lexer->at < lexer->text.n &&
	    !is_blank(lexer->text.s[lexer->at]) &&
	    !is_delimiter(lexer->text.s[lexer->at]))
		lexer->at++;
	return span_sub(lexer->text, start, lexer->at - start);
}

static struct pdf_token
marked(struct pdf_lexer *lexer, size_t n)
{
	struct pdf_token token = { .kind = PDF_TOKEN_MARK,
		.text = span_sub(lexer->text, lexer->at, n) };

	lexer->at += n;
	return token;
}

struct pdf_token
pdf_token(struct pdf_lexer *lexer)
{
	struct pdf_token token = { .kind = PDF_TOKEN_END };
	struct span rest;

	skip_blanks(lexer);
	rest = span_sub(lexer->text, lexer->at, SIZE_MAX);
	if (rest.n == 0)
		return token;
	if (rest.s[0] == '(')
		return literal_string(lexer);
	if (span_starts(rest, "<<") || span_starts(rest, ">>"))
		return marked(lexer, 2);
	if (rest.s[0] == '<')
		return hex_string(lexer);
	if (rest.s[0] == '/') {
		lexer->at++;
		token.kind = PDF_TOKEN_NAME;
		token.text = word(lexer);
		return token;
	}
	if (is_delimiter(rest.s[0]))
		return marked(lexer, 1);
	token.text = word(lexer);
	token.kind = num_parse(token.text, &token.number) ?
	    PDF_TOKEN_NUMBER : PDF_TOKEN_OPERATOR;
	return token;
}

void
pdf_skip_image(struct pdf_lexer *lexer)
{
	const char *s = lexer->text.s;
	size_t n = lexer->text.n;

	for (; lexer->at + 2 < n; lexer->at++)
		if (is_blank(s[lexer->at]) && s[lexer->at + 1] == 'E' &&
		    s[lexer->at + 2] == 'I' && (lexer->at + 3 >= n ||
			is_blank(s[lexer->at + 3]))) {
			lexer->at += 3;
			return;
		}
	lexer->at = n;
}
