/*
 * RAPL domains by the names that the kernel gives them. The package holds
 * cores and graphics, the platform holds the packages; a package that is
 * shown twice (intel-rapl-mmio) is one.
 */
#include "ingest/rapl_domain.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

struct rapl_domain *
rapl_domain(struct rapl *rapl, struct span id, struct span path,
    struct pos pos, struct arena *arena)
{
	struct rapl_domain *domain;
	size_t i;

	for (i = 0; i < rapl->count; i++)
		if (span_equal(id, rapl->domains[i].id))
			return &rapl->domains[i];
	if (i == RAPL_DOMAINS)
		return NULL;
	domain = &rapl->domains[rapl->count++];
	*domain = (struct rapl_domain){
		.id = span_dup(arena, id),
		.path = span_dup(arena, path),
		.range_j = (double)NAN,
		.last_j = (double)NAN,
		.now_j = (double)NAN,
		.part = INTERVAL_NO_PART,
		.pos = pos,
	};
	return domain;
}

double
rapl_rise(struct rapl_domain *domain, struct pos pos)
{
	double rise_j = domain->now_j - domain->last_j;

	if (rise_j < 0 && domain->range_j >= domain->last_j) {
		if (domain->wraps++ == 0)
			domain->wrap_pos = pos;
		rise_j += domain->range_j;
	} else if (rise_j < 0) {
		if (domain->falls++ == 0)
			domain->fall_pos = pos;
		rise_j = (double)NAN;
	}
	if (rise_j > 0)
		domain->total_j += rise_j;
	return rise_j;
}

static bool
is_called(const struct rapl_domain *domain, const char *prefix)
{
	return domain->name != NULL &&
	    strncmp(domain->name, prefix, strlen(prefix)) == 0;
}

/* "intel-rapl:0", not "intel-rapl:0:1". */
static bool
is_top(const struct rapl_domain *domain)
{
	const char *colon = strchr(domain->id, ':');

	return colon != NULL && strchr(colon + 1, ':') == NULL;
}

static bool
is_mapped(const struct rapl_domain *domain)
{
	return strstr(domain->id, "-mmio:") != NULL;
}

static bool
has_unmapped(const struct rapl *rapl)
{
	size_t i;

	for (i = 0; i < rapl->count; i++)
		if (!is_mapped(&rapl->domains[i]))
			return true;
	return false;
}

bool
rapl_has_platform(const struct rapl *rapl)
{
	size_t i;

	for (i = 0; i < rapl->count; i++)
		if (is_called(&rapl->domains[i], "psys") &&
		    rapl->domains[i].total_j > 0)
			return true;
	return false;
}

enum interval_role
rapl_role(const struct rapl *rapl, const struct rapl_domain *domain)
{
	bool counted;

	if (is_mapped(domain) && has_unmapped(rapl))
		return PART_INSIDE;
	if (rapl_has_platform(rapl))
		return is_called(domain, "psys") ? PART_HOST : PART_INSIDE;
	counted = domain->name == NULL ? is_top(domain) :
	    is_called(domain, "package") || is_called(domain, "dram");
	return counted ? PART_HOST : PART_INSIDE;
}
