// SPDX-License-Identifier: Apache-2.0

import GRDBSQLite

extension DatabaseError {
    /// An extended result code of SQLite in the common words.
    init(sqliteCode code: Int32, message: String) {
        // The lower byte is the kind, the rest tells it apart: `SQLITE_CONSTRAINT_UNIQUE` and the like are C macros that
        // Swift does not see.
        let detail = code >> 8
        switch code & 0xFF {
        case SQLITE_CONSTRAINT where [primaryKey, unique, rowID].contains(detail):
            self = .conflict(constraint: message)
        case SQLITE_CONSTRAINT: self = .invalid(constraint: message)
        case SQLITE_FULL: self = .full
        case SQLITE_IOERR where [write, sync, truncate, sharedMemorySize].contains(detail): self = .full
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_INTERRUPT: self = .timedOut
        case SQLITE_CANTOPEN: self = .unavailable(message)
        case SQLITE_TOOBIG: self = .malformed(message)
        default: self = .failed(code: "sqlite \(code)", message: message)
        }
    }
}

// Details of SQLITE_CONSTRAINT.
private let primaryKey: Int32 = 6
private let unique: Int32 = 8
private let rowID: Int32 = 10

// Details of SQLITE_IOERR; on a full disk any of them may be the first to fail.
private let write: Int32 = 3
private let sync: Int32 = 4
private let truncate: Int32 = 6
private let sharedMemorySize: Int32 = 19
