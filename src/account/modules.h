/*
 * How a method counts memory modules when only the size of the memory is
 * known.
 */
#ifndef WATTLEAF_MODULES_H
#define WATTLEAF_MODULES_H

struct accounting;

/*
 * Modules in MEMORY_GB, each weighted by the method's "modules_scale"; NAN
 * when the method's rows do not say. The number of modules is a step of
 * "modules" ("16:2" for up to 16 GB), else the memory over the largest of
 * "module_sizes" of which at least "module_slots" are needed, at most
 * "modules_most".
 */
double
modules_counted(const struct accounting *, double memory_gb);

#endif
