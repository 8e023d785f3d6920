/*
 * The walk that tells who used an energy: down to the nodes that say it,
 * through sums, and through factors that apply to all users alike.
 */
#include "account/figure.h"

struct figure *
figure_of_user(struct figure *figure, enum user user)
{
	figure->user = user;
	return figure;
}

/* The argument that is the energy which the figure scales; NULL when there is none, or several. */
static const struct figure *
scaled_energy(const struct figure *figure)
{
	const struct figure *energy = NULL;
	size_t i;

	for (i = 0; i < figure->argument_count; i++) {
		if (unit_dimension(figure->arguments[i]->unit) != DIM_ENERGY)
			continue;
		if (energy != NULL)
			return NULL;
		energy = figure->arguments[i];
	}
	return energy;
}

static void
share_out(const struct figure *figure, double scale, double parts[USER_COUNT])
{
	const struct figure *energy;
	size_t i;

	if (!figure->known)
		return;
	if (figure->user == USER_MACHINE && figure->op == FIGURE_SUM) {
		for (i = 0; i < figure->argument_count; i++)
			share_out(figure->arguments[i], scale, parts);
		return;
	}
	energy = figure->user == USER_MACHINE ? scaled_energy(figure) : NULL;
	if (energy != NULL && energy->value > 0)
		share_out(energy, scale * figure->value / energy->value,
		    parts);
	else
		parts[figure->user] += scale * figure->value;
}

void
figure_users(const struct figure *energy, double parts[USER_COUNT])
{
	share_out(energy, 1, parts);
}
