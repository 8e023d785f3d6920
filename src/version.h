/*
 * The program's name and version, as configure.ac says them.
 */
#ifndef WATTLEAF_VERSION_H
#define WATTLEAF_VERSION_H

#include "config.h"

#define WATTLEAF_NAME PACKAGE_NAME
#define WATTLEAF_VERSION PACKAGE_VERSION

#endif
