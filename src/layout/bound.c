/*
 * What is bound together in a line. It knows no font.
 */
#include "layout/bound.h"

#include <string.h>

#define UNITS "BKMGTWVJkghst"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A letter, a digit or a part of a character beyond ASCII. */
static bool
in_word(char c)
{
	return is_digit(c) || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || ((unsigned char)c & 0x80) != 0;
}

bool
bound_lone(struct span text, size_t i)
{
	return i < text.n && in_word(text.s[i]) &&
	    ((unsigned char)text.s[i] & 0x80) == 0 &&
	    (i + 1 == text.n || !in_word(text.s[i + 1]));
}

bool
bound_space(struct span text, size_t i)
{
	return text.s[i] == ' ' && i > 0 && is_digit(text.s[i - 1]) &&
	    bound_lone(text, i + 1) && !is_digit(text.s[i + 1]) &&
	    strchr(UNITS, text.s[i + 1]) != NULL;
}
