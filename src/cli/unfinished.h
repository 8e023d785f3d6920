/*
 * The folder, or the file, that is being written: removed when the program is stopped, or
 * runs out of memory, before it has its final name.
 */
#ifndef WATTLEAF_UNFINISHED_H
#define WATTLEAF_UNFINISHED_H

/* Remembers FOLDER, which exists, until unfinished_done. */
void
unfinished_folder(const char *folder);

/* Remembers a file of that folder. The name must live as long as the folder is remembered. */
void
unfinished_file(const char *name);

/* Remembers FILE, which is alone, until unfinished_done. */
void
unfinished_alone(const char *file);

/* The folder, or the file, has its name, or is gone. */
void
unfinished_done(void);

/* Removes the files and the folder, or the file; safe in a signal handler. */
void
unfinished_remove(void);

/* Removes the folder when the program exits, and on SIGHUP, SIGINT and SIGTERM, by which it ends as before. */
void
unfinished_watch(void);

#endif
