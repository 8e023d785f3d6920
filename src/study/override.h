/*
 * The command line's word in place of a study's: what is given there holds
 * for every model and run.
 */
#ifndef WATTLEAF_OVERRIDE_H
#define WATTLEAF_OVERRIDE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diags;
struct study;

/* One value: "--pue 1.2" is the attribute "pue" of the element "place". */
struct override {
	const char *element, *attribute;
	const char *option; /* "--pue" */
	const char *value;
};

/*
 * Puts the values into every model and run of STUDY. What they make void
 * goes: a region takes the stated grid, PUE and intensity with it, a time
 * the device-hours, a device all that was said of the hardware but its
 * number. What logs hold stays and is ranked as evidence always is. False
 * with diagnostics at the option.
 */
bool
study_override(struct study *, const struct override *, size_t count,
    struct arena *, struct diags *);

#endif
