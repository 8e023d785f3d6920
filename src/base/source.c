/*
 * Text being read, block by block. The buffer holds what was read and not
 * yet handed out; it grows only as far as the longest line.
 */
#include "base/source.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/input.h"
#include "base/str.h"

enum {
	BLOCK_LEAST = 65536,   /* bytes of the first reads */
	BLOCK_MOST = 1 << 18,  /* and of those of a large file */
	PEEK_LEAST = 4096,     /* fewer are filled up */
	COPIED_MOST = 1 << 20  /* longer texts are never twice in memory */
};

enum encoding { ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE };

struct source {
	const char *file;
	struct arena *arena;
	struct diags *diags;
	struct input *input;
	enum encoding encoding;
	struct buf head;
	struct buf data;
	struct buf cut;  /* what is kept of a line that is too long */
	size_t block;    /* bytes of the next read */
	size_t at;       /* of the first byte not handed out, in data */
	size_t line;     /* number of the line handed out last */
	bool end;        /* nothing more to read */
	bool torn;
	unsigned char odd; /* half a UTF-16 unit left from the last block */
	bool has_odd;
	uint32_t high;   /* first half of a surrogate pair, or 0 */
};

static struct pos
whole(const struct source *source)
{
	return (struct pos){ .file = source->file };
}

/* A code point as UTF-8. */
static void
add_utf8(struct buf *data, uint32_t c)
{
	if (c < 0x80) {
		buf_putc(data, (char)c);
		return;
	}
	if (c < 0x800) {
		buf_putc(data, (char)(0xc0 | c >> 6));
	} else if (c < 0x10000) {
		buf_putc(data, (char)(0xe0 | c >> 12));
		buf_putc(data, (char)(0x80 | (c >> 6 & 0x3f)));
	} else {
		buf_putc(data, (char)(0xf0 | c >> 18));
		buf_putc(data, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_putc(data, (char)(0x80 | (c >> 6 & 0x3f)));
	}
	buf_putc(data, (char)(0x80 | (c & 0x3f)));
}

/* Unpaired surrogates become U+FFFD. */
static void
add_unit(struct source *source, uint32_t unit)
{
	bool low = unit >= 0xdc00 && unit <= 0xdfff;

	if (source->high != 0 && low) {
		add_utf8(&source->data, 0x10000 +
		    ((source->high - 0xd800) << 10) + (unit - 0xdc00));
		source->high = 0;
		return;
	}
	if (source->high != 0)
		add_utf8(&source->data, 0xfffd);
	source->high = unit >= 0xd800 && unit <= 0xdbff ? unit : 0;
	if (source->high == 0)
		add_utf8(&source->data, low ? 0xfffd : unit);
}

static void
add_utf16(struct source *source, const unsigned char *bytes, size_t n)
{
	bool little = source->encoding == ENCODING_UTF16LE;
	size_t i;

	for (i = 0; i < n; i++) {
		unsigned first = source->odd;

		if (!source->has_odd) {
			source->odd = bytes[i];
			source->has_odd = true;
			continue;
		}
		source->has_odd = false;
		add_unit(source, little ? first | (unsigned)bytes[i] << 8 :
					  first << 8 | bytes[i]);
	}
}

/* Sets the encoding by the byte order mark and returns the mark's length. */
static size_t
take_mark(struct source *source, const unsigned char *bytes, size_t n)
{
	if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		return 3;
	if (n >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
		source->encoding = ENCODING_UTF16LE;
	else if (n >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
		source->encoding = ENCODING_UTF16BE;
	else
		return 0;
	return 2;
}

static size_t
read_bytes(struct source *source, unsigned char *bytes, size_t size)
{
	size_t n = source->end ? 0 : input_read(source->input, bytes, size);

	if (n == 0)
		source->end = true;
	return n;
}

/* Bytes in UTF-8 go straight into the buffer. */
static void
add_block(struct source *source)
{
	struct buf *data = &source->data;
	unsigned char bytes[BLOCK_LEAST];

	if (source->encoding != ENCODING_UTF8) {
		add_utf16(source, bytes,
		    read_bytes(source, bytes, sizeof bytes));
		return;
	}
	buf_took(data, read_bytes(source,
	    (unsigned char *)buf_room(data, source->block), source->block));
	if (source->block < BLOCK_MOST)
		source->block *= 2;
}

/* Moves what is left to the front of the buffer and reads one block more. */
static void
read_block(struct source *source)
{
	struct buf *data = &source->data;

	if (source->at > 0) {
		memmove(data->s, data->s + source->at, data->n - source->at);
		data->n -= source->at;
		source->at = 0;
	}
	add_block(source);
}

/* Fills the head, so that a pipe that trickles shows the sniffers as much as a file does. */
static void
read_head(struct source *source)
{
	unsigned char bytes[BLOCK_LEAST];
	size_t n = 0, mark;

	while (n < 3 && !source->end)
		n += read_bytes(source, bytes + n, sizeof bytes - n);
	mark = take_mark(source, bytes, n);
	if (source->encoding == ENCODING_UTF8)
		buf_add(&source->data, (const char *)bytes + mark, n - mark);
	else
		add_utf16(source, bytes + mark, n - mark);
	while (source->data.n < SOURCE_HEAD && !source->end)
		read_block(source);
	if (source->data.n > 0)
		buf_add(&source->head, source->data.s,
		    source->data.n < SOURCE_HEAD ? source->data.n :
						   (size_t)SOURCE_HEAD);
}

/* The source of INPUT, closed with it; NULL when there is nothing to read. */
static struct source *
source_new(struct input *input, struct arena *arena, struct diags *diags)
{
	struct source *source = arena_alloc(arena, sizeof *source);
	size_t faults = diags->count;

	source->file = input_file(input);
	source->arena = arena;
	source->diags = diags;
	source->input = input;
	source->block = BLOCK_LEAST;
	if (input_is_archive(input) && !input_refused(input))
		return source;
	read_head(source);
	if (source->head.n > 0)
		return source;
	if (diags->count == faults && !input_refused(input))
		diag(diags, DIAG_FILE_EMPTY, whole(source),
		    "there is nothing to read");
	source_close(source);
	return NULL;
}

struct source *
source_open_packed(const char *path, struct arena *arena, struct diags *diags)
{
	struct input *input = input_open(path, arena, diags);

	return input == NULL ? NULL : source_new(input, arena, diags);
}

struct source *
source_open(const char *path, struct arena *arena, struct diags *diags)
{
	struct source *source = source_open_packed(path, arena, diags);

	if (source == NULL || !source_is_archive(source))
		return source;
	diag(diags, DIAG_FILE_READ, whole(source),
	    "an archive is no single file: name one inside, as in \"%s/NAME\"",
	    path);
	source_close(source);
	return NULL;
}

bool
source_is_archive(const struct source *source)
{
	return input_is_archive(source->input);
}

bool
source_next(struct source *archive, struct diags *diags, const char **file,
    struct source **member)
{
	struct input *input = input_next(archive->input, diags);

	if (input == NULL)
		return false;
	*file = input_file(input);
	*member = source_new(input, archive->arena, diags);
	return true;
}

void
source_close(struct source *source)
{
	if (source == NULL)
		return;
	input_close(source->input);
	source->end = true;
	source->at = 0;
	buf_free(&source->head);
	buf_free(&source->data);
	buf_free(&source->cut);
}

const char *
source_name(const struct source *source)
{
	return input_name(source->input);
}

struct span
source_head(const struct source *source)
{
	return (struct span){ source->head.s, source->head.n };
}

/* Passes over what is left of a line that is too long. */
static void
skip_line(struct source *source)
{
	const char *end;

	for (;;) {
		struct buf *data = &source->data;

		end = data->n == source->at ? NULL :
		    memchr(data->s + source->at, '\n', data->n - source->at);
		if (end != NULL) {
			source->at = (size_t)(end - data->s) + 1;
			return;
		}
		source->at = data->n;
		if (source->end)
			return;
		read_block(source);
	}
}

/* Offset of the next line end from AT, reading on as needed; SIZE_MAX when there is none within the limit. */
static size_t
find_end(struct source *source)
{
	struct buf *data = &source->data;
	size_t seen = 0;

	for (;;) {
		size_t left = data->n - source->at;
		const char *start = data->s + source->at;
		const char *end;

		end = left == seen ? NULL :
		    memchr(start + seen, '\n', left - seen);
		if (end != NULL)
			return (size_t)(end - start);
		if (source->end || left > SOURCE_LINE_MAX)
			return SIZE_MAX;
		seen = left;
		read_block(source);
	}
}

static struct span
strip_returns(struct span line)
{
	int i;

	for (i = 0; i < 2 && line.n > 0 && line.s[line.n - 1] == '\r'; i++)
		line.n--;
	return line;
}

/* A line that passes the limit: its first bytes, copied, as the buffer moves on. */
static struct span
cut_line(struct source *source)
{
	struct span line = { source->data.s + source->at, SOURCE_LINE_MAX };

	diag(source->diags, DIAG_LOG_ROW, source_pos(source, 1),
	    "line is longer than %d bytes and is cut there",
	    (int)SOURCE_LINE_MAX);
	source->cut.n = 0;
	buf_add(&source->cut, line.s, line.n);
	line.s = source->cut.s;
	source->at += line.n;
	skip_line(source);
	return line;
}

bool
source_line(struct source *source, struct span *line)
{
	size_t n = find_end(source);
	size_t left = source->data.n - source->at;

	if (n == SIZE_MAX && left == 0)
		return false;
	source->line++;
	if ((n == SIZE_MAX ? left : n) > SOURCE_LINE_MAX) {
		*line = cut_line(source);
		return true;
	}
	line->s = source->data.s + source->at;
	line->n = n == SIZE_MAX ? left : n;
	source->torn = n == SIZE_MAX;
	source->at += n == SIZE_MAX ? left : n + 1;
	*line = strip_returns(*line);
	return true;
}

struct span
source_bytes(struct source *source, size_t n)
{
	struct span bytes;
	size_t left;

	while (source->data.n - source->at < n && !source->end)
		read_block(source);
	left = source->data.n - source->at;
	bytes.s = left == 0 ? "" : source->data.s + source->at;
	bytes.n = left < n ? left : n;
	source->at += bytes.n;
	return bytes;
}

struct span
source_peek(struct source *source)
{
	if (source->data.n - source->at < PEEK_LEAST && !source->end)
		read_block(source);
	return (struct span){ source->data.s + source->at,
		source->data.n - source->at };
}

void
source_pass(struct source *source, size_t n, size_t lines)
{
	source->at += n;
	source->line += lines;
}

bool
source_place(const struct source *source, struct source_place *place)
{
	size_t left = source->data.n - source->at;

	if (source->encoding != ENCODING_UTF8 || source->end ||
	    !input_place(source->input, &place->fd, &place->offset,
		&place->size) || place->offset < left)
		return false;
	place->offset -= left;
	return true;
}

void
source_skip(struct source *source, uint64_t n, size_t lines)
{
	size_t left = source->data.n - source->at;

	if (n <= left) {
		source_pass(source, (size_t)n, lines);
		return;
	}
	source_pass(source, left, lines);
	if (!input_skip(source->input, n - left))
		source->end = true;
}

bool
source_text_within(struct source *source, size_t limit, struct span *text)
{
	struct buf *data = &source->data;

	while (!source->end && data->n - source->at <= limit)
		read_block(source);
	*text = (struct span){ "", data->n - source->at };
	if (text->n > limit) {
		diag(source->diags, DIAG_FILE_LIMIT, whole(source),
		    "holds more than %zu bytes", limit);
		return false;
	}
	if (text->n <= COPIED_MOST) {
		if (text->n > 0)
			text->s = arena_strndup(source->arena,
			    data->s + source->at, text->n);
		source->at = data->n;
		return true;
	}
	text->s = data->s + source->at;
	arena_keep(source->arena, data->s);
	*data = (struct buf){ 0 };
	source->at = 0;
	return true;
}

bool
source_text(struct source *source, struct span *text)
{
	return source_text_within(source, SOURCE_TEXT_MAX, text);
}

struct pos
source_pos(const struct source *source, size_t column)
{
	return (struct pos){ source->file, source->line, column };
}

bool
source_torn(const struct source *source)
{
	return source->torn;
}
