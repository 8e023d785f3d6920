/*
 * How the page of a comparison looks, and what sorts its table.
 */
#ifndef WATTLEAF_COMPARISON_HTML_H
#define WATTLEAF_COMPARISON_HTML_H

/* A style sheet; no address is in it. */
extern const char comparison_style[];

/* A script without '<' and '&', which XML would read otherwise; and its SHA-256, by which alone a browser runs it. */
extern const char comparison_script[], comparison_script_hash[];

#endif
