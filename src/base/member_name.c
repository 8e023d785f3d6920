/*
 * Names of files in archives: absolute ones and ones that leave the archive
 * are refused, though nothing is written to disk: a message names them.
 */
#include "base/member_name.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

const char *
member_name(struct arena *arena, const char *raw)
{
	char *name, *p;

	while (strncmp(raw, "./", 2) == 0)
		raw += 2;
	if (raw[0] == '\0')
		return NULL;
	name = arena_strndup(arena, raw, strnlen(raw, MEMBER_NAME_MAX));
	for (p = name; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 127)
			*p = '?';
	return name;
}

/* True for "..", "a/../b" and, as Windows writes it, "a\..\b". */
static bool
climbs(const char *name)
{
	const char *p = name;

	while ((p = strstr(p, "..")) != NULL) {
		bool first = p == name || p[-1] == '/' || p[-1] == '\\';

		if (first && strchr("/\\", p[2]) != NULL)
			return true;
		p += 2;
	}
	return false;
}

const char *
member_name_fault(const char *name)
{
	if (name[0] == '/' || name[0] == '\\' ||
	    (name[0] != '\0' && name[1] == ':'))
		return "its name is absolute";
	if (climbs(name))
		return "its name leaves the archive";
	if (strlen(name) >= MEMBER_NAME_MAX)
		return "its name is too long";
	return NULL;
}
