/*
 * SHA-256 by Nettle, which has the processor do it where that can, and what
 * names are the same to a file system by GLib: their headers are seen here
 * alone.
 */
#include "batch/digest.h"

#include <glib.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "batch/fold.h"

struct digest {
	struct sha256_ctx state;
};

struct digest *
digest_new(struct arena *arena)
{
	struct digest *digest = arena_alloc(arena, sizeof *digest);

	sha256_init(&digest->state);
	return digest;
}

void
digest_add(struct digest *digest, const void *bytes, size_t n)
{
	if (n != 0)
		sha256_update(&digest->state, n, bytes);
}

void
digest_text(struct digest *digest, const char *text)
{
	digest_add(digest, text, strlen(text) + 1);
}

void
digest_end(struct digest *digest, char text[DIGEST_TEXT])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t sum[SHA256_DIGEST_SIZE];
	size_t i;

	sha256_digest(&digest->state, sizeof sum, sum);
	for (i = 0; i < sizeof sum; i++) {
		text[2 * i] = digits[sum[i] >> 4];
		text[2 * i + 1] = digits[sum[i] & 15];
	}
	text[2 * i] = '\0';
}

void
digest_of(const char *text, char sum[DIGEST_TEXT])
{
	struct digest digest;

	sha256_init(&digest.state);
	digest_add(&digest, text, strlen(text));
	digest_end(&digest, sum);
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
