/*
 * Positions on the command line.
 */
#include "base/pos.h"

#include <string.h>

struct pos
pos_of_option(const char *option)
{
	return (struct pos){ .file = option };
}

bool
pos_is_option(const struct pos *pos)
{
	return pos->file != NULL && pos->line == 0 &&
	    strncmp(pos->file, "--", strlen("--")) == 0;
}
