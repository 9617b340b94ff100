// SPDX-License-Identifier: Apache-2.0
// What concerns the whole process SQLite takes as variable arguments, which Swift cannot call: this one can be called.
#include <sqlite3.h>

static inline int sqlite_leave_memory_uncounted(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
