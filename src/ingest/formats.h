/*
 * The formats, each a descriptor in a file of its own; registry.c orders
 * them.
 */
#ifndef WATTLEAF_FORMATS_H
#define WATTLEAF_FORMATS_H

struct format;

extern const struct format format_amd_smi_csv;
extern const struct format format_amd_smi_json;
extern const struct format format_aws_cur;
extern const struct format format_azure_billing;
extern const struct format format_boamps;
extern const struct format format_carbontracker;
extern const struct format format_ceems;
extern const struct format format_codecarbon;
extern const struct format format_deepspeed_log;
extern const struct format format_delimited;
extern const struct format format_eco2ai;
extern const struct format format_energibridge;
extern const struct format format_experiment_impact_tracker;
extern const struct format format_fairseq_log;
extern const struct format format_focus_billing;
extern const struct format format_gcp_billing;
extern const struct format format_green_algorithms;
extern const struct format format_hf_model_card;
extern const struct format format_hf_trainer;
extern const struct format format_hwloc_xml;
extern const struct format format_ipmi_power;
extern const struct format format_keras_csv;
extern const struct format format_keras_log;
extern const struct format format_lightning_csv;
extern const struct format format_llmc_log;
extern const struct format format_lscpu_json;
extern const struct format format_lscpu_text;
extern const struct format format_lshw_json;
extern const struct format format_lshw_xml;
extern const struct format format_megatron_log;
extern const struct format format_mlflow_metric;
extern const struct format format_mlflow_run;
extern const struct format format_mlperf_log;
extern const struct format format_mlperf_power;
extern const struct format format_mlperf_system;
extern const struct format format_modded_nanogpt_log;
extern const struct format format_nanogpt_log;
extern const struct format format_nemo_log;
extern const struct format format_nvidia_smi_csv;
extern const struct format format_nvidia_smi_dmon;
extern const struct format format_nvidia_smi_list;
extern const struct format format_nvidia_smi_table;
extern const struct format format_nvidia_smi_text;
extern const struct format format_nvidia_smi_xml;
extern const struct format format_olmo_log;
extern const struct format format_opencost_csv;
extern const struct format format_pbs_qstat_xml;
extern const struct format format_perf_stat;
extern const struct format format_power_gadget;
extern const struct format format_powerjoular;
extern const struct format format_powermetrics_plist;
extern const struct format format_powermetrics_text;
extern const struct format format_prometheus_json;
extern const struct format format_prometheus_text;
extern const struct format format_ptdaemon;
extern const struct format format_pyjoules;
extern const struct format format_pyrapl;
extern const struct format format_rapl_sysfs;
extern const struct format format_redfish_power;
extern const struct format format_rocm_smi_json;
extern const struct format format_scaphandre;
extern const struct format format_slurm_sacct;
extern const struct format format_slurm_sacct_json;
extern const struct format format_slurmrestd_json;
extern const struct format format_step_json;
extern const struct format format_tfevents;
extern const struct format format_turbostat;
extern const struct format format_ultralytics_csv;
extern const struct format format_wandb_events;
extern const struct format format_wandb_metadata;
extern const struct format format_wandb_run;
extern const struct format format_wandb_summary;
extern const struct format format_wattleaf_partial;
extern const struct format format_zeus;
extern const struct format format_zeus_power;

#endif
