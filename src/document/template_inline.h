/*
 * Templates inside a paragraph: values, links, {{if}}. Inside document only.
 */
#ifndef WATTLEAF_TEMPLATE_INLINE_H
#define WATTLEAF_TEMPLATE_INLINE_H

#include "document/template.h"

enum { CHOICES_MAX = 8 };

/* An {{if}} whose {{end}} has not come. */
struct choice {
	cmark_node *parent; /* both stand in it */
	bool on, met_else;
	struct pos pos;
};

struct choices {
	struct choice items[CHOICES_MAX];
	size_t count;
	cmark_node *left_out; /* what they leave out; freed by choices_close */
};

/* Gives each stand-in below ROOT a text node of its own. */
void
inline_split(struct template *, cmark_node *root);

/* Takes NODE out of the document where a choice leaves it out: false then. */
bool
choices_take(struct template *, struct choices *, const struct scope *,
    cmark_node *node);

/* At the end of a part. */
void
choices_close(struct template *, struct choices *);

/* Fills a text node: a stand-in, or text whose markup becomes nodes. */
void
inline_text(struct template *, const struct scope *, cmark_node *node,
    bool dry);

/* Fills the address of a link; one that nobody may follow leaves its text. */
void
inline_link(struct template *, const struct scope *, cmark_node *node,
    struct pos);

/* Takes out what values and choices left empty: spaces, breaks, paragraphs, items. */
void
inline_tidy(struct builder *, cmark_node *root);

#endif
