/*
 * The rules of the check, in the order in which they may explain a number.
 */
#include "check/judge.h"

const struct rule check_rules[] = {
	{ DIAG_CHECK_POWER_ENERGY, false, rule_power_as_energy },
	{ DIAG_CHECK_HOURS, false, rule_device_hours },
	{ DIAG_CHECK_COUNT, false, rule_count },
	{ DIAG_CHECK_PUE_TWICE, false, rule_pue_twice },
	{ DIAG_CHECK_PUE_MISSING, false, rule_pue_missing },
	{ DIAG_CHECK_POUND, false, rule_pound },
	{ DIAG_CHECK_THOUSAND, false, rule_thousand },
	{ DIAG_CHECK_TEN, false, rule_ten },
	{ DIAG_CHECK_PRICE_UNIT, false, rule_price_unit },
	{ DIAG_CHECK_PUE_VALUE, false, rule_pue_value },
	{ DIAG_CHECK_INTENSITY, false, rule_intensity },
	{ DIAG_CHECK_DEVICE_POWER, false, rule_device_power },
	{ DIAG_CHECK_OTHER_RUN, false, rule_other_run },
	{ DIAG_CHECK_TWICE, false, rule_twice },
	{ DIAG_CHECK_SUM, true, rule_sum },
	{ DIAG_CHECK_HIDDEN_ROW, true, rule_hidden_row },
	{ DIAG_CHECK_MISMATCH, false, rule_mismatch },
	{ DIAG_TOTAL, false, NULL },
};
