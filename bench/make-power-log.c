/*
 * Writes a power log as nvidia-smi does, eight GPUs once a second, always
 * the same for the same size, and the energy in it, summed in integers.
 * Usage: make-power-log MEGABYTES FILE >ANSWER ("rows joules")
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	DEVICES = 8,
	LINE = 128,
	POWER_LEAST = 6200,  /* in hundredths of a watt */
	POWER_MOST = 70000,
	SECONDS_PER_DAY = 86400
};

struct gpu {
	int64_t power;       /* hundredths of a watt */
	int64_t time_ms;     /* of the last row */
	int64_t rows;
};

/* 2 x hundredths of a watt x ms: what a joule is in them is 200 000. */
struct answer {
	int64_t rows;
	int64_t whole, part;
};

static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void
put(char *at, int width, int64_t value)
{
	while (width-- > 0) {
		at[width] = (char)('0' + value % 10);
		value /= 10;
	}
}

/* "2026/01/03 00:00:00.000": days from 2026-01-01, every month with its days. */
static void
put_time(char *at, int64_t time_ms)
{
	static const int lengths[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	int64_t second = time_ms / 1000;
	int64_t day = second / SECONDS_PER_DAY;
	int month = 0;

	memcpy(at, "2026/00/00 00:00:00.000", 23);
	while (day >= lengths[month % 12])
		day -= lengths[month++ % 12];
	put(at, 4, 2026 + month / 12);
	put(at + 5, 2, month % 12 + 1);
	put(at + 8, 2, day + 1);
	put(at + 11, 2, second / 3600 % 24);
	put(at + 14, 2, second / 60 % 60);
	put(at + 17, 2, second % 60);
	put(at + 20, 3, time_ms % 1000);
}

static size_t
put_row(char line[LINE], int device, const struct gpu *gpu, int load)
{
	size_t n = 23;

	put_time(line, gpu->time_ms);
	n += (size_t)snprintf(line + n, LINE - n,
	    ", %d, NVIDIA H100 80GB HBM3, %d.%02d W, %d %%\n", device,
	    (int)(gpu->power / 100), (int)(gpu->power % 100), load);
	return n;
}

static void
add_row(struct answer *answer, const struct gpu *before,
    const struct gpu *gpu)
{
	answer->rows++;
	if (before->rows == 0)
		return;
	answer->part += (before->power + gpu->power) *
	    (gpu->time_ms - before->time_ms);
	answer->whole += answer->part / 200000;
	answer->part %= 200000;
}

static void
move(struct gpu *gpu, int64_t time_ms, uint64_t *state)
{
	gpu->rows++;
	gpu->time_ms = time_ms;
	gpu->power += (int64_t)(next_random(state) % 4001) - 2000;
	if (gpu->power < POWER_LEAST)
		gpu->power = 2 * POWER_LEAST - gpu->power;
	if (gpu->power > POWER_MOST)
		gpu->power = 2 * POWER_MOST - gpu->power;
}

static struct answer
write_log(FILE *stream, uint64_t size)
{
	static const char header[] = "timestamp, index, name, "
	    "power.draw [W], utilization.gpu [%]\n";
	struct gpu gpus[DEVICES] = { { 0 } };
	struct answer answer = { 0 };
	uint64_t written = sizeof header - 1, state = 20260103;
	int64_t tick;
	int k;

	for (k = 0; k < DEVICES; k++)
		gpus[k].power = 30000 + 1000 * k;
	fputs(header, stream);
	for (tick = 0; written < size; tick++) {
		int64_t time_ms = tick * 1000 +
		    (int64_t)(next_random(&state) % 20);

		for (k = 0; k < DEVICES; k++) {
			struct gpu before = gpus[k];
			char line[LINE];
			size_t n;

			time_ms += (int64_t)(next_random(&state) % 4);
			move(&gpus[k], time_ms, &state);
			n = put_row(line, k, &gpus[k],
			    (int)(next_random(&state) % 101));
			fwrite(line, 1, n, stream);
			written += n;
			add_row(&answer, &before, &gpus[k]);
		}
	}
	return answer;
}

int
main(int argc, char **argv)
{
	struct answer answer;
	FILE *stream;

	if (argc != 3 || atoi(argv[1]) <= 0) {
		fputs("usage: make-power-log MEGABYTES FILE\n", stderr);
		return 2;
	}
	stream = fopen(argv[2], "w");
	if (stream == NULL) {
		perror(argv[2]);
		return 4;
	}
	answer = write_log(stream, (uint64_t)atoi(argv[1]) << 20);
	if (ferror(stream) || fclose(stream) != 0) {
		perror(argv[2]);
		return 4;
	}
	printf("%" PRId64 " %" PRId64 ".%06d\n", answer.rows, answer.whole,
	    (int)(answer.part * 5));
	return 0;
}
