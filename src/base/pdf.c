/*
 * Files that a PDF carries. qpdf reads the structure; what a carried file
 * unpacks to is bounded here.
 */
#include "base/pdf.h"

#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "base/pdf_run.h"
#include "base/trial.h"

/* A tree of names is no deeper, and no node of it longer. */
enum { DEPTH_MAX = 16, KIDS_MAX = 4096, CHUNK = 65536 };

struct search {
	qpdf_data pdf;
	const char *name;
	size_t nodes; /* of the tree, seen so far */
	qpdf_oh found;
	bool done;
};

/* Whether a file specification is of the file that is looked for. */
static void
try_file(struct search *search, qpdf_oh spec)
{
	static const char *const keys[] = { "/UF", "/F" };
	qpdf_data pdf = search->pdf;
	qpdf_oh name, files;
	size_t i;

	files = qpdf_oh_get_key_if_dict(pdf, spec, "/EF");
	for (i = 0; !search->done && i < 2; i++) {
		name = qpdf_oh_get_key_if_dict(pdf, spec, keys[i]);
		if (!qpdf_oh_is_string(pdf, name) ||
		    strcmp(qpdf_oh_get_utf8_value(pdf, name),
			search->name) != 0)
			continue;
		search->found = qpdf_oh_get_key_if_dict(pdf, files, "/F");
		search->done = qpdf_oh_is_stream(pdf, search->found);
	}
}

static int
length_of(struct search *search, qpdf_oh array)
{
	int n = qpdf_oh_is_array(search->pdf, array) ?
	    qpdf_oh_get_array_n_items(search->pdf, array) : 0;

	return n < KIDS_MAX ? n : KIDS_MAX;
}

static void
try_names(struct search *search, qpdf_oh node, int depth)
{
	qpdf_data pdf = search->pdf;
	qpdf_oh names, kids;
	int i;

	if (depth > DEPTH_MAX || search->nodes++ > KIDS_MAX)
		return;
	names = qpdf_oh_get_key_if_dict(pdf, node, "/Names");
	for (i = 1; !search->done && i < length_of(search, names); i += 2)
		try_file(search, qpdf_oh_get_array_item(pdf, names, i));
	kids = qpdf_oh_get_key_if_dict(pdf, node, "/Kids");
	for (i = 0; !search->done && i < length_of(search, kids); i++)
		try_names(search, qpdf_oh_get_array_item(pdf, kids, i),
		    depth + 1);
}

static void
find_file(struct search *search)
{
	qpdf_data pdf = search->pdf;
	qpdf_oh root = qpdf_get_root(pdf);
	qpdf_oh files = qpdf_oh_get_key_if_dict(pdf, root, "/AF");
	qpdf_oh names = qpdf_oh_get_key_if_dict(pdf, root, "/Names");
	int i;

	for (i = 0; !search->done && i < length_of(search, files); i++)
		try_file(search, qpdf_oh_get_array_item(pdf, files, i));
	if (!search->done)
		try_names(search, qpdf_oh_get_key_if_dict(pdf, names,
		    "/EmbeddedFiles"), 0);
}

static enum pdf_result
inflate_into(struct span packed, size_t limit, struct buf *out)
{
	z_stream stream = { .avail_in = (uInt)packed.n };
	size_t start = out->n;
	char chunk[CHUNK];
	int status;

	if (inflateInit(&stream) != Z_OK)
		return PDF_MALFORMED;
	/* zlib does not write to what it reads */
	memcpy(&stream.next_in, &packed.s, sizeof packed.s);
	do {
		stream.next_out = (Bytef *)chunk;
		stream.avail_out = CHUNK;
		status = inflate(&stream, Z_NO_FLUSH);
		buf_add(out, chunk, CHUNK - stream.avail_out);
	} while (status == Z_OK && out->n - start <= limit);
	inflateEnd(&stream);
	if (out->n - start > limit)
		return PDF_TOO_LARGE;
	return status == Z_STREAM_END ? PDF_FOUND : PDF_MALFORMED;
}

static bool
has_no_filter(qpdf_data pdf, qpdf_oh filter)
{
	return qpdf_oh_is_null(pdf, filter) ||
	    (qpdf_oh_is_array(pdf, filter) &&
		qpdf_oh_get_array_n_items(pdf, filter) == 0);
}

static bool
is_deflated(qpdf_data pdf, qpdf_oh filter)
{
	if (qpdf_oh_is_array(pdf, filter) &&
	    qpdf_oh_get_array_n_items(pdf, filter) == 1)
		filter = qpdf_oh_get_array_item(pdf, filter, 0);
	return qpdf_oh_is_name_and_equals(pdf, filter, "/FlateDecode");
}

enum pdf_result
pdf_unpack(qpdf_data pdf, qpdf_oh stream, size_t limit, struct buf *out)
{
	qpdf_oh filter = qpdf_oh_get_key(pdf,
	    qpdf_oh_get_dict(pdf, stream), "/Filter");
	unsigned char *bytes = NULL;
	QPDF_BOOL filtered;
	size_t n = 0;
	enum pdf_result result = PDF_MALFORMED;

	if ((qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_none, &filtered,
		&bytes, &n) & QPDF_ERRORS) != 0)
		return PDF_MALFORMED;
	if (has_no_filter(pdf, filter)) {
		result = n > limit ? PDF_TOO_LARGE : PDF_FOUND;
		buf_add(out, (const char *)bytes, n);
	} else if (is_deflated(pdf, filter)) {
		result = inflate_into(
		    (struct span){ (const char *)bytes, n }, limit, out);
	}
	free(bytes);
	return result;
}

void
pdf_close(qpdf_data *pdf)
{
	/* an error that nobody took is printed by qpdf, with words of the file */
	while (qpdf_has_error(*pdf))
		qpdf_get_error(*pdf);
	qpdf_cleanup(pdf);
}

enum pdf_result
pdf_carried_untried(struct span bytes, const char *name, size_t limit,
    struct buf *out)
{
	struct search search = { .pdf = qpdf_init(), .name = name };
	enum pdf_result result = PDF_MALFORMED;
	size_t start = out->n;

	qpdf_set_suppress_warnings(search.pdf, QPDF_TRUE);
	qpdf_silence_errors(search.pdf);
	if ((qpdf_read_memory(search.pdf, "pdf", bytes.s, bytes.n, NULL) &
		QPDF_ERRORS) == 0) {
		find_file(&search);
		result = search.done ?
		    pdf_unpack(search.pdf, search.found, limit, out) :
		    PDF_NO_FILE;
	}
	pdf_close(&search.pdf);
	if (result != PDF_FOUND)
		out->n = start;
	return result;
}

struct carrying {
	struct span bytes;
	const char *name;
	size_t limit;
};

static bool
try_carried(void *context)
{
	const struct carrying *c = context;
	struct buf out = { NULL, 0, 0 };

	pdf_carried_untried(c->bytes, c->name, c->limit, &out);
	buf_free(&out);
	return true;
}

enum pdf_result
pdf_carried(struct span bytes, const char *name, size_t limit,
    struct buf *out)
{
	struct carrying c = { bytes, name, limit };

	if (!trial_survives(try_carried, &c, PDF_MEMORY, PDF_SECONDS))
		return PDF_BOMB;
	return pdf_carried_untried(bytes, name, limit, out);
}
