/*
 * The folder that a batch writes: a folder for each study, whole or not at
 * all, and below .work what nobody else need see.
 */
#ifndef WATTLEAF_STORE_H
#define WATTLEAF_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct arena;
struct diags;
struct store;

/* What a study's folder holds beside the files of its report. */
#define STORE_RESULT "result.json"

/*
 * Makes and locks FOLDER for share K of N (0 of 0: for all) and clears what
 * an earlier run left unfinished. NULL with OUTPUT_OPEN, BATCH_FOREIGN when
 * it holds what no batch wrote, BATCH_LOCKED when another run is in it.
 */
struct store *
store_open(const char *folder, unsigned k, unsigned n, struct arena *,
    struct diags *);

/* Clears the work folder; the lock ends. */
void
store_close(struct store *);

/* "OUT", absolute. */
const char *
store_folder(const struct store *);

/* The work folder of the study with this NUMBER, absolute, made anew and empty; NULL with OUTPUT_OPEN. */
const char *
store_work(struct store *, size_t number, struct arena *);

/* "WORK/out": what becomes the study's folder. */
const char *
store_made(const char *work, struct arena *);

/* Puts WORK/out in the place of OUT/ID and removes WORK; false with OUTPUT_WRITE. */
bool
store_take(struct store *, const char *work, const char *id);

/* Writes WORK/out/NAME, a new file, with the folder where there is none; false with errno. */
bool
store_save(const char *work, const char *name, const char *bytes, size_t n);

/* Removes WORK. */
void
store_drop(struct store *, const char *work);

/*
 * A regular file of at most MOST bytes in a study's folder, in the arena,
 * with a NUL behind; NULL when it is none. Links are not followed.
 */
const char *
store_read(const struct store *, const char *id, const char *name,
    size_t most, size_t *n, struct arena *);

/* As store_read, in WORK/out. */
const char *
store_read_work(const char *work, const char *name, size_t most, size_t *n,
    struct arena *);

/* Whether OUT/ID/NAME is a file of so many bytes. */
bool
store_has(const struct store *, const char *id, const char *name,
    size_t bytes);

/*
 * Files beside the studies: store_begin opens NAME in the work folder, and
 * store_end puts it in OUT; false with OUTPUT_OPEN or OUTPUT_WRITE.
 */
FILE *
store_begin(struct store *, const char *name);

bool
store_end(struct store *, FILE *, const char *name);

/* Calls EACH for every folder in OUT that holds a result. */
void
store_each(const struct store *, void (*each)(void *context, const char *id),
    void *context);

#endif
