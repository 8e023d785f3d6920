/*
 * The list of formats, in the order in which people read them.
 */
#include <stddef.h>

#include "ingest/formats.h"
#include "ingest/ingest.h"

const struct format *const ingest_formats[] = {
	&format_codecarbon,
	&format_nvidia_smi_csv,
	&format_nvidia_smi_xml,
	&format_mlperf_log,
	&format_mlperf_power,
	&format_mlperf_system,
	&format_hf_trainer,
	&format_delimited,
	NULL,
};
