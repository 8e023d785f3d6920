/*
 * Bytes of binary logs. It must not know any log.
 */
#include "ingest/record_bytes.h"

#include <math.h>
#include <string.h>

enum wire { WIRE_VARINT, WIRE_FIXED64, WIRE_BYTES, WIRE_FIXED32 = 5 };

enum { VARINT_BYTES = 10 };

void
checksum_init(struct checksum *sum, uint32_t polynomial)
{
	uint32_t i;
	int bit;

	for (i = 0; i < 256; i++) {
		uint32_t c = i;

		for (bit = 0; bit < 8; bit++)
			c = (c & 1) != 0 ? c >> 1 ^ polynomial : c >> 1;
		sum->table[i] = c;
	}
}

uint32_t
checksum_of(const struct checksum *sum, uint32_t before, struct span bytes)
{
	uint32_t c = ~before;
	size_t i;

	for (i = 0; i < bytes.n; i++)
		c = sum->table[(c ^ (unsigned char)bytes.s[i]) & 255] ^ c >> 8;
	return ~c;
}

uint64_t
bytes_number(struct span bytes, size_t at, unsigned n)
{
	uint64_t number = 0;
	unsigned i;

	if (at > bytes.n || n > bytes.n - at)
		return 0;
	for (i = 0; i < n; i++)
		number |= (uint64_t)(unsigned char)bytes.s[at + i] << 8 * i;
	return number;
}

static bool
take_varint(struct span *bytes, uint64_t *value)
{
	size_t i;

	*value = 0;
	for (i = 0; i < bytes->n && i < VARINT_BYTES; i++) {
		unsigned char c = (unsigned char)bytes->s[i];

		*value |= (uint64_t)(c & 127) << 7 * i;
		if (c < 128) {
			*bytes = span_sub(*bytes, i + 1, bytes->n);
			return true;
		}
	}
	return false;
}

static bool
take_fixed(struct span *bytes, unsigned n, uint64_t *value)
{
	if (bytes->n < n)
		return false;
	*value = bytes_number(*bytes, 0, n);
	*bytes = span_sub(*bytes, n, bytes->n);
	return true;
}

static bool
take_bytes(struct span *bytes, struct span *taken)
{
	uint64_t n;

	if (!take_varint(bytes, &n) || n > bytes->n)
		return false;
	*taken = span_sub(*bytes, 0, (size_t)n);
	*bytes = span_sub(*bytes, (size_t)n, bytes->n);
	return true;
}

bool
field_next(struct span *message, struct field *field)
{
	uint64_t key;

	*field = (struct field){ .bytes = { "", 0 } };
	if (message->n == 0 || !take_varint(message, &key))
		return false;
	field->number = key >> 3;
	switch (key & 7) {
	case WIRE_VARINT:
		return take_varint(message, &field->value);
	case WIRE_FIXED64:
		return take_fixed(message, 8, &field->value);
	case WIRE_BYTES:
		return take_bytes(message, &field->bytes);
	case WIRE_FIXED32:
		return take_fixed(message, 4, &field->value);
	default:
		return false;
	}
}

double
field_double(const struct field *field)
{
	double number;

	memcpy(&number, &field->value, sizeof number);
	return number;
}

double
field_time(struct span message)
{
	struct field field;
	double time_s = (double)NAN, part_s = 0;

	while (field_next(&message, &field)) {
		if (field.number == 1)
			time_s = (double)(int64_t)field.value;
		else if (field.number == 2)
			part_s = (double)(int64_t)field.value / 1e9;
	}
	return time_s > 1e8 && time_s < 1e11 ? time_s + part_s : (double)NAN;
}
