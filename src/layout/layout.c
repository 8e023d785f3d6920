/*
 * The styles that a caller starts from.
 */
#include "layout/layout.h"

struct layout_style
layout_style_default(double width)
{
	return (struct layout_style){
		.width = width,
		.text_size = 9,
		.min_size = 7,
		.small_size = 8,
		.caption_size = 9,
		.label_size = 8.5,
		.text = FACE_SERIF,
		.bold = FACE_SERIF_BOLD,
		.italic = FACE_SERIF_ITALIC,
		.label = FACE_SANS,
		.label_bold = FACE_SANS_BOLD,
		.mono = FACE_MONO,
	};
}

static struct page_style
page_style_of(double width, double height)
{
	return (struct page_style){
		.width = width,
		.height = height,
		.left = 72,
		.right = 72,
		.top = 72,
		.bottom = 76,
		.text_size = 10,
	};
}

struct page_style
page_style_a4(void)
{
	return page_style_of(595.28, 841.89);
}

struct page_style
page_style_letter(void)
{
	return page_style_of(612, 792);
}
