/*
 * Paper sizes.
 */
#include "layout/layout.h"

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
