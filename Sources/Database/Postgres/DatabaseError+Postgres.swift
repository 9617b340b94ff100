// SPDX-License-Identifier: Apache-2.0

import CPQ

extension DatabaseError {
    /// Why a statement failed; `result`: what the server answered, if it did.
    init(of result: OpaquePointer?, on connection: OpaquePointer) {
        func field(_ code: UnicodeScalar) -> String? {
            PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
        }
        guard PQstatus(connection) == CONNECTION_OK, let state = field("C") else {
            self = .unavailable(String(cString: PQerrorMessage(connection)))
            return
        }
        self.init(sqlState: state, constraint: field("n"), message: field("M") ?? "")
    }

    /// An SQLSTATE of PostgreSQL in the common words.
    init(sqlState state: String, constraint: String?, message: String) {
        switch state {
        case "23505": self = .conflict(constraint: constraint ?? message)
        // 23: a constraint of a table. P0001: a trigger that raises.
        case _ where state.hasPrefix("23") || state == "P0001": self = .invalid(constraint: constraint ?? message)
        case "53100": self = .full
        // A statement, a lock, or the pause between two statements took too long.
        case "57014", "55P03", "25P03": self = .timedOut
        case _ where state.hasPrefix("57P") || state.hasPrefix("08") || state.hasPrefix("53"):
            self = .unavailable(message)
        default: self = .failed(code: state, message: message)
        }
    }
}
