/*
 * The forms of disclosures that can be read: one descriptor each, in a file
 * of its own; registry.c orders them.
 */
#ifndef WATTLEAF_CHECK_FORMAT_H
#define WATTLEAF_CHECK_FORMAT_H

#include "base/str.h"

struct arena;
struct claim_set;
struct diags;
struct json;
struct source;

struct claim_reading {
	struct source *source;
	struct claim_set *set; /* the reader fills it */
	struct arena *arena;
	struct diags *diags;
	const struct json *root; /* of disclosure_claims: its text, read already; or NULL */
};

struct claim_format {
	const char *name;  /* "hf-card": for --format */
	const char *title; /* for people */
	/* 0 (not mine) to 100 (certain), by the first bytes of the file. */
	int (*sniff)(struct span head);
	/* Fills the set; faults go to diags. */
	void (*read)(struct claim_reading *);
};

extern const struct claim_format claims_boamps, claims_climate_card,
    claims_csv, claims_cyclonedx_json, claims_cyclonedx_xml,
    claims_disclosure, claims_hf_card, claims_latex, claims_markdown,
    claims_pdf;

/* What a disclosure.json says, wherever its TEXT comes from. */
void
disclosure_claims(struct span text, struct claim_reading *);

/* All readers, NULL at the end. */
extern const struct claim_format *const claim_formats[];

#endif
