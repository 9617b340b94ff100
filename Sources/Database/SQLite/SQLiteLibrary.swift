// SPDX-License-Identifier: Apache-2.0

import CSQLite

/// What holds for every database that this process opens.
enum SQLiteLibrary {
    /// Whether the library could be told before it began; asking tells it.
    ///
    /// SQLite counts each piece of memory it takes, under one lock for all threads, and nobody here asks how much that is. Three
    /// readers that count a board side by side waited for that lock longer than they counted (decision 0079).
    static let leavesMemoryUncounted = sqlite_leave_memory_uncounted() == SQLITE_OK
}
