/*
 * Reading logs and hardware files: bytes to a record. A format is one const
 * descriptor in a file of its own; registry.c lists them. It must not know
 * accounting.
 */
#ifndef WATTLEAF_INGEST_H
#define WATTLEAF_INGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "study/record.h"

struct arena;
struct diags;
struct source;

/* What a reader is told besides the file. Zero-initialised means: nothing, but the times must be NAN: use read_options_none. */
struct read_options {
	const char *format;   /* forced format name, or NULL */
	double from_s, to_s;  /* the run's window, since 1970; NAN when not known */
	double zone_s;        /* seconds east of UTC of local stamps; NAN when not known */
	const char *columns;  /* "time=0,power=2,unit=W,device=1", or NULL */
	struct pos columns_pos;
	const char *device;   /* only this device, or NULL */
	bool trace;           /* keep the course of power for a picture */
	bool partial;         /* keep a digest of the samples in the record */
	unsigned threads;     /* to read a large log; 0: as many as there are processors, but few */
	size_t part_bytes;    /* that a thread reads at a time; 0: as is best */
};

/* What a format's sniffer sees. */
struct sniff {
	struct span head;     /* first bytes, byte order mark removed */
	struct span line;     /* first non-blank line of it */
	const char *name;     /* base name of the file, without ".gz" and the like */
};

/* What a reader works with. */
struct reading {
	struct source *source;
	const struct read_options *options;
	struct record *record; /* cleared; the reader fills it */
	struct arena *arena;   /* for all that the record keeps */
	struct diags *diags;
};

struct format {
	const char *name;     /* "nvidia-smi-csv": for --format and in records */
	const char *title;    /* for people: "nvidia-smi --query-gpu CSV" */
	const char *gives;    /* "D N M P E": as in the handbook's table */
	/* 0 (not mine) to 100 (certain) */
	int (*sniff)(const struct sniff *);
	/* Fills the record; faults go to diags. A reader that found nothing usable says LOG_NOTHING. */
	void (*read)(struct reading *);
};

struct read_options
read_options_none(void);

/* All formats, NULL at the end. */
extern const struct format *const ingest_formats[];

/*
 * Recognises and reads one file, compressed or not; of an archive its only
 * log. Always returns a record (with FILE and its diagnostics);
 * record->format is NULL when the file could not be read or recognised.
 * Records live in the arena.
 */
struct record *
ingest_read(const char *path, const struct read_options *, struct arena *,
    struct diags *);

enum {
	FOUND_FILES_MAX = 65536, /* that a search of a folder looks at */
	FOUND_DEPTH_MAX = 32,    /* of folders in folders */
	FOUND_NAMED_MAX = 100    /* skipped files that are named; the rest is counted */
};

/* What lies at a path. */
struct found {
	struct record **records;
	size_t count;
	size_t skipped;   /* files that are no logs; notes FILE_SKIPPED name them */
	bool searched;    /* it is a folder or an archive */
};

/*
 * Reads PATH: one file as ingest_read does; of a folder, searched through
 * in the order of its bytes, and of an archive each file that a format
 * recognises. Links are not followed, hidden files not looked at.
 */
struct found
ingest_find(const char *path, const struct read_options *, struct arena *,
    struct diags *);

#endif
