// SPDX-License-Identifier: Apache-2.0

import CPQ

/// The rows of a running query, one at a time as they arrive. While it lasts the connection can do nothing else; so
/// before another statement the remaining rows are taken into memory.
final class PostgresStream {
    private let wire: PostgresWire
    private var held: [OpaquePointer] = []
    private var heldNext = 0
    private var isRunning = true

    /// For a query that was just sent.
    init(_ wire: PostgresWire) {
        self.wire = wire
        PQsetSingleRowMode(wire.handle)
    }

    deinit {
        for result in held[heldNext...] { PQclear(result) }
    }

    /// A result with the next row, to be cleared by the caller; nil after the last. Throws when the query fails.
    func next() throws -> OpaquePointer? {
        if heldNext < held.count {
            defer { heldNext += 1 }
            return held[heldNext]
        }
        return try isRunning ? receive() : nil
    }

    /// Takes what is still to come into memory; afterwards the connection is free.
    func hold() throws {
        while isRunning, let row = try receive() { held.append(row) }
    }

    /// Passes over what is still to come; afterwards the connection is free. Throws when the query fails after all.
    func finish() throws {
        while isRunning, let row = try receive() { PQclear(row) }
    }

    private func receive() throws -> OpaquePointer? {
        var failure: DatabaseError?
        while let result = try wire.next(within: wire.patience) {
            switch PQresultStatus(result) {
            case PGRES_SINGLE_TUPLE: return result
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
            default: failure = DatabaseError(of: result, on: wire.handle)
            }
            PQclear(result)
        }
        isRunning = false
        if let failure { throw failure }
        return nil
    }
}
