/*
 * Marks an English text that a report prints, where it stands apart from the
 * call that puts it into the report's language. languages/ has to translate
 * what is marked so: tests/languages.sh compares.
 */
#ifndef WATTLEAF_WORD_H
#define WATTLEAF_WORD_H

#define WORD(text) text

#endif
