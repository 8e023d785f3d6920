/*
 * Running the content of a PDF's pages (ISO 32000-1, 8 and 9): the graphics
 * state is kept, nothing is drawn.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/pdf_run.h"

struct pdf_state *
pdf_now(struct pdf_run *run)
{
	return &run->states[run->depth];
}

double
pdf_operand(const struct pdf_run *run, size_t from_end)
{
	const struct pdf_token *token;

	if (from_end >= run->count)
		return 0;
	token = &run->operands[run->count - 1 - from_end];
	return token->kind == PDF_TOKEN_NUMBER ? token->number : 0;
}

static double
part(double value)
{
	return fmin(fmax(value, 0), 1);
}

static int
rgb(double red, double green, double blue)
{
	return (int)lrint(part(red) * 255) << 16 |
	    (int)lrint(part(green) * 255) << 8 |
	    (int)lrint(part(blue) * 255);
}

/* The colour of the last COUNT operands: grey, RGB or CMYK. */
static int
color_of(const struct pdf_run *run, size_t count)
{
	double key = 1 - pdf_operand(run, 0);

	switch (count) {
	case 1:
		return rgb(pdf_operand(run, 0), pdf_operand(run, 0), pdf_operand(run, 0));
	case 3:
		return rgb(pdf_operand(run, 2), pdf_operand(run, 1), pdf_operand(run, 0));
	case 4:
		return rgb((1 - pdf_operand(run, 3)) * key,
		    (1 - pdf_operand(run, 2)) * key, (1 - pdf_operand(run, 1)) * key);
	default:
		return -1;
	}
}

struct pdf_matrix
pdf_times(struct pdf_matrix m, struct pdf_matrix n)
{
	return (struct pdf_matrix){
		m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d,
		m.c * n.a + m.d * n.c, m.c * n.b + m.d * n.d,
		m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f,
	};
}

static struct pdf_matrix
operand_matrix(const struct pdf_run *run)
{
	return (struct pdf_matrix){ pdf_operand(run, 5), pdf_operand(run, 4),
		pdf_operand(run, 3), pdf_operand(run, 2), pdf_operand(run, 1),
		pdf_operand(run, 0) };
}

static qpdf_oh
resource(struct pdf_run *run, const char *kind, struct span name)
{
	qpdf_oh list = qpdf_oh_get_key_if_dict(run->pdf, run->resources,
	    kind);

	return qpdf_oh_get_key_if_dict(run->pdf, list,
	    arena_printf(run->arena, "/%.*s", (int)name.n, name.s));
}

static void
set_font(struct pdf_run *run)
{
	struct pdf_state *state = pdf_now(run);

	if (run->count < 2 ||
	    run->operands[run->count - 2].kind != PDF_TOKEN_NAME)
		return;
	state->font = resource(run, "/Font",
	    run->operands[run->count - 2].text);
	state->has_font = qpdf_oh_is_dictionary(run->pdf, state->font);
	state->size = pdf_operand(run, 0);
}

static bool
less_than_one(qpdf_data pdf, qpdf_oh state, const char *key)
{
	qpdf_oh value = qpdf_oh_get_key_if_dict(pdf, state, key);

	return qpdf_oh_is_number(pdf, value) &&
	    qpdf_oh_get_numeric_value(pdf, value) < 1;
}

static void
apply_state(struct pdf_run *run)
{
	qpdf_data pdf = run->pdf;
	qpdf_oh state, mask, mode, width;

	if (run->count == 0)
		return;
	state = resource(run, "/ExtGState",
	    run->operands[run->count - 1].text);
	mask = qpdf_oh_get_key_if_dict(pdf, state, "/SMask");
	mode = qpdf_oh_get_key_if_dict(pdf, state, "/BM");
	width = qpdf_oh_get_key_if_dict(pdf, state, "/LW");
	if (less_than_one(pdf, state, "/ca") ||
	    less_than_one(pdf, state, "/CA") ||
	    qpdf_oh_is_dictionary(pdf, mask) ||
	    (qpdf_oh_is_name(pdf, mode) &&
		!qpdf_oh_is_name_and_equals(pdf, mode, "/Normal") &&
		!qpdf_oh_is_name_and_equals(pdf, mode, "/Compatible")))
		run->ink->transparency = true;
	if (qpdf_oh_is_number(pdf, width))
		pdf_now(run)->line = qpdf_oh_get_numeric_value(pdf, width);
}

static struct pdf_matrix
form_matrix(qpdf_data pdf, qpdf_oh dictionary)
{
	qpdf_oh list = qpdf_oh_get_key_if_dict(pdf, dictionary, "/Matrix");
	double v[6] = { 1, 0, 0, 1, 0, 0 };
	int i;

	if (qpdf_oh_is_array(pdf, list) &&
	    qpdf_oh_get_array_n_items(pdf, list) == 6)
		for (i = 0; i < 6; i++)
			v[i] = qpdf_oh_get_numeric_value(pdf,
			    qpdf_oh_get_array_item(pdf, list, i));
	return (struct pdf_matrix){ v[0], v[1], v[2], v[3], v[4], v[5] };
}

static void
run_form(struct pdf_run *run, qpdf_oh form)
{
	qpdf_oh dictionary = qpdf_oh_get_dict(run->pdf, form);
	qpdf_oh own = qpdf_oh_get_key_if_dict(run->pdf, dictionary,
	    "/Resources");
	qpdf_oh outer = run->resources;
	size_t depth = run->depth;

	if (run->form >= PDF_FORMS || run->depth + 1 >= PDF_STATES) {
		run->ink->whole = false;
		return;
	}
	run->form++;
	run->states[run->depth + 1] = *pdf_now(run);
	run->depth++;
	pdf_now(run)->ctm = pdf_times(form_matrix(run->pdf, dictionary),
	    pdf_now(run)->ctm);
	if (qpdf_oh_is_dictionary(run->pdf, own))
		run->resources = own;
	pdf_run_stream(run, form);
	run->resources = outer;
	run->depth = depth;
	run->form--;
}

static void
do_object(struct pdf_run *run)
{
	qpdf_oh object, kind;

	if (run->count == 0)
		return;
	object = resource(run, "/XObject",
	    run->operands[run->count - 1].text);
	if (!qpdf_oh_is_stream(run->pdf, object))
		return;
	kind = qpdf_oh_get_key(run->pdf, qpdf_oh_get_dict(run->pdf, object),
	    "/Subtype");
	if (qpdf_oh_is_name_and_equals(run->pdf, kind, "/Image"))
		run->ink->bitmaps = true;
	else if (qpdf_oh_is_name_and_equals(run->pdf, kind, "/Form"))
		run_form(run, object);
}

static void
save(struct pdf_run *run)
{
	if (run->depth + 1 >= PDF_STATES) {
		run->ink->whole = false;
		return;
	}
	run->states[run->depth + 1] = *pdf_now(run);
	run->depth++;
}

static void
restore(struct pdf_run *run)
{
	if (run->depth > 0)
		run->depth--;
}

static void
concatenate(struct pdf_run *run)
{
	pdf_now(run)->ctm = pdf_times(operand_matrix(run), pdf_now(run)->ctm);
}

static void
set_line(struct pdf_run *run)
{
	pdf_now(run)->line = pdf_operand(run, 0);
}

static void
set_mode(struct pdf_run *run)
{
	pdf_now(run)->mode = (int)pdf_operand(run, 0);
}

static void
begin_text(struct pdf_run *run)
{
	run->text = (struct pdf_matrix){ 1, 0, 0, 1, 0, 0 };
}

static void
set_text(struct pdf_run *run)
{
	run->text = operand_matrix(run);
}

static void
fill_grey(struct pdf_run *run)
{
	pdf_now(run)->fill = color_of(run, 1);
}

static void
fill_rgb(struct pdf_run *run)
{
	pdf_now(run)->fill = color_of(run, 3);
}

static void
fill_cmyk(struct pdf_run *run)
{
	pdf_now(run)->fill = color_of(run, 4);
}

static void
fill_any(struct pdf_run *run)
{
	pdf_now(run)->fill = color_of(run, run->count);
}

static void
stroke_grey(struct pdf_run *run)
{
	pdf_now(run)->stroke = color_of(run, 1);
}

static void
stroke_rgb(struct pdf_run *run)
{
	pdf_now(run)->stroke = color_of(run, 3);
}

static void
stroke_cmyk(struct pdf_run *run)
{
	pdf_now(run)->stroke = color_of(run, 4);
}

static void
stroke_any(struct pdf_run *run)
{
	pdf_now(run)->stroke = color_of(run, run->count);
}

static void
see_both(struct pdf_run *run)
{
	pdf_see_fill(run);
	pdf_see_stroke(run);
}

static void
see_bitmap(struct pdf_run *run)
{
	run->ink->bitmaps = true;
}

static const struct {
	const char *name;
	void (*run)(struct pdf_run *);
} operators[] = {
	{ "q", save }, { "Q", restore }, { "cm", concatenate },
	{ "w", set_line }, { "gs", apply_state }, { "Do", do_object },
	{ "BI", see_bitmap }, { "BT", begin_text }, { "Tm", set_text },
	{ "Tf", set_font }, { "Tr", set_mode }, { "Tj", pdf_see_text },
	{ "TJ", pdf_see_text }, { "'", pdf_see_text }, { "\"", pdf_see_text },
	{ "g", fill_grey }, { "rg", fill_rgb }, { "k", fill_cmyk },
	{ "sc", fill_any }, { "scn", fill_any }, { "G", stroke_grey },
	{ "RG", stroke_rgb }, { "K", stroke_cmyk }, { "SC", stroke_any },
	{ "SCN", stroke_any }, { "S", pdf_see_stroke }, { "s", pdf_see_stroke },
	{ "f", pdf_see_fill }, { "F", pdf_see_fill }, { "f*", pdf_see_fill },
	{ "B", see_both }, { "B*", see_both }, { "b", see_both },
	{ "b*", see_both },
};

static void
run_operator(struct pdf_run *run, struct span name)
{
	size_t i;

	for (i = 0; i < sizeof operators / sizeof operators[0]; i++)
		if (span_equal(name, operators[i].name)) {
			operators[i].run(run);
			return;
		}
}

static void
push(struct pdf_run *run, struct pdf_token token)
{
	if (run->count == PDF_OPERANDS) {
		memmove(run->operands, run->operands + 1,
		    (PDF_OPERANDS - 1) * sizeof *run->operands);
		run->count--;
	}
	run->operands[run->count++] = token;
}

static void
run_content(struct pdf_run *run, struct span content)
{
	struct pdf_lexer lexer = { .text = content };
	struct pdf_token token;

	while ((token = pdf_token(&lexer)).kind != PDF_TOKEN_END) {
		if (++run->steps > PDF_STEPS) {
			run->ink->whole = false;
			return;
		}
		if (token.kind == PDF_TOKEN_STRING)
			run->characters += token.length;
		if (token.kind != PDF_TOKEN_OPERATOR) {
			push(run, token);
			continue;
		}
		if (span_equal(token.text, "ID"))
			pdf_skip_image(&lexer);
		else
			run_operator(run, token.text);
		run->count = run->characters = 0;
	}
}

void
pdf_run_stream(struct pdf_run *run, qpdf_oh stream)
{
	struct buf content = { NULL, 0, 0 };
	qpdf_oh list = qpdf_oh_wrap_in_array(run->pdf, stream);
	int i, count = qpdf_oh_get_array_n_items(run->pdf, list);

	for (i = 0; i < count && run->ink->whole; i++) {
		stream = qpdf_oh_get_array_item(run->pdf, list, i);
		if (!qpdf_oh_is_stream(run->pdf, stream) ||
		    pdf_unpack(run->pdf, stream, PDF_CONTENT - run->bytes,
			&content) != PDF_FOUND)
			run->ink->whole = false;
		buf_putc(&content, '\n');
	}
	if (content.n > PDF_CONTENT - run->bytes)
		run->ink->whole = false;
	else
		run->bytes += content.n;
	if (run->ink->whole)
		run_content(run, (struct span){ content.s, content.n });
	buf_free(&content);
}
