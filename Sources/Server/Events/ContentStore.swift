// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The rows that hold words: salted for their commitment, sealed under the installation's key.
struct ContentStore: Sendable {
    let keys: Keyring

    func insert(_ kept: [ContentKeeper.Kept], tenant: Tenant.ID, in transaction: Transaction) throws {
        guard !kept.isEmpty else { return }
        let rows = kept.map { content -> SQL in
            let sealed = keys.sealing.seal(Array(content.words.utf8), context: Self.context(tenant, content.id))
            return "(\(content.id), \(tenant.number), \(content.salt), \(sealed))"
        }
        try transaction.execute(
            "INSERT INTO content (id, tenant, salt, words) VALUES \(SQL(joining: rows, with: ", "))")
    }

    /// The words of each content that is not erased. Throws if a row was tampered with.
    func words(
        behind references: [(id: Int64, digest: [UInt8])], tenant: Tenant.ID, in transaction: Transaction
    ) throws -> [Int64: String] {
        try words(references.map(\.id), tenant: tenant, in: transaction)
    }

    /// The same, by their ids.
    func words(_ ids: [Int64], tenant: Tenant.ID, in transaction: Transaction) throws -> [Int64: String] {
        guard !ids.isEmpty else { return [:] }
        var words: [Int64: String] = [:]
        try transaction.forEach(
            "SELECT id, words FROM content WHERE tenant = \(tenant.number) AND id IN (\(SQL(numbers: ids)))"
        ) { row in
            let id = try row.next(Int64.self)
            if let sealed = try row.next([UInt8]?.self) { words[id] = try open(sealed, tenant: tenant, id: id) }
        }
        return words
    }

    /// The words that are sealed in this row.
    func open(_ sealed: [UInt8], tenant: Tenant.ID, id: Int64) throws -> String {
        String(decoding: try keys.sealing.open(sealed, context: Self.context(tenant, id)), as: UTF8.self)
    }

    /// Reads two columns, a content's id and its sealed words, as a text that may be missing or erased.
    func next(_ row: inout Row, tenant: Tenant.ID) throws -> FreeText? {
        let id = try row.next(Int64?.self)
        let sealed = try row.next([UInt8]?.self)
        guard let id else { return nil }
        return try sealed.map { .kept(try open($0, tenant: tenant, id: id)) } ?? .erased
    }

    private static func context(_ tenant: Tenant.ID, _ id: Int64) -> [UInt8] {
        Array("content/\(tenant)/\(id)".utf8)
    }
}
