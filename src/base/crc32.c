/*
 * CRC-32 by tables: entry K of a byte is its effect after K more bytes.
 */
#include "base/crc32.h"

void
crc32_restart(struct crc32 *crc)
{
	crc->sum = 0xffffffffu;
}

void
crc32_start(struct crc32 *crc)
{
	uint32_t i, k;

	for (i = 0; i < 256; i++) {
		uint32_t value = i;

		for (k = 0; k < 8; k++)
			value = value >> 1 ^ (value & 1 ? 0xedb88320u : 0);
		crc->table[0][i] = value;
	}
	for (k = 1; k < 8; k++)
		for (i = 0; i < 256; i++) {
			uint32_t value = crc->table[k - 1][i];

			crc->table[k][i] =
			    value >> 8 ^ crc->table[0][value & 0xff];
		}
	crc32_restart(crc);
}

static uint32_t
word(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24;
}

void
crc32_add(struct crc32 *crc, const unsigned char *p, size_t n)
{
	uint32_t (*t)[256] = crc->table;
	uint32_t sum = crc->sum;

	for (; n >= 8; p += 8, n -= 8) {
		uint32_t a = word(p) ^ sum, b = word(p + 4);

		sum = t[7][a & 0xff] ^ t[6][a >> 8 & 0xff] ^
		    t[5][a >> 16 & 0xff] ^ t[4][a >> 24] ^ t[3][b & 0xff] ^
		    t[2][b >> 8 & 0xff] ^ t[1][b >> 16 & 0xff] ^ t[0][b >> 24];
	}
	for (; n > 0; p++, n--)
		sum = sum >> 8 ^ t[0][(sum ^ *p) & 0xff];
	crc->sum = sum;
}

uint32_t
crc32_value(const struct crc32 *crc)
{
	return ~crc->sum;
}
