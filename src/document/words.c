/*
 * Saying things in the report's language: what every builder of prose,
 * tables and charts puts its texts and numbers through.
 */
#include <stdarg.h>

#include "base/arena.h"
#include "document/build.h"
#include "document/language.h"
#include "document/text.h"

const char *
word(const struct builder *b, const char *english)
{
	return language_word(b->doc->words, english);
}

const char *
word_parts(const struct builder *b, const char *english)
{
	return language_parts(b->doc->words, b->arena, english);
}

const char *
phrase(const struct builder *b, const char *english, ...)
{
	const char *text;
	va_list list;

	va_start(list, english);
	text = language_vphrase(b->doc->words, b->arena, english, list);
	va_end(list);
	return text;
}

const char *
list_add(const struct builder *b, const char *list, const char *item)
{
	return list[0] == '\0' ? item :
	    phrase(b, "{list}, {item}", "list", list, "item", item, NULL);
}

const char *
with_more(const struct builder *b, const char *thing, const char *more)
{
	return more[0] == '\0' ? thing :
	    phrase(b, "{thing}, {more}", "thing", thing, "more", more, NULL);
}

const char *
sentence_add(const struct builder *b, const char *text, const char *sentence)
{
	if (text[0] == '\0' || sentence[0] == '\0')
		return text[0] == '\0' ? sentence : text;
	return phrase(b, "{text} {sentence}", "text", text, "sentence",
	    sentence, NULL);
}

const char *
with_cites(const struct builder *b, const char *text, const char *cites)
{
	return cites[0] == '\0' ? text :
	    phrase(b, "{text} {cites}", "text", text, "cites", cites, NULL);
}

const char *
with_detail(const struct builder *b, const char *thing, const char *detail)
{
	return detail == NULL || detail[0] == '\0' ? thing :
	    phrase(b, "{thing} ({detail})", "thing", thing, "detail", detail,
		NULL);
}

static struct number_style
in_language(const struct builder *b, const struct number_style *style)
{
	struct number_style own = *style;

	own.language = b->doc->words;
	return own;
}

const char *
say_number(const struct builder *b, double value,
    const struct number_style *style)
{
	const struct number_style own = in_language(b, style);

	return text_number(value, &own, b->arena).text;
}

const char *
say_figure(const struct builder *b, const struct figure *figure,
    enum bound bound, const struct number_style *style)
{
	const struct number_style own = in_language(b, style);

	return text_figure(figure, bound, &own, b->arena).text;
}

const char *
say_quantity(const struct builder *b, const struct figure *figure,
    enum bound bound, const struct number_style *style)
{
	const struct number_style own = in_language(b, style);

	return text_quantity(figure, bound, &own, b->arena);
}

const char *
say_unit(const struct builder *b, enum unit unit)
{
	return word(b, unit_text(unit));
}

const char *
say_count(const struct builder *b, size_t count)
{
	return arena_printf(b->arena, "%zu", count);
}

void
table_translate(const struct builder *b, struct doc_table *table)
{
	size_t i;

	for (i = 0; i < table->column_count; i++) {
		struct doc_column *column = &table->columns[i];

		column->head = word(b, column->head);
		column->unit = word(b, column->unit);
		column->spanner = word(b, column->spanner);
		column->style.language = b->doc->words;
	}
}

void
table_tie(const struct builder *b, struct doc_table *table)
{
	size_t i;

	table->caption = text_tied(table->caption, b->doc->words, b->arena);
	for (i = 0; i < table->note_count; i++)
		table->notes[i].text = text_tied(table->notes[i].text,
		    b->doc->words, b->arena);
}
