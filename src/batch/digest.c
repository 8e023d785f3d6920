/*
 * SHA-256, and what names are the same to a file system: both by GLib, whose
 * headers are seen here alone.
 */
#include "batch/digest.h"

#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "batch/fold.h"

enum { CHUNK_MAX = 1 << 30 };

static GChecksum *
sum_of(struct digest *digest)
{
	return (GChecksum *)(void *)digest;
}

struct digest *
digest_new(void)
{
	return (struct digest *)(void *)g_checksum_new(G_CHECKSUM_SHA256);
}

void
digest_add(struct digest *digest, const void *bytes, size_t n)
{
	const guchar *at = bytes;

	for (; n > CHUNK_MAX; n -= CHUNK_MAX, at += CHUNK_MAX)
		g_checksum_update(sum_of(digest), at, CHUNK_MAX);
	if (n != 0)
		g_checksum_update(sum_of(digest), at, (gssize)n);
}

void
digest_text(struct digest *digest, const char *text)
{
	digest_add(digest, text, strlen(text) + 1);
}

void
digest_end(struct digest *digest, char text[DIGEST_TEXT])
{
	memcpy(text, g_checksum_get_string(sum_of(digest)), DIGEST_TEXT);
	g_checksum_free(sum_of(digest));
}

void
digest_of(const char *text, char sum[DIGEST_TEXT])
{
	struct digest *digest = digest_new();

	digest_add(digest, text, strlen(text));
	digest_end(digest, sum);
}

char *
fold_name(struct arena *arena, const char *name)
{
	char *form = g_utf8_normalize(name, -1, G_NORMALIZE_ALL);
	char *plain, *folded;
	char *key;

	if (form == NULL)
		return arena_strdup(arena, name);
	plain = g_utf8_casefold(form, -1);
	folded = g_utf8_normalize(plain, -1, G_NORMALIZE_ALL);
	key = arena_strdup(arena, folded);
	g_free(form);
	g_free(plain);
	g_free(folded);
	return key;
}
