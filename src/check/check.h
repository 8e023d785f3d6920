/*
 * Checking a disclosure: what it claims is read, recomputed and compared;
 * what does not hold becomes a slip with a code.
 */
#ifndef WATTLEAF_CHECK_H
#define WATTLEAF_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"
#include "check/claim.h"

struct arena;
struct catalog;
struct json;
struct source;

/* How sure a slip is. */
enum sureness {
	SURE_POSSIBLE, /* several causes fit, or none is known */
	SURE_LIKELY,   /* one cause fits, within what is plausible */
	SURE_CERTAIN   /* the printed numbers contradict each other, and one cause explains it to the last digit */
};

struct slip {
	enum diag_code code;
	enum sureness sureness;
	size_t row;            /* index in the set */
	enum claim_kind kind;  /* the quantity that is wrong */
	struct pos pos;        /* where it is printed */
	const char *printed;   /* "201,128 kWh" */
	double would_be;       /* in the base unit of the quantity; NAN when not known */
	const char *text;      /* the whole sentence */
};

/* What was found in one file. */
struct check_result {
	struct claim_set claims;
	struct slip *slips;
	size_t slip_count;
};

enum { CHECK_SLIPS_MAX = 1000 /* of a file; what is more is counted */ };

/*
 * Reads PATH in FORMAT (NULL: recognised by its content) and judges it by
 * the rows "check" of the catalogue. Slips and faults go to diags: a slip
 * is a warning with exit status 1. True when the file could be read; the
 * result lives in the arena.
 */
bool
check_file(const char *path, const char *format, const struct catalog *,
    struct arena *, struct diags *, struct check_result *);

/* The name of the reader that the first bytes of a file ask for, NULL: none. */
const char *
check_form(const struct source *);

/*
 * The same for the TEXT of a disclosure.json, called PATH, and ROOT that
 * json_read made of it (NULL: it is read here), but what is found goes to the
 * result alone: DIAGS hears of faults of the text and of machines that are
 * not known.
 */
bool
check_disclosure(struct span text, const struct json *root, const char *path,
    const struct catalog *, struct arena *, struct diags *,
    struct check_result *);

/* Tells of the slips of such a result. False, with a diagnostic, when it claims nothing. */
bool
check_tell(struct check_result *, struct diags *);

/* Reads the tables that judging needs: afterwards it opens no file. False with diagnostics. */
bool
check_prepare(const struct catalog *, struct diags *);

/* Reads PATH, recognised by its content, and judges nothing. False with diagnostics. */
bool
check_read(const char *path, struct arena *, struct diags *,
    struct claim_set *);

/* "disclosure, boamps, ...": the names of the readers, for an error message. */
const char *
check_formats(struct arena *);

/* The same one by one, *count of them. */
const char *const *
check_format_names(struct arena *, size_t *count);

const char *
sureness_name(enum sureness);

#endif
