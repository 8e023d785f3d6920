/*
 * Console output of Keras 2 and 3: the seconds that each epoch's last bar
 * states, added by hand.
 */
#include "ingest_text.h"

#define BAR "[==============================]"
#define BOLD(text) "\033[1m" text "\033[0m"
#define LINE "\033[32m\xe2\x94\x81\xe2\x94\x81\033[0m\033[37m\033[0m"

START_TEST(backspaces)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "train.log",
	    "Epoch 1/3\n"
	    "   1/1875 [....] - ETA: 10:05 - loss: 2.3012\b\b\b\b\b\b"
	    "  50/1875 [>...] - ETA: 4s - loss: 1.2\b\b\b"
	    "1875/1875 " BAR " - 12s 6ms/step - loss: 0.29\b\b\b"
	    "1875/1875 " BAR " - 14s 7ms/step - loss: 0.29 - val_loss: 0.2\n"
	    "Epoch 2/3\n"
	    "\r   1/1875 [....] - ETA: 6s\r"
	    "1875/1875 " BAR " - 11s 6ms/step - loss: 0.2\n"
	    "Epoch 00002: val_loss improved from inf to 0.2\n"
	    "Epoch 3/3\n"
	    "1875/1875 " BAR " - 10s 6ms/step - loss: 0.1\n"
	    "313/313 " BAR " - 1s 2ms/step - loss: 0.07\n");

	ck_assert_str_eq(record->format, "keras-log");
	assert_near(record->duration_s, 14 + 11 + 10, 1e-9);
	ck_assert(record->duration_is_lower_bound);
	ck_assert(isnan(record->start_s));
	ck_assert_uint_eq(record->run_count, 1);
	assert_near(record->steps, 3 * 1875, 0);
	ck_assert_ptr_nonnull(strstr(job_diag(&job, DIAG_LOG_SCOPE)->text,
	    "nor are 1 s of evaluation"));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 0);
	job_end(&job);
}
END_TEST

START_TEST(colours)
{
	struct job job = job_new();
	/* in version 3 the number before the end is the time to come */
	struct record *record = job_read_text(&job, "train.log",
	    "Epoch 1/2\n"
	    BOLD("   1/1875") " " LINE " " BOLD("13:02") " 417ms/step\r"
	    BOLD("1875/1875") " " LINE " " BOLD("0s") " 2ms/step - loss: 1\r"
	    BOLD("1875/1875") " " LINE " " BOLD("5s") " 2ms/step - loss: 1\n"
	    "Epoch 2/2\n"
	    BOLD("1875/1875") " " LINE " " BOLD("0s") " 250us/step\n");

	assert_near(record->duration_s, 5 + 1875 * 250e-6, 1e-9);
	job_end(&job);
}
END_TEST

START_TEST(one_line_an_epoch)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "train.log",
	    "Epoch 1/2\n1875/1875 - 3s - loss: 0.29 - 3s/epoch - 2ms/step\n"
	    "Epoch 2/2\n1875/1875 - 4s - 2ms/step - loss: 0.29\n"
	    "Epoch 1/1\n60000/60000 [=] - 20s - loss: 0.3\n");

	assert_near(record->duration_s, 27, 1e-9);
	ck_assert_uint_eq(record->run_count, 2);
	assert_near(record->runs[1].duration_s, 20, 1e-9);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_RUNS), 1);
	job_end(&job);
}
END_TEST

START_TEST(breaks_off)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "train.log",
	    "Epoch 1/9\n10/10 " BAR " - 8s 800ms/step - loss: 1\n"
	    "Epoch 2/9\n 4/10 [====>.....] - ETA: 4s - loss: 1\n");

	assert_near(record->duration_s, 8, 1e-9);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	record = job_read_text(&job, "train.log",
	    "Epoch 1/9\n 4/10 [====>.....] - ETA: 4s - loss: 1\n");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	ck_assert(isnan(record->duration_s));
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("keras");

	tests_add(suite, backspaces);
	tests_add(suite, colours);
	tests_add(suite, one_line_an_epoch);
	tests_add(suite, breaks_off);
	return tests_run(suite);
}
