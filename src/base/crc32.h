/*
 * The checksum of gzip (CRC-32 of ISO 3309), eight bytes at a step.
 */
#ifndef WATTLEAF_CRC32_H
#define WATTLEAF_CRC32_H

#include <stddef.h>
#include <stdint.h>

struct crc32 {
	uint32_t table[8][256];
	uint32_t sum;
};

void
crc32_start(struct crc32 *);

/* Forgets what was added. */
void
crc32_restart(struct crc32 *);

void
crc32_add(struct crc32 *, const unsigned char *, size_t);

/* The checksum of all that was added. */
uint32_t
crc32_value(const struct crc32 *);

#endif
