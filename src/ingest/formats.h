/*
 * The formats, each a descriptor in a file of its own; registry.c orders
 * them.
 */
#ifndef WATTLEAF_FORMATS_H
#define WATTLEAF_FORMATS_H

struct format;

extern const struct format format_codecarbon;
extern const struct format format_delimited;
extern const struct format format_hf_trainer;
extern const struct format format_mlperf_log;
extern const struct format format_mlperf_power;
extern const struct format format_mlperf_system;
extern const struct format format_nvidia_smi_csv;
extern const struct format format_nvidia_smi_xml;

#endif
