/*
 * The colours of a PDF are sRGB: the profile that says so, made by lcms2,
 * with its date left out.
 */
#include <string.h>

#include <lcms2.h>

#include "base/arena.h"
#include "write/pdf_parts.h"

/* Of the profile's header: when it was made. */
enum { DATE_AT = 24, DATE_SIZE = 12 };

struct span
pdf_srgb(struct arena *arena)
{
	cmsHPROFILE profile = cmsCreate_sRGBProfile();
	cmsUInt32Number size = 0;
	struct span icc = { "", 0 };
	char *bytes;

	if (profile == NULL)
		return icc;
	if (cmsSaveProfileToMem(profile, NULL, &size) && size > DATE_AT + DATE_SIZE) {
		bytes = arena_alloc(arena, size);
		if (cmsSaveProfileToMem(profile, bytes, &size)) {
			memset(bytes + DATE_AT, 0, DATE_SIZE);
			icc = (struct span){ bytes, size };
		}
	}
	cmsCloseProfile(profile);
	return icc;
}
