/*
 * The rules of the check, in the order in which they may explain a number.
 */
#include "check/judge.h"

const struct rule check_rules[] = {
	{ DIAG_CHECK_POWER_ENERGY, rule_power_as_energy },
	{ DIAG_CHECK_HOURS, rule_device_hours },
	{ DIAG_CHECK_COUNT, rule_count },
	{ DIAG_CHECK_PUE_TWICE, rule_pue_twice },
	{ DIAG_CHECK_PUE_MISSING, rule_pue_missing },
	{ DIAG_CHECK_POUND, rule_pound },
	{ DIAG_CHECK_THOUSAND, rule_thousand },
	{ DIAG_CHECK_TEN, rule_ten },
	{ DIAG_CHECK_PRICE_UNIT, rule_price_unit },
	{ DIAG_CHECK_PUE_VALUE, rule_pue_value },
	{ DIAG_CHECK_INTENSITY, rule_intensity },
	{ DIAG_CHECK_DEVICE_POWER, rule_device_power },
	{ DIAG_CHECK_OTHER_RUN, rule_other_run },
	{ DIAG_CHECK_TWICE, rule_twice },
	{ DIAG_CHECK_SUM, rule_sum },
	{ DIAG_CHECK_HIDDEN_ROW, rule_hidden_row },
	{ DIAG_CHECK_MISMATCH, rule_mismatch },
	{ DIAG_TOTAL, NULL },
};
