/*
 * Prints every path that a template may name: path, kind, meaning. For
 * tests/templates.sh, which holds the manual and the schema to it.
 */
#include <stdio.h>

#include "base/str.h"
#include "document/paths.h"

int
main(void)
{
	struct buf out = { 0 };
	bool written;

	paths_print(&out);
	written = fwrite(out.s, 1, out.n, stdout) == out.n &&
	    fflush(stdout) == 0;
	buf_free(&out);
	return written ? 0 : 1;
}
