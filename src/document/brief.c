/*
 * Short forms of heads, for columns that have no room for the long one.
 */
#include <string.h>

#include "base/word.h"
#include "document/language.h"
#include "document/text.h"

static const struct {
	const char *head, *brief;
} briefs[] = {
	{ WORD("All / final"), WORD("All/fin.") },
	{ WORD("CO_{2}e range"), WORD("Range") },
	{ WORD("CO_{2}e, market-based"), WORD("CO_{2}e mkt.") },
	{ WORD("Cloud compute cost"), WORD("Cost") },
	{ WORD("Cloud cost"), WORD("Cost") },
	{ WORD("Device-hours"), WORD("Dev.\xc2\xa0h") },
	{ WORD("Electricity"), WORD("Electr.") },
	{ WORD("Embodied CO_{2}e"), WORD("Emb. CO_{2}e") },
	{ WORD("Energy range"), WORD("Range") },
	{ WORD("Intensity"), WORD("Intens.") },
	{ WORD("Params"), WORD("Par.") },
	{ WORD("on-demand"), WORD("on-dem.") },
	{ WORD("preemptible"), WORD("preempt.") },
};

const char *
text_brief(const char *head, const struct language *language)
{
	size_t i;

	for (i = 0; head != NULL && i < sizeof briefs / sizeof briefs[0]; i++)
		if (strcmp(language_word(language, briefs[i].head), head) == 0)
			return language_word(language, briefs[i].brief);
	return head;
}
