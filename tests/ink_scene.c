/*
 * A scene with everything in it.
 */
#include "ink_scene.h"

#include "base/str.h"
#include "tests.h"

enum { VERMILION = 0xb84a00, BLUE = 0x0072b2 };

static void
add_cell(struct scene *scene, enum face face, double x, double y,
    const char *text)
{
	scene_begin(scene, "TD", NULL);
	scene_text(scene, face, 9, INK_BLACK, x, y, span_of(text));
	scene_end(scene, "TD");
}

static void
add_row(struct scene *scene, double y, const char *name, const char *value)
{
	scene_begin(scene, "TR", NULL);
	add_cell(scene, FACE_SERIF, 10, y, name);
	add_cell(scene, FACE_SERIF_BOLD, 150, y, value);
	scene_end(scene, "TR");
}

/* One heading over both columns. */
static void
add_head(struct scene *scene, double y)
{
	scene_begin(scene, "TR", NULL);
	scene_begin(scene, "TH", "Column 2");
	scene_text(scene, FACE_SERIF, 6, INK_BLACK, 10, y,
	    span_of("Head"));
	scene_end(scene, "TH");
	scene_end(scene, "TR");
}

static void
add_note(struct scene *scene)
{
	scene_begin(scene, "Note", NULL);
	/* In no leaf: the writer must tag it all the same. */
	scene_text(scene, FACE_SERIF_ITALIC, 8, INK_BLACK, 10, 120,
	    span_of("Outside of leaves."));
	scene_begin(scene, "Link", "https://example.org/a(b)'c\\d e");
	scene_text(scene, FACE_MONO, 8, 0x000099, 10, 135,
	    span_of("example.org"));
	scene_end(scene, "Link");
	scene_begin(scene, "Link", "javascript:alert(1)");
	scene_text(scene, FACE_MONO, 8, 0x000099, 150, 135,
	    span_of("refused"));
	scene_end(scene, "Link");
	scene_end(scene, "Note");
}

struct scene *
ink_table(struct arena *arena)
{
	struct scene *scene = scene_new(300, 200, arena);

	scene->title = "Table & <title>";
	scene->description = "Energy of \"three\" models";
	scene_begin(scene, "H1", NULL);
	scene_text(scene, FACE_SERIF_BOLD, 10, INK_BLACK, 10, 170,
	    span_of("Heading (one)"));
	scene_end(scene, "H1");
	scene_begin(scene, "Table", NULL);
	scene_line(scene, 10, 10, 290, 10, 0.8, INK_BLACK);
	add_head(scene, 20);
	add_row(scene, 30, "BERT CO\xe2\x82\x82" "e", "1,415.78");
	add_row(scene, 45, "P100\xc3\x97" "8 office", "\xe2\x88\x92" "3.5");
	add_row(scene, 60, "fluffy affine", "\xe2\x89\x88 10 \xc2\xb5g");
	add_row(scene, 75, "<b>&amp;\"'", "\xe2\x80\x94");
	scene_line(scene, 10, 90, 290, 90, 0.8, INK_BLACK);
	scene_end(scene, "Table");
	add_note(scene);
	return scene;
}

static void
add_shapes(struct scene *scene)
{
	static const struct scene_point points[] = {
		{ 150, 80 }, { 170, 80 }, { 160, 95 }
	};

	scene_add(scene, (struct scene_item){
		.kind = SCENE_LINE, .x = 60, .y = 10, .x2 = 60, .y2 = 100,
		.fill = COLOR_NONE, .stroke = VERMILION, .weight = 0.9,
		.dash = 4 });
	scene_add(scene, (struct scene_item){
		.kind = SCENE_DOT, .x = 100, .y = 40, .radius = 3,
		.fill = INK_WHITE, .stroke = BLUE, .weight = 1.1 });
	scene_add(scene, (struct scene_item){
		.kind = SCENE_BOX, .x = 140, .y = 50, .x2 = 100, .y2 = 60,
		.fill = BLUE, .stroke = COLOR_NONE });
	scene_add(scene, (struct scene_item){
		.kind = SCENE_PATH, .points = points, .point_count = 3,
		.closed = true, .fill = VERMILION, .stroke = INK_BLACK,
		.weight = 0.5 });
}

struct scene *
ink_chart(struct arena *arena)
{
	struct scene *scene = scene_new(200, 120, arena);

	scene->title = "Chart";
	scene->description = "Emissions of one model";
	scene_begin(scene, "Figure", "Emissions of one model");
	add_shapes(scene);
	scene_text(scene, FACE_SANS, 8.5, BLUE, 10, 43, span_of("BERT"));
	scene_text(scene, FACE_SANS_BOLD, 8.5, INK_BLACK, 110, 43,
	    span_of("626,155 lb"));
	scene_text(scene, FACE_SANS_ITALIC, 8, INK_BLACK, 10, 110,
	    span_of("log scale"));
	scene_end(scene, "Figure");
	return scene;
}

struct fonts *
ink_fonts(struct arena *arena, struct diags *diags)
{
	char path[TESTS_PATH];
	struct fonts *fonts = fonts_open(
	    tests_path(path, "WATTLEAF_DATADIR", "fonts"), FONTS_DEFAULT, arena,
	    diags);

	if (fonts == NULL) {
		diags_print(diags, 0, true, stderr);
		exit(EXIT_FAILURE);
	}
	return fonts;
}

const struct write_info *
ink_info(void)
{
	static const char json[] = "{\"a\": \"(x) \\\\ endstream\"}\n";
	static const struct attachment attached = {
		.name = "disclosure.json",
		.type = "application/json",
		.description = "the figures",
		.bytes = { json, sizeof json - 1 },
	};
	static const struct write_info info = {
		.form = PDF_DOCUMENT,
		.attachment = &attached,
		.title = "Ti(t)le /CreationDate (x) \xf0\x9f\x8c\xb1 \xff",
		.subject = "Subject",
		.creator = "wattleaf test",
		.language = "en",
		.date_s = INK_DATE_S,
	};

	return &info;
}
