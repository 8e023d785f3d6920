/*
 * Short forms of heads, for columns that have no room for the long one.
 */
#include <string.h>

#include "document/text.h"

static const struct {
	const char *head, *brief;
} briefs[] = {
	{ "All / final", "All/fin." },
	{ "CO_{2}e range", "Range" },
	{ "CO_{2}e, market-based", "CO_{2}e mkt." },
	{ "Cloud compute cost", "Cost" },
	{ "Cloud cost", "Cost" },
	{ "Device-hours", "Dev.\xc2\xa0h" },
	{ "Electricity", "Electr." },
	{ "Embodied CO_{2}e", "Emb. CO_{2}e" },
	{ "Energy range", "Range" },
	{ "Intensity", "Intens." },
	{ "Params", "Par." },
	{ "on-demand", "on-dem." },
	{ "preemptible", "preempt." },
};

const char *
text_brief(const char *head)
{
	size_t i;

	for (i = 0; head != NULL && i < sizeof briefs / sizeof briefs[0]; i++)
		if (strcmp(briefs[i].head, head) == 0)
			return briefs[i].brief;
	return head;
}
