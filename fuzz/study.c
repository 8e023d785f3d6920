/*
 * What is read of a study must come back from both texts: names, attributes
 * in their order, text, children.
 */
#include "fuzz/kinds.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/tree.h"
#include "base/xml.h"
#include "study/study.h"
#include "study/yaml_tree.h"

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
must_be_alike(const struct element *a, const struct element *b)
{
	size_t i;

	must(strcmp(a->name, b->name) == 0 && strcmp(a->text, b->text) == 0);
	must(a->attribute_count == b->attribute_count);
	for (i = 0; i < a->attribute_count; i++) {
		must(strcmp(a->attributes[i].name, b->attributes[i].name) == 0);
		must(strcmp(a->attributes[i].value, b->attributes[i].value) ==
		    0);
	}
	for (a = a->first, b = b->first; a != NULL && b != NULL;
	     a = a->next, b = b->next)
		must_be_alike(a, b);
	must(a == NULL && b == NULL);
}

static void
check_texts(const struct element *root, struct arena *arena,
    struct diags *diags)
{
	struct buf yaml = { NULL, 0, 0 }, xml = { NULL, 0, 0 };
	const struct element *from_yaml, *from_xml;

	if (yaml_tree_write(root, &yaml, arena)) {
		from_yaml = yaml_tree_read((struct span){ yaml.s, yaml.n },
		    "yaml", arena, diags);
		must(from_yaml != NULL);
		xml_tree_write(from_yaml, &xml, arena);
		from_xml = xml_read((struct span){ xml.s, xml.n }, "xml",
		    arena, diags);
		must(from_xml != NULL);
		must_be_alike(from_yaml, from_xml);
	}
	buf_free(&yaml);
	buf_free(&xml);
}

void
fuzz_study(const struct fuzz_input *input)
{
	struct arena *arena = input->arena;
	bool yaml = false;
	struct element *root = study_tree(input->path, &yaml, arena,
	    input->diags);

	if (root == NULL)
		return;
	if (root->namespace_uri != NULL &&
	    strcmp(root->namespace_uri, STUDY_NAMESPACE) == 0)
		check_texts(root, arena, input->diags);
	study_from_root(root, input->path, ".", yaml, NULL, arena,
	    input->diags);
}
