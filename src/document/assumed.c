/*
 * What an assumed energy rests on, told by the inputs under it.
 */
#include "account/account.h"
#include "base/word.h"
#include "document/build.h"

static const struct {
	const char *symbol; /* of an input; NULL: whatever it is */
	const char *text;
} assumptions[] = {
	{ "P_{tdp}",
	    WORD("Assumed from the thermal design power, since neither an energy nor a power was reported.") },
	{ "F",
	    WORD("Its hours are estimated from training FLOP and the utilisation of the peak rate.") },
	{ "D",
	    WORD("Its hours are estimated from parameters, tokens and the utilisation of the peak rate.") },
	{ NULL, WORD("The power of processors or memory in it is assumed.") },
	/* where no input is known */
	{ NULL, WORD("Assumed, as the disclosure says, and not measured.") },
};

_Static_assert(sizeof assumptions / sizeof assumptions[0] == ASSUMPTIONS_MAX,
    "as many as there are marks for");

size_t
assumption_of(struct builder *b, const struct figure *energy)
{
	size_t i;

	if (b->account->restated != NULL)
		return ASSUMPTIONS_MAX - 1;
	for (i = 0; assumptions[i].symbol != NULL; i++) {
		struct distinct list = { 0 };

		distinct_add(b, &list, energy, assumptions[i].symbol);
		if (list.count != 0)
			break;
	}
	return i;
}

const char *
assumption_text(const struct builder *b, size_t i)
{
	return word(b, assumptions[i].text);
}
