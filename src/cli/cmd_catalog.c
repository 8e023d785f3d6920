/* x */
#include "cli/cli.h"
