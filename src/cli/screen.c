/*
 * Terminals: width, colours, broken lines. It must not know what is shown.
 */
#include "cli/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"
#include "write/chars.h"

static const struct hang diagnostic_hang = { 4, 0 };

static size_t
terminal_width(int fd)
{
	struct winsize size;

	if (!isatty(fd))
		return 0;
	if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return SCREEN_COLUMNS;
	return size.ws_col < SCREEN_LEAST ? (size_t)SCREEN_LEAST :
					    (size_t)size.ws_col;
}

size_t
screen_columns(int fd)
{
	size_t width = terminal_width(fd);

	return width == 0 ? (size_t)SCREEN_COLUMNS : width;
}

size_t
output_columns(void)
{
	return screen_columns(STDOUT_FILENO);
}

size_t
screen_break(int fd)
{
	return terminal_width(fd);
}

/* Present and not empty. */
static bool
is_set(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0';
}

bool
screen_colour(const struct job *job, int fd)
{
	const char *term = getenv("TERM");
	const char *force = getenv("CLICOLOR_FORCE");

	if (job->options.no_color || is_set("NO_COLOR"))
		return false;
	if (force != NULL && force[0] != '\0' && strcmp(force, "0") != 0)
		return true;
	return isatty(fd) && term != NULL && term[0] != '\0' &&
	    strcmp(term, "dumb") != 0;
}

/* Columns of one word: without what sets its colour. */
static size_t
word_width(struct span word)
{
	size_t width = 0, at;

	while ((at = span_find(word, "\033[")) < word.n) {
		width += chars_width(span_sub(word, 0, at));
		word = span_sub(word, at, word.n);
		span_cut(&word, 'm');
	}
	return width + chars_width(word);
}

static void
add_blanks(struct buf *out, size_t n)
{
	while (n-- > 0)
		buf_putc(out, ' ');
}

/* Bytes of TEXT before its first blank. */
static size_t
word_length(struct span text)
{
	size_t n = 0;

	while (n < text.n && text.s[n] != ' ')
		n++;
	return n;
}

/* One line: its words, with the blanks that stand before each of them. */
static void
wrap_line(struct span line, size_t columns, struct hang hang,
    struct buf *out)
{
	size_t indent = span_run(line, " ") + hang.more;
	size_t used = 0, blanks, width;
	bool first = true;

	if (indent < hang.column)
		indent = hang.column;
	if (indent > columns / 2)
		indent = columns / 2;
	while (line.n > 0) {
		struct span word;

		blanks = span_run(line, " ");
		line = span_sub(line, blanks, line.n);
		word = span_sub(line, 0, word_length(line));
		line = span_sub(line, word.n, line.n);
		width = word_width(word);
		if (!first && used + blanks + width > columns) {
			buf_putc(out, '\n');
			used = 0;
			blanks = indent;
		}
		add_blanks(out, blanks);
		buf_add(out, word.s, word.n);
		used += blanks + width;
		first = false;
	}
}

void
screen_wrap(struct span text, size_t columns, struct hang hang,
    struct buf *out)
{
	while (text.n > 0) {
		bool ended = span_find(text, "\n") < text.n;
		struct span line = span_cut(&text, '\n');

		if (columns == 0 || word_width(line) <= columns)
			buf_add(out, line.s, line.n);
		else
			wrap_line(line, columns, hang, out);
		if (ended)
			buf_putc(out, '\n');
	}
}

void
screen_write(struct job *job, struct span text, struct hang hang)
{
	size_t columns = screen_break(STDOUT_FILENO);
	struct buf clean = { 0 }, out = { 0 };

	/* names from logs steer no terminal, wherever this is shown later */
	chars_clean_lines(&clean, text);
	text = (struct span){ clean.s == NULL ? "" : clean.s, clean.n };
	if (columns == 0) {
		stdout_write(&job->diags, text.s, text.n);
	} else {
		screen_wrap(text, columns, hang, &out);
		stdout_write(&job->diags, out.s == NULL ? "" : out.s, out.n);
	}
	buf_free(&clean);
	buf_free(&out);
}

void
screen_diagnostics(const struct job *job)
{
	bool colour = screen_colour(job, STDERR_FILENO);
	size_t i, columns = screen_break(STDERR_FILENO);
	struct buf line = { 0 }, out = { 0 };

	for (i = 0; i < job->diags.count; i++) {
		const struct diagnostic *item = &job->diags.items[i];

		if (diag_level(item->code) == DIAG_NOTE &&
		    !job->options.verbose)
			continue;
		line.n = 0;
		diag_line(item, colour, &line);
		screen_wrap((struct span){ line.s, line.n }, columns,
		    diagnostic_hang, &out);
	}
	if (out.n > 0)
		fwrite(out.s, 1, out.n, stderr);
	buf_free(&line);
	buf_free(&out);
}
