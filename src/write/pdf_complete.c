/*
 * Completing a PDF that cairo drew, through qpdf: metadata, language,
 * colours, fonts, links, the attached file; a new file, with no remains of
 * the old. Rules: ISO 14289-1 (PDF/UA-1), ISO 19005-3 (PDF/A-3a).
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/utf8.h"
#include "write/canvas.h"
#include "write/pdf_parts.h"
#include "write/write.h"

qpdf_oh
pdf_stream(qpdf_data pdf, struct span bytes)
{
	qpdf_oh stream = qpdf_oh_new_stream(pdf);

	qpdf_oh_replace_stream_data(pdf, stream,
	    (const unsigned char *)bytes.s, bytes.n, qpdf_oh_new_null(pdf),
	    qpdf_oh_new_null(pdf));
	return stream;
}

static void
set(qpdf_data pdf, qpdf_oh dictionary, const char *key, const char *value)
{
	qpdf_oh_replace_key(pdf, dictionary, key, qpdf_oh_parse(pdf, value));
}

static void
set_text(qpdf_data pdf, qpdf_oh dictionary, const char *key,
    const char *text, struct arena *arena)
{
	qpdf_oh_replace_key(pdf, dictionary, key,
	    qpdf_oh_new_unicode_string(pdf,
		span_dup(arena, utf8_clean(arena, span_of(text)))));
}

static void
add_metadata(qpdf_data pdf, const struct write_info *info,
    const char *producer, struct arena *arena)
{
	qpdf_oh stream = pdf_stream(pdf, pdf_xmp(info, producer, arena));
	qpdf_oh dictionary = qpdf_oh_get_dict(pdf, stream);

	set(pdf, dictionary, "/Type", "/Metadata");
	set(pdf, dictionary, "/Subtype", "/XML");
	qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/Metadata", stream);
}

static void
add_intent(qpdf_data pdf, struct arena *arena)
{
	struct span icc = pdf_srgb(arena);
	qpdf_oh intents, intent, stream;

	if (icc.n == 0)
		return;
	stream = pdf_stream(pdf, icc);
	set(pdf, qpdf_oh_get_dict(pdf, stream), "/N", "3");
	intent = qpdf_oh_parse(pdf, "<< /Type /OutputIntent /S /GTS_PDFA1 "
	    "/OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) >>");
	qpdf_oh_replace_key(pdf, intent, "/DestOutputProfile", stream);
	intents = qpdf_oh_new_array(pdf);
	qpdf_oh_append_item(pdf, intents, intent);
	qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/OutputIntents",
	    intents);
}

/* "/application#2Fjson": a slash is no part of a name. */
static const char *
type_name(const char *type, struct arena *arena)
{
	const char *slash = strchr(type, '/');

	return slash == NULL ? arena_printf(arena, "/%s", type) :
	    arena_printf(arena, "/%.*s#2F%s", (int)(slash - type), type,
		slash + 1);
}

static qpdf_oh
embedded_stream(qpdf_data pdf, const struct write_info *info,
    struct arena *arena)
{
	const struct attachment *file = info->attachment;
	qpdf_oh stream = pdf_stream(pdf, file->bytes);
	qpdf_oh dictionary = qpdf_oh_get_dict(pdf, stream);
	const char *date = pdf_date(info, arena);

	set(pdf, dictionary, "/Type", "/EmbeddedFile");
	set(pdf, dictionary, "/Subtype", type_name(file->type, arena));
	set(pdf, dictionary, "/Params", date == NULL ?
	    arena_printf(arena, "<< /Size %zu >>", file->bytes.n) :
	    arena_printf(arena, "<< /Size %zu /ModDate (%s) >>",
		file->bytes.n, date));
	return stream;
}

/* The file's numbers are the data of what the pages say. */
static void
attach(qpdf_data pdf, const struct write_info *info, struct arena *arena)
{
	const struct attachment *file = info->attachment;
	qpdf_oh root = qpdf_get_root(pdf);
	qpdf_oh spec, embedded, names, list, stream;

	if (file == NULL)
		return;
	stream = embedded_stream(pdf, info, arena);
	spec = qpdf_make_indirect_object(pdf, qpdf_oh_parse(pdf,
	    "<< /Type /Filespec /AFRelationship /Data >>"));
	set_text(pdf, spec, "/F", file->name, arena);
	set_text(pdf, spec, "/UF", file->name, arena);
	set_text(pdf, spec, "/Desc", file->description, arena);
	embedded = qpdf_oh_new_dictionary(pdf);
	qpdf_oh_replace_key(pdf, embedded, "/F", stream);
	qpdf_oh_replace_key(pdf, embedded, "/UF", stream);
	qpdf_oh_replace_key(pdf, spec, "/EF", embedded);
	qpdf_oh_replace_key(pdf, root, "/AF",
	    qpdf_oh_wrap_in_array(pdf, spec));
	list = qpdf_oh_new_array(pdf);
	qpdf_oh_append_item(pdf, list,
	    qpdf_oh_new_unicode_string(pdf, file->name));
	qpdf_oh_append_item(pdf, list, spec);
	embedded = qpdf_oh_new_dictionary(pdf);
	qpdf_oh_replace_key(pdf, embedded, "/Names", list);
	names = qpdf_oh_get_key(pdf, root, "/Names");
	if (!qpdf_oh_is_dictionary(pdf, names))
		names = qpdf_oh_new_dictionary(pdf);
	qpdf_oh_replace_key(pdf, names, "/EmbeddedFiles", embedded);
	qpdf_oh_replace_key(pdf, root, "/Names", names);
}

/* A link says where it leads, and prints. */
static void
finish_link(qpdf_data pdf, qpdf_oh link, struct arena *arena)
{
	qpdf_oh action = qpdf_oh_get_key_if_dict(pdf, link, "/A");
	qpdf_oh uri = qpdf_oh_get_key_if_dict(pdf, action, "/URI");

	set(pdf, link, "/F", "4");
	set_text(pdf, link, "/Contents", qpdf_oh_is_string(pdf, uri) ?
	    qpdf_oh_get_string_value(pdf, uri) : "link", arena);
}

static void
finish_pages(qpdf_data pdf, struct arena *arena)
{
	int i, k, count = qpdf_get_num_pages(pdf);
	qpdf_oh page, links;

	for (i = 0; i < count; i++) {
		page = qpdf_get_page_n(pdf, (size_t)i);
		set(pdf, page, "/Tabs", "/S");
		links = qpdf_oh_get_key(pdf, page, "/Annots");
		for (k = 0; qpdf_oh_is_array(pdf, links) &&
		    k < qpdf_oh_get_array_n_items(pdf, links); k++)
			finish_link(pdf,
			    qpdf_oh_get_array_item(pdf, links, k), arena);
	}
}

/* Glyphs of an embedded TrueType font are numbered as they are. */
static void
finish_fonts(qpdf_data pdf)
{
	int size = qpdf_oh_get_int_value_as_int(pdf,
	    qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Size"));
	qpdf_oh object;
	int i;

	for (i = 1; i < size; i++) {
		object = qpdf_get_object_by_id(pdf, i, 0);
		if (qpdf_oh_is_dictionary_of_type(pdf, object, "/Font",
			"/CIDFontType2"))
			set(pdf, object, "/CIDToGIDMap", "/Identity");
		qpdf_oh_release(pdf, object);
	}
}

static void
finish_info(qpdf_data pdf, qpdf_oh information,
    const struct write_info *info, struct arena *arena)
{
	const char *date = pdf_date(info, arena);

	qpdf_oh_remove_key(pdf, information, "/CreationDate");
	qpdf_oh_remove_key(pdf, information, "/ModDate");
	if (date == NULL)
		return;
	qpdf_oh_replace_key(pdf, information, "/CreationDate",
	    qpdf_oh_new_string(pdf, date));
	qpdf_oh_replace_key(pdf, information, "/ModDate",
	    qpdf_oh_new_string(pdf, date));
}

static void
finish_catalog(qpdf_data pdf, const struct write_info *info,
    struct arena *arena)
{
	qpdf_oh root = qpdf_get_root(pdf);
	qpdf_oh information = qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf),
	    "/Info");
	qpdf_oh producer = qpdf_oh_get_key_if_dict(pdf, information,
	    "/Producer");

	finish_info(pdf, information, info, arena);
	add_metadata(pdf, info, qpdf_oh_is_string(pdf, producer) ?
	    arena_strdup(arena, qpdf_oh_get_utf8_value(pdf, producer)) : "",
	    arena);
	add_intent(pdf, arena);
	set_text(pdf, root, "/Lang",
	    info->language == NULL ? "en" : info->language, arena);
	set(pdf, root, "/ViewerPreferences", "<< /DisplayDocTitle true >>");
	attach(pdf, info, arena);
}

static bool
write_file(qpdf_data pdf, struct buf *file, size_t start)
{
	if ((qpdf_init_write_memory(pdf) & QPDF_ERRORS) != 0)
		return false;
	qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
	qpdf_set_newline_before_endstream(pdf, QPDF_TRUE);
	qpdf_set_object_stream_mode(pdf, qpdf_o_disable);
	qpdf_force_pdf_version(pdf, "1.7");
	if ((qpdf_write(pdf) & QPDF_ERRORS) != 0 || qpdf_has_error(pdf))
		return false;
	file->n = start;
	buf_add(file, (const char *)qpdf_get_buffer(pdf),
	    qpdf_get_buffer_length(pdf));
	return true;
}

bool
pdf_complete(struct buf *file, size_t start, const struct canvas_tags *tags,
    const struct write_info *info, struct arena *arena)
{
	qpdf_data pdf = qpdf_init();
	bool good;

	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	qpdf_silence_errors(pdf);
	qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
	good = (qpdf_read_memory(pdf, "drawn", file->s + start,
		    file->n - start, NULL) & QPDF_ERRORS) == 0 &&
	    pdf_tags(pdf, tags, arena);
	if (good) {
		finish_pages(pdf, arena);
		finish_fonts(pdf);
		finish_catalog(pdf, info, arena);
		good = !qpdf_has_error(pdf) && write_file(pdf, file, start);
	}
	qpdf_cleanup(&pdf);
	return good;
}
