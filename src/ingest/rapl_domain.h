/*
 * The energy counters that Linux shows below /sys/class/powercap: which are
 * parts of others, and how far each rose.
 */
#ifndef WATTLEAF_RAPL_DOMAIN_H
#define WATTLEAF_RAPL_DOMAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"
#include "ingest/interval.h"

enum { RAPL_DOMAINS = 64 };

struct rapl_domain {
	const char *id;    /* "intel-rapl:0:2" */
	const char *path;  /* the first way to it: others are links */
	const char *name;  /* "package-0", or NULL */
	double range_j;    /* at which it begins again; NAN not stated */
	double last_j;     /* of the reading before; NAN for none */
	double now_j;      /* of the reading at hand; NAN for none */
	double total_j;
	int part;
	size_t wraps, falls;
	struct pos pos, wrap_pos, fall_pos;
};

struct rapl {
	struct rapl_domain domains[RAPL_DOMAINS];
	size_t count;
};

/* The domain called ID, made when there is none; NULL when there are too many. */
struct rapl_domain *
rapl_domain(struct rapl *, struct span id, struct span path, struct pos,
    struct arena *);

/* Joules since the reading before, over its end too when the range is known; NAN when it is not known. */
double
rapl_rise(struct rapl_domain *, struct pos);

/* What the domain is in the total: packages and memory count, or the platform that holds them. */
enum interval_role
rapl_role(const struct rapl *, const struct rapl_domain *);

/* Whether any domain is the whole platform's and has counted something. */
bool
rapl_has_platform(const struct rapl *);

#endif
