/*
 * A disclosure as an account: its parts put together.
 */
#include "restate/restate.h"

#include <math.h>
#include <string.h>

#include "account/account.h"
#include "account/restated.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "catalog/catalog.h"
#include "document/data.h"
#include "restate/parts.h"
#include "restate/tree.h"
#include "study/study.h"

static const char METHOD[] = "wattleaf"; /* whose units and digits others get */

bool
restate_is_ours(const struct json *root)
{
	return json_text(json_member(root, "wattleaf")) != NULL &&
	    json_is_object(json_member(root, "study")) &&
	    json_is_array(json_member(root, "models")) &&
	    json_is_object(json_member(root, "totals"));
}

const char *
stated_method(struct reading *r, const char *id)
{
	return id != NULL &&
		catalog_method_text(r->catalog, id, "title") != NULL ?
	    id :
	    NULL;
}

static const char *
or_else(const char *text, const char *other)
{
	return text == NULL || text[0] == '\0' ? other : text;
}

static struct study *
study_of(struct reading *r, const struct data *tree)
{
	struct study *study = arena_alloc(r->arena, sizeof *study);
	const struct data *given = data_path(tree, "study");
	double year = stated_number(given, "year");

	study->file = r->file;
	study->folder = ".";
	study->pos = r->origin.pos;
	study->title.text = or_else(stated_text(given, "title"), r->file);
	study->method.text = stated_text(given, "method");
	study->lang.text = stated_text(given, "language");
	study->lang.pos = r->origin.pos;
	if (data_path(given, "anonymous")->truth)
		study->anonymous.text = "yes";
	if (year >= 1 && year <= 9999)
		study->year = (struct whole){ true, (long)year, { 0 } };
	return study;
}

static void
add_factors(struct reading *r, const struct data *tree,
    struct account_restated *restated)
{
	struct restated_factor *factors = arena_alloc(r->arena,
	    (stated_count(tree, "factors") + 1) * sizeof *factors);
	const struct data *item;

	for (item = stated_items(tree, "factors"); item != NULL;
	     item = item->next)
		factors[restated->factor_count++] = (struct restated_factor){
			.name = stated_text(item, "name"),
			.id = stated_text(item, "id"),
			.value = stated_number(item, "value"),
			.low = stated_number(item, "low"),
			.high = stated_number(item, "high"),
			.unit = or_else(stated_text(item, "unit"), ""),
			.source = stated_text(item, "source"),
		};
	restated->factors = factors;
}

/* As the catalogue has it where that says the same: it knows its parts. */
static struct citation
source_of(struct reading *r, const struct data *item)
{
	const char *id = stated_text(item, "id");
	const char *text = or_else(stated_text(item, "text"), id);
	const char *url = or_else(stated_text(item, "url"), "");
	const struct citation *known = catalog_citation(r->catalog, id);

	if (known != NULL && strcmp(known->text, text) == 0 &&
	    strcmp(known->url, url) == 0)
		return *known;
	return (struct citation){
		.id = id, .kind = "misc", .author = "", .title = text,
		.year = "", .venue = "", .url = url, .text = text,
		.licence = or_else(stated_text(item, "licence"), ""),
		.attribution = or_else(stated_text(item, "attribution"), ""),
	};
}

static void
add_sources(struct reading *r, const struct data *tree,
    struct account_restated *restated)
{
	struct citation *sources = arena_alloc(r->arena,
	    (stated_count(tree, "sources") + 1) * sizeof *sources);
	const struct data *item;

	for (item = stated_items(tree, "sources"); item != NULL;
	     item = item->next)
		if (stated_text(item, "id") != NULL)
			sources[restated->source_count++] =
			    source_of(r, item);
	restated->sources = sources;
}

/* What is said in other words than of a report, since nobody here worked it out. */
static struct account_restated *
restated_of(struct reading *r, const struct data *tree)
{
	struct account_restated *restated =
	    arena_alloc(r->arena, sizeof *restated);
	const char *method = stated_text(tree, "study.method");

	restated->file = r->file;
	restated->method = or_else(stated_text(tree, "study.method_title"),
	    method);
	if (stated_method(r, method) != NULL)
		restated->source =
		    catalog_method_text(r->catalog, method, "source");
	restated->program = stated_text(tree, "wattleaf");
	restated->catalog = stated_text(tree, "catalog");
	add_factors(r, tree, restated);
	add_sources(r, tree, restated);
	return restated;
}

static struct account *
account_of(struct reading *r, const struct data *tree)
{
	struct account *account = arena_alloc(r->arena, sizeof *account);
	struct account_restated *restated = restated_of(r, tree);
	struct study *study = study_of(r, tree);
	const char *method = stated_method(r, study->method.text);

	account->study = study;
	account->catalog = r->catalog;
	account->method = method == NULL ? METHOD : method;
	stated_models(r, tree, study, account, restated);
	stated_aside(r, tree, account);
	account->restated = restated;
	return account;
}

bool
restate(const struct json *root, struct span text, const char *file,
    struct catalog *catalog, struct arena *arena, struct diags *diags,
    struct restated *result)
{
	struct reading *r = arena_alloc(arena, sizeof *r);

	*r = (struct reading){ .arena = arena, .catalog = catalog,
		.diags = diags, .root = root, .text = text, .file = file,
		.origin = { .kind = ORIGIN_STUDY, .pos.file = file } };
	result->disclosure = tree_read(r, root);
	if (result->disclosure == NULL)
		return false;
	if (stated_count(result->disclosure, "models") > STUDY_MODELS_MAX) {
		diag(diags, DIAG_DISCLOSED_PAGE, r->origin.pos,
		    "it holds over %d models",
		    (int)STUDY_MODELS_MAX);
		return false;
	}
	result->account = account_of(r, result->disclosure);
	return true;
}
