/*
 * What a bare parse of a JSON file costs: jansson, line by line or (-d) one
 * document as a whole, and nothing else. Usage: parse-json [-d] FILE
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLAGS = JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK };

static size_t
parse_lines(FILE *stream)
{
	char *line = NULL;
	size_t size = 0, parsed = 0;
	ssize_t n;

	while ((n = getline(&line, &size, stream)) > 0) {
		const char *start = memchr(line, '{', (size_t)n);
		json_t *root = start == NULL ? NULL :
		    json_loadb(start, (size_t)(line + n - start), FLAGS, NULL);

		parsed += root != NULL;
		json_decref(root);
	}
	free(line);
	return parsed;
}

int
main(int argc, char **argv)
{
	int whole = argc == 3 && strcmp(argv[1], "-d") == 0;
	FILE *stream = argc == 2 + whole ? fopen(argv[1 + whole], "r") : NULL;
	size_t parsed = 0;

	if (stream == NULL) {
		fputs("usage: parse-json [-d] FILE\n", stderr);
		return 2;
	}
	if (whole) {
		json_t *root = json_loadf(stream, FLAGS, NULL);

		parsed = root != NULL;
		json_decref(root);
	} else {
		parsed = parse_lines(stream);
	}
	fclose(stream);
	printf("%zu documents\n", parsed);
	return parsed > 0 ? 0 : 1;
}
