/*
 * Binary logs: little-endian numbers, checksums and the fields of protocol
 * buffer messages, all read from bytes that may end anywhere.
 */
#ifndef WATTLEAF_RECORD_BYTES_H
#define WATTLEAF_RECORD_BYTES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* The polynomials, bits reversed. */
#define CHECKSUM_ZLIB UINT32_C(0xedb88320)
#define CHECKSUM_CASTAGNOLI UINT32_C(0x82f63b78)

struct checksum {
	uint32_t table[256];
};

void
checksum_init(struct checksum *, uint32_t polynomial);

/* Of BYTES behind others whose checksum is BEFORE (0 for none). */
uint32_t
checksum_of(const struct checksum *, uint32_t before, struct span bytes);

/* N bytes at AT, little-endian; 0 when the span is shorter. */
uint64_t
bytes_number(struct span, size_t at, unsigned n);

/* A field of a message. */
struct field {
	uint64_t number;
	uint64_t value;     /* of a varint or of a fixed number's bits */
	struct span bytes;  /* of text or a message within; else empty */
};

/* Cuts the next field off *MESSAGE; false at the end or where it is damaged. */
bool
field_next(struct span *message, struct field *);

double
field_double(const struct field *);

/* A time stamp message {1 seconds, 2 nanoseconds}; NAN when it is none. */
double
field_time(struct span message);

#endif
