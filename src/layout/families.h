/*
 * The list of font families: which file each face comes from. It knows no
 * font library.
 */
#ifndef WATTLEAF_FAMILIES_H
#define WATTLEAF_FAMILIES_H

#include <stdbool.h>

#include "layout/scene.h"

struct arena;
struct diags;

struct family {
	const char *name; /* "Linux Libertine O" */
	const char *alike; /* "Linux Libertine; Libertinus Serif": what may stand for it, or "" */
	const char *file; /* "LinLibertine_R.otf" */
	const char *path; /* of the file in the list's directory */
	bool bold, italic; /* the cut that the face needs */
};

/*
 * Reads the rows of SET from DIRECTORY/families.csv (columns set, face,
 * family, file and, if they are there, alike and upright; others are not
 * looked at). False with FONT_MISSING when a
 * face has no row or a row no face.
 */
bool
families_read(const char *directory, const char *set,
    struct family families[FACE_TOTAL], struct arena *, struct diags *);

#endif
