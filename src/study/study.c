/*
 * Opening a study: file, tree, schema, facts, checks.
 */
#include "study/study.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"
#include "base/tree.h"
#include "base/xml.h"
#include "study/read.h"
#include "study/yaml_tree.h"

/* YAML by its name; what has no name of either kind is XML when it begins so. */
static bool
is_yaml(const char *path, struct span text)
{
	struct span name = span_of(path);

	if (span_ends(name, ".yaml") || span_ends(name, ".yml"))
		return true;
	return !span_ends(name, ".xml") &&
	    !span_starts(span_trim(text), "<");
}

/* Positions keep the file as the user named it. */
struct element *
study_tree(const char *path, bool *yaml, struct arena *arena,
    struct diags *diags)
{
	struct source *source = source_open(path, arena, diags);
	struct element *root = NULL;
	struct span text;

	if (source == NULL)
		return NULL;
	if (source_text(source, &text)) {
		*yaml = is_yaml(path, text);
		root = *yaml ? yaml_tree_read(text, path, arena, diags) :
			       xml_read(text, path, arena, diags);
	}
	source_close(source);
	return root;
}

static bool
is_study(const struct element *root, struct diags *diags)
{
	if (strcmp(root->name, "study") != 0) {
		diag(diags, DIAG_STUDY_ELEMENT, root->pos,
		    "the document begins with <%s>, a study with <study xmlns=\"%s\">",
		    root->name, STUDY_NAMESPACE);
		return false;
	}
	if (root->namespace_uri == NULL ||
	    strcmp(root->namespace_uri, STUDY_NAMESPACE) != 0) {
		diag(diags, DIAG_STUDY_SCHEMA, root->pos,
		    "<study> needs xmlns=\"%s\"", STUDY_NAMESPACE);
		return false;
	}
	return true;
}

static size_t
count_below(const struct element *parent)
{
	const struct element *child;
	size_t n = 0;

	for (child = parent->first; child != NULL; child = child->next)
		n += 1 + count_below(child);
	return n;
}

static size_t
count_models(const struct element *root)
{
	const struct element *child;
	size_t n = 0;

	for (child = root->first; child != NULL; child = child->next)
		n += strcmp(child->name, "model") == 0;
	return n;
}

/* A row, a note or a bar each: what is larger is no page of a paper. */
static bool
is_of_a_size(const struct element *root, struct diags *diags)
{
	size_t models = count_models(root);
	size_t elements = count_below(root) + STUDY_MODEL_WEIGHT * models;

	if (models > STUDY_MODELS_MAX)
		diag(diags, DIAG_STUDY_LIMIT, root->pos,
		    "%zu models; %d is the most", models, STUDY_MODELS_MAX);
	else if (elements > STUDY_ELEMENTS_MAX)
		diag(diags, DIAG_STUDY_LIMIT, root->pos,
		    "%zu elements, a model counted as %d; %d is the most: alike runs can be one with a count",
		    elements, STUDY_MODEL_WEIGHT + 1, STUDY_ELEMENTS_MAX);
	return models <= STUDY_MODELS_MAX && elements <= STUDY_ELEMENTS_MAX;
}

static const char *
folder_of(const char *path, struct arena *arena)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path ? "/" :
			       arena_strndup(arena, path,
				   (size_t)(slash - path));
}

/* Takes the lines out that nobody has filled in, and says so. */
static bool
drop_open(struct element *element, bool yaml, struct diags *diags)
{
	size_t i, kept = 0;

	for (i = 0; i < element->attribute_count; i++) {
		const struct attribute *a = &element->attributes[i];

		if (a->value[0] != '\0') {
			element->attributes[kept++] = *a;
			continue;
		}
		diag(diags, DIAG_STUDY_OPEN, a->pos,
		    yaml ? "\"%s:\" has no value; give it one, or take the line out" :
			   "%s=\"\" has no value; give it one, or take it out",
		    a->name);
	}
	i = element->attribute_count - kept;
	element->attribute_count = kept;
	return i > 0;
}

/* Hardware of which only a count or the like was filled in says nothing yet. */
static bool
says_nothing(const struct element *element)
{
	static const char *const facts[] = { "device", "spec", "cpu", "cores",
		"cpu-power", "total-power" };
	size_t i;

	if (strcmp(element->name, "hardware") != 0)
		return false;
	for (i = 0; i < sizeof facts / sizeof facts[0]; i++)
		if (element_attribute(element, facts[i]) != NULL)
			return false;
	return true;
}

static void
drop_open_below(struct element *parent, bool yaml, struct diags *diags)
{
	struct element *child, *before = NULL;

	for (child = parent->first; child != NULL; child = child->next) {
		bool open = drop_open(child, yaml, diags);

		drop_open_below(child, yaml, diags);
		if (!open || !says_nothing(child))
			before = child;
		else if (before == NULL)
			parent->first = child->next;
		else
			before->next = child->next;
	}
	parent->last = before;
}

struct study *
study_from_root(struct element *root, const char *path, const char *folder,
    bool yaml, const char *schema, struct arena *arena, struct diags *diags)
{
	size_t first = diags->count;
	struct study *study;

	if (!is_study(root, diags) || !is_of_a_size(root, diags))
		return NULL;
	study = arena_alloc(arena, sizeof *study);
	study->file = path;
	study->folder = folder;
	study->yaml = yaml;
	drop_open(root, yaml, diags);
	drop_open_below(root, yaml, diags);
	study_from_tree(root, study, arena, diags);
	if (!diags_have_error(diags, first))
		study_check(study, diags);
	/* the schema repeats, in worse words, what the reader has named */
	if (schema != NULL && !diags_have_error(diags, first))
		xml_validate(root, schema, arena, diags);
	return study;
}

struct study *
study_read(const char *path, const char *schema, struct arena *arena,
    struct diags *diags)
{
	bool yaml = false;
	struct element *root = study_tree(path, &yaml, arena, diags);

	return root == NULL ? NULL :
			      study_from_root(root, path,
				  folder_of(path, arena), yaml, schema, arena,
				  diags);
}

/* The real path of PATH, or, of a file in an archive, that of the archive; false with errno when there is none. */
static bool
real_path(const char *path, char full[PATH_MAX])
{
	char above[PATH_MAX];
	char *slash;

	if (realpath(path, full) != NULL)
		return true;
	if (errno != ENOTDIR || strlen(path) >= sizeof above)
		return false;
	memcpy(above, path, strlen(path) + 1);
	while (errno == ENOTDIR && (slash = strrchr(above, '/')) != NULL) {
		*slash = '\0';
		if (realpath(above, full) != NULL)
			return true;
	}
	return false;
}

/* True when PATH, links resolved, lies below FOLDER; true too when it is not there: opening says so. */
static bool
lies_inside(const char *folder, const char *path)
{
	char base[PATH_MAX], full[PATH_MAX];
	size_t n;

	if (realpath(folder, base) == NULL || !real_path(path, full))
		return errno == ENOENT;
	n = strlen(base);
	return strncmp(base, full, n) == 0 &&
	    (full[n] == '/' || strcmp(base, "/") == 0);
}

static bool
climbs(const char *href)
{
	struct span rest = span_of(href);

	while (rest.n > 0)
		if (span_equal(span_cut(&rest, '/'), ".."))
			return true;
	return href[0] == '/';
}

const char *
study_path(const struct study *study, const struct words *href,
    bool allow_outside, struct arena *arena, struct diags *diags)
{
	const char *path = href->text[0] == '/' ?
	    href->text :
	    arena_printf(arena, "%s/%s", study->folder, href->text);

	if (strcmp(study->folder, ".") == 0 && href->text[0] != '/')
		path = href->text;
	if (!allow_outside &&
	    (climbs(href->text) || !lies_inside(study->folder, path))) {
		diag(diags, DIAG_STUDY_OUTSIDE, href->pos,
		    "\"%s\" lies outside the folder of the study; move it there, or allow it with --allow-outside",
		    href->text);
		return NULL;
	}
	return path;
}

static bool
fact_given(const void *member)
{
	return ((const struct fact *)member)->known;
}

static bool
words_given(const void *member)
{
	return ((const struct words *)member)->text != NULL;
}

static bool
year_given(const void *member)
{
	return ((const struct whole *)member)->known;
}

/* The member at OFFSET of the run's, the model's or the study's place: the nearest that is given, else the study's. */
static const void *
nearest(const struct study *study, const struct model *model,
    const struct run *run, size_t offset, bool (*given)(const void *))
{
	const struct place *places[] = {
		run == NULL ? NULL : &run->place,
		model == NULL ? NULL : &model->place,
		&study->place,
	};
	const void *member = NULL;
	size_t i;

	for (i = 0; i < sizeof places / sizeof places[0]; i++) {
		if (places[i] == NULL)
			continue;
		member = (const char *)places[i] + offset;
		if (given(member))
			break;
	}
	return member;
}

const struct fact *
place_fact(const struct study *study, const struct model *model,
    const struct run *run, size_t offset)
{
	return nearest(study, model, run, offset, fact_given);
}

const struct words *
place_words(const struct study *study, const struct model *model,
    const struct run *run, size_t offset)
{
	return nearest(study, model, run, offset, words_given);
}

const struct whole *
place_year(const struct study *study, const struct model *model,
    const struct run *run)
{
	const struct whole *year = nearest(study, model, run,
	    offsetof(struct place, year), year_given);

	return year->known ? year : &study->year;
}

const struct functional_unit *
study_functional_unit(const struct study *study, const struct model *model)
{
	if (model->functional_unit.name.text != NULL)
		return &model->functional_unit;
	return study->functional_unit.name.text == NULL ?
	    NULL :
	    &study->functional_unit;
}

bool
study_is_anonymous(const struct study *study)
{
	static const char *const words[] = { "", "0", "false", "no", "off" };
	const char *text = study->anonymous.text;
	size_t i;

	for (i = 0; text != NULL && i < sizeof words / sizeof words[0]; i++)
		if (span_equal_nocase(span_trim(span_of(text)), words[i]))
			return false;
	return text != NULL;
}
