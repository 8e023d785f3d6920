/*
 * Finding the processor that a name means. Brand strings are brought to the
 * form of the table's ids: "Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz" is
 * "xeon-gold-6148".
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/machine.h"
#include "catalog/name.h"
#include "catalog/table.h"

/* Words that every processor's name may have, and that tell none from another. */
static const char *const idle_words[] = { "0", "amd", "apu", "cpu", "cpus",
	"gen", "intel", "processor", "processors", "x" };

/* "11th" */
static bool
is_ordinal(struct span word)
{
	return word.n > 2 && isdigit((unsigned char)word.s[0]) &&
	    !isdigit((unsigned char)word.s[word.n - 1]) &&
	    (span_ends(word, "th") || span_ends(word, "st") ||
		span_ends(word, "nd") || span_ends(word, "rd"));
}

static bool
is_idle(struct span word)
{
	size_t i;

	for (i = 0; i < sizeof idle_words / sizeof idle_words[0]; i++)
		if (span_equal(word, idle_words[i]))
			return true;
	return is_ordinal(word);
}

/* "64-Core", "Six-Core" */
static bool
is_core_count(struct span token)
{
	return (token.n > 5 &&
		   strncasecmp(token.s + token.n - 5, "-core", 5) == 0) ||
	    (token.n > 6 &&
		strncasecmp(token.s + token.n - 6, "-cores", 6) == 0);
}

static void
add_word(struct buf *key, struct span word)
{
	if (word.n == 0 || is_idle(word))
		return;
	if (key->n > 0)
		buf_putc(key, '-');
	buf_add(key, word.s, word.n);
}

/* A token's runs of letters and digits are its words. */
static void
add_token(struct buf *key, struct span token)
{
	size_t i, start = 0;

	if (is_core_count(token))
		return;
	for (i = 0; i <= token.n; i++)
		if (i == token.n || !isalnum((unsigned char)token.s[i])) {
			add_word(key, span_sub(token, start, i - start));
			start = i + 1;
		}
}

/* Lower case; "(R)" and other remarks become blanks; ends before " @" and " with ". */
static struct span
plain_text(const char *name, struct arena *arena)
{
	char *text = arena_strdup(arena, name);
	struct span plain;
	size_t i, end;
	bool inside = false;

	for (i = 0; text[i] != '\0'; i++) {
		bool closes = text[i] == ')';

		inside = inside || text[i] == '(';
		text[i] = inside ? ' ' :
				   (char)tolower((unsigned char)text[i]);
		inside = inside && !closes;
	}
	plain = span_of(text);
	if ((end = span_find(plain, "@")) < plain.n)
		plain.n = end;
	if ((end = span_find(plain, " with ")) < plain.n)
		plain.n = end;
	return plain;
}

/* "2 x ": how many there are. */
static struct span
without_count(struct span text)
{
	struct span rest = span_trim(text);
	size_t i = 0;

	while (i < rest.n && isdigit((unsigned char)rest.s[i]))
		i++;
	rest = span_trim(span_sub(rest, i, rest.n));
	return i > 0 && rest.n > 1 && rest.s[0] == 'x' &&
		!isalpha((unsigned char)rest.s[1]) ?
	    span_sub(rest, 1, rest.n) :
	    text;
}

const char *
cpu_key(const char *name, struct arena *arena)
{
	struct span rest = without_count(plain_text(name, arena));
	struct buf key = { 0 };
	const char *text;

	while (rest.n > 0)
		add_token(&key, span_cut(&rest, ' '));
	text = arena_strndup(arena, key.n == 0 ? "" : key.s, key.n);
	buf_free(&key);
	return text;
}

static bool
same_machine(const struct cpu *a, const struct cpu *b)
{
	return a->tdp->value == b->tdp->value && a->cores == b->cores;
}

/* All whose ids go on from KEY, when they are alike in what is asked of them. */
static const struct cpu *
common_cpu(const struct catalog *catalog, const char *key)
{
	const struct table *table = table_part(catalog, TABLE_CPU,
	    arena_printf(catalog->tables->arena, "%s-", key));
	struct cpu *common;
	size_t i;

	if (table->count == 0)
		return NULL;
	for (i = 1; i < table->count; i++)
		if (!same_machine(table->rows[0].cpu, table->rows[i].cpu))
			return NULL;
	common = arena_alloc(catalog->tables->arena, sizeof *common);
	*common = *table->rows[0].cpu;
	common->note = "the name does not say which one; all that it can mean have this TDP and as many cores";
	return common;
}

/* A user's own processor keeps the id that the user gave it. */
static const struct cpu *
own_cpu(const struct catalog *catalog, const char *name)
{
	const struct table *own = &catalog->tables->own[TABLE_CPU];
	size_t i;

	for (i = 0; i < own->count; i++)
		if (strcasecmp(own->rows[i].factor.id, name) == 0 ||
		    strcasecmp(own->rows[i].factor.name, name) == 0 ||
		    name_listed(own->rows[i].match, span_of(name)))
			return own->rows[i].cpu;
	return NULL;
}

const struct cpu *
catalog_cpu(const struct catalog *catalog, const char *name)
{
	const char *key = cpu_key(name, catalog->tables->arena);
	const struct cpu *cpu = own_cpu(catalog, name);
	const struct row *row;

	if (cpu != NULL || key[0] == '\0')
		return cpu;
	row = row_in(table_part(catalog, TABLE_CPU, key), key);
	return row != NULL ? row->cpu : common_cpu(catalog, key);
}

const struct factor *
catalog_cpu_core(const struct catalog *catalog, const char *name)
{
	const char *key = cpu_key(name, catalog->tables->arena);
	const struct row *row = table_row(catalog, TABLE_CPU_CORE, key);

	return row == NULL ? NULL : &row->factor;
}
