// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Reads the whole log of a tenant and checks that nobody has changed, removed or slipped in anything.
package struct Verification: Sendable {
    /// What was found.
    package struct Report: Sendable, Equatable {
        package var tenant: String
        package var events = 0
        package var unsealed = 0
        package var seals = 0
        package var contents = 0
        package var erased = 0
        /// The first event that does not hold; nil when all is well.
        package var firstBad: Finding?
        /// Whether the head that somebody was mailed is still in the chain; nil where none was asked about.
        package var holdsHead: Bool?

        package var isClean: Bool { firstBad == nil && holdsHead != false }
    }

    /// Where the log breaks, and how.
    package struct Finding: Sendable, Equatable {
        package let position: Int64?
        package let event: String?
        package let reason: String
    }

    let keys: Keyring

    /// `head`: what somebody was mailed once, and compares.
    func report(on site: Site, comparing head: ChainHead? = nil, in transaction: Transaction) throws -> Report {
        let tenant = site.tenant.id
        let store = SealStore(keys: keys)
        var report = Report(tenant: site.tenant.shortName)
        var chains: [Int64: [UInt8]] = [:]
        let seals = try store.seals(tenant: tenant, in: transaction)
        let ends = Set(seals.map(\.last))
        let commitments = try walk(store, tenant, in: transaction, &report) { position, chain in
            if ends.contains(position) { chains[position] = chain }
        }
        check(seals, chains, tenant, &report)
        report.holdsHead = head.map { head in
            seals.contains { $0.last == head.position && $0.signature == head.signature }
        }
        try checkContents(store, commitments, tenant, in: transaction, &report)
        return report
    }

    /// Follows the chain from event to event; returns what the events commit to.
    private func walk(
        _ store: SealStore, _ tenant: Tenant.ID, in transaction: Transaction, _ report: inout Report,
        _ reached: (Int64, [UInt8]) -> Void
    ) throws -> [Int64: [UInt8]] {
        var commitments: [Int64: [UInt8]] = [:]
        var chain = EventChain.beginning
        var expected: Int64 = 0
        var found = report
        try store.forEachEvent(tenant: tenant, in: transaction) { entry in
            found.events += 1
            for reference in ContentKeeper.references(in: entry.facts) { commitments[reference.id] = reference.digest }
            guard let position = entry.position else { return found.unsealed += 1 }
            expected += 1
            guard found.firstBad == nil else { return }
            chain = entry.link(after: chain)
            if position != expected {
                found.firstBad = .init(position: expected, event: nil, reason: "an event is missing at this position")
            } else if chain != entry.chain {
                found.firstBad = .init(
                    position: position, event: Identifier<Never>(entry.id).text, reason: "the event was changed")
            }
            reached(position, chain)
        }
        report = found
        return commitments
    }

    private func check(
        _ seals: [SealStore.Seal], _ chains: [Int64: [UInt8]], _ tenant: Tenant.ID, _ report: inout Report
    ) {
        var next: Int64 = 1
        for seal in seals {
            report.seals += 1
            guard report.firstBad == nil else { continue }
            let bytes = EventChain.sealedBytes(tenant: tenant, first: seal.first, last: seal.last, chain: seal.chain)
            if seal.first != next || chains[seal.last] != seal.chain {
                report.firstBad = .init(position: seal.last, event: nil, reason: "the seal is not of these events")
            } else if !keys.signing.publicKey.isValid(seal.signature, for: bytes) {
                report.firstBad = .init(position: seal.first, event: nil, reason: "the seal's signature is not ours")
            }
            next = seal.last + 1
        }
        if report.firstBad == nil, next <= Int64(report.events - report.unsealed) {
            report.firstBad = .init(position: next, event: nil, reason: "events have positions but no seal")
        }
    }

    private func checkContents(
        _ store: SealStore, _ commitments: [Int64: [UInt8]], _ tenant: Tenant.ID, in transaction: Transaction,
        _ report: inout Report
    ) throws {
        let contents = ContentStore(keys: keys)
        var open = commitments
        var found = report
        try store.forEachContent(tenant: tenant, in: transaction) { id, salt, sealed in
            found.contents += 1
            guard let digest = open.removeValue(forKey: id) else {
                found.firstBad =
                    found.firstBad
                    ?? .init(position: nil, event: nil, reason: "content \(id) belongs to no event")
                return
            }
            let words = try? contents.open(sealed, tenant: tenant, id: id)
            if words.map({ Commitment.holds(digest, salt: salt, bytes: Array($0.utf8)) }) != true {
                found.firstBad =
                    found.firstBad
                    ?? .init(position: nil, event: nil, reason: "the words of content \(id) are not what was said")
            }
        }
        found.erased = try store.erasedCount(tenant: tenant, in: transaction)
        if open.count > found.erased {
            found.firstBad =
                found.firstBad
                ?? .init(position: nil, event: nil, reason: "words are missing that nobody erased")
        }
        report = found
    }
}
