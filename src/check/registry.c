/*
 * The readers of disclosures, in the order in which equal scores count.
 */
#include <stddef.h>

#include "check/format.h"

const struct claim_format *const claim_formats[] = { &claims_disclosure,
	&claims_pdf, &claims_boamps, &claims_cyclonedx_json, &claims_cyclonedx_xml,
	&claims_climate_card, &claims_hf_card, &claims_markdown,
	&claims_latex, &claims_csv, NULL };
