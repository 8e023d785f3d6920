/*
 * Where something stands: a file, a line and a column, and how an input
 * came to us.
 */
#ifndef WATTLEAF_POS_H
#define WATTLEAF_POS_H

#include <stdbool.h>
#include <stddef.h>

/* 1-based, columns in bytes; line 0 means the file as a whole; file NULL means none. */
struct pos {
	const char *file;
	size_t line;
	size_t column;
};

/* Where an option of the command line stands, such as "--pue": its name in place of a file, which always has lines. */
struct pos
pos_of_option(const char *option);

bool
pos_is_option(const struct pos *);

enum origin_kind {
	ORIGIN_STUDY,   /* written in a study */
	ORIGIN_LOG,     /* read from a log or a hardware file */
	ORIGIN_CATALOG, /* a row of the catalogue */
	ORIGIN_METHOD,  /* a default that the method names */
	ORIGIN_OPTION   /* given on the command line */
};

/* How an input came to us. Strings live as long as the job's arena. */
struct origin {
	enum origin_kind kind;
	struct pos pos;      /* STUDY and LOG; CATALOG and METHOD: of a user's own row, else file NULL */
	const char *row;     /* CATALOG and METHOD: "grid/USA"; OPTION: "--pue" */
	const char *source;  /* id in the catalogue's sources, or NULL */
	const char *low_source, *high_source; /* as SOURCE, of an end of the range that another source gives */
	const char *written; /* as the input wrote it, or NULL */
	const char *note;    /* what a reader must know of it, or NULL */
};

#endif
