/*
 * The program that makes what can be made of the manual: pages for man(1)
 * and completions, from the tables of the command line and the schemas. It
 * runs in the build alone and is not installed.
 */
#ifndef WATTLEAF_REFERENCE_H
#define WATTLEAF_REFERENCE_H

#include <stdbool.h>

#include "base/str.h"

struct buf;
struct command;
struct job;

struct reference {
	struct job *job;
	const char *texts;  /* the folder of what was written by hand */
	const char *date;   /* of the pages */
};

/* wattleaf(1) when the command is NULL, else its own page. */
void
page_of_command(const struct reference *, const struct command *, struct buf *);

/* wattleaf-study(5) from the RELAX NG; false with diagnostics. */
bool
page_of_study(const struct reference *, struct buf *);

/* wattleaf-disclosure(5) from the JSON Schema; false with diagnostics. */
bool
page_of_disclosure(const struct reference *, struct buf *);

void
completion_bash(struct job *, struct buf *);

void
completion_zsh(struct job *, struct buf *);

void
completion_fish(struct job *, struct buf *);

/* A page and the text of the hand-written file NAME.mdoc, of which it takes sections. */
struct page {
	const struct reference *reference;
	const char *hand;   /* its text; "" none */
	struct buf *out;
};

struct page
page_open(const struct reference *, const char *name, struct buf *);

/* Appends the hand-written section, under its heading unless the heading is NULL; false when there is none. */
bool
page_section(const struct page *, const char *name, bool heading);

/* Appends prose: lines short, a line for each sentence, nothing in it a macro. */
void
page_text(struct buf *, const char *text);

/* TEXT with what mdoc would read as its own escaped. */
void
page_words(struct buf *, struct span text);

#endif
