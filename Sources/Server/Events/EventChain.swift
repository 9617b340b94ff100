// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// How events hang together: each link is the digest of the link before and of everything the event says.
enum EventChain {
    /// The link before the first event.
    static let beginning = [UInt8](repeating: 0, count: SHA256.digestBytes)

    /// An event as the chain sees it: every column but the ones the sealer gives.
    struct Entry: Sendable {
        let id: Int64
        let position: Int64?
        let chain: [UInt8]?
        let facts: String
        private let columns: [[UInt8]]

        /// Reads the columns of ``selection``.
        init(_ row: inout Row) throws {
            id = try row.next()
            position = try row.next()
            chain = try row.next()
            let numbers = try (0..<6).map { _ in try row.next(Int64?.self) }
            let texts = try (0..<5).map { _ in try row.next(String?.self) }
            facts = texts[4] ?? ""
            columns =
                [Array(String(id).utf8)]
                + numbers.map { Array(($0.map { String($0) } ?? "-").utf8) } + texts.map { Array(($0 ?? "-").utf8) }
        }

        /// The link that this event makes after `previous`.
        func link(after previous: [UInt8]) -> [UInt8] {
            SHA256.digest(previous + SHA256.digest(LengthPrefixed.join(columns)))
        }
    }

    /// The columns of an ``Entry``, in its order.
    static let selection: SQL = """
        id, position, chain, tenant, subject, subject_version, version, actor, recorded_at,
        subject_kind || '/' || kind, actor_kind, role, occurred_on, facts
        """

    /// What a seal signs.
    static func sealedBytes(tenant: Tenant.ID, first: Int64, last: Int64, chain: [UInt8]) -> [UInt8] {
        LengthPrefixed.join([Array("shangliang seal 1/\(tenant)/\(first)/\(last)".utf8), chain])
    }
}
