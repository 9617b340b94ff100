// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Reads the log of a tenant and checks that nobody has changed, removed or slipped in anything: piece by piece, so that the memory it
/// takes is that of a piece, whatever the length of the log.
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
        /// The number of the event in the chain; nil where it has none.
        package let position: Int64?
        package let event: String?
        package let fault: Fault

        /// In the words of logs and of the command line.
        package var reason: String { fault.reason }
    }

    /// In which way a log breaks.
    package enum Fault: String, CaseIterable, Sendable {
        case missingEvent = "missing_event"
        case changedEvent = "changed_event"
        case otherSeal = "other_seal"
        case forgedSeal = "forged_seal"
        case noSeal = "no_seal"
        case changedWords = "changed_words"
        case missingWords = "missing_words"
        case strayWords = "stray_words"

        var reason: String {
            switch self {
            case .missingEvent: "an event is missing at this position"
            case .changedEvent: "the event was changed"
            case .otherSeal: "the seal is not of these events"
            case .forgedSeal: "the seal's signature is not ours"
            case .noSeal: "events have positions but no seal"
            case .changedWords: "the words of this event are not what was said"
            case .missingWords: "words are missing that nobody erased"
            case .strayWords: "there are words that no event has said"
            }
        }
    }

    let keys: Keyring
    /// So many events are held at a time.
    var piece = 500

    /// Checks all of it at once. `head`: what somebody was mailed once, and compares.
    func report(on site: Site, comparing head: ChainHead? = nil, in transaction: Transaction) throws -> Report {
        let tenant = site.tenant.id
        var walk = LogWalk()
        while try follow(&walk, tenant, in: transaction) {}
        let contents = try finish(&walk, tenant, in: transaction)
        return Report(
            tenant: site.tenant.shortName, events: walk.events, unsealed: walk.unsealed, seals: walk.seals,
            contents: contents - walk.erased, erased: walk.erased, firstBad: walk.firstBad,
            holdsHead: try head.map { try holds($0, tenant, in: transaction) })
    }

    /// Whether a seal of the chain is the one of the mail.
    func holds(_ head: ChainHead, _ tenant: Tenant.ID, in transaction: Transaction) throws -> Bool {
        try SealStore(keys: keys).seal(endingAt: head.position, tenant: tenant, in: transaction)?.signature
            == head.signature
    }

    /// Whether the log is still, at the place where a walk is to begin, what the walk before has left there.
    func stands(_ walk: LogWalk, _ tenant: Tenant.ID, in transaction: Transaction) throws -> Bool {
        guard walk.position > 0 else { return true }
        guard let seal = try SealStore(keys: keys).seal(endingAt: walk.position, tenant: tenant, in: transaction) else {
            return false
        }
        return seal.chain == walk.chain && isOurs(seal, tenant)
    }

    /// Follows the next events that have positions, with their seals and words. False at the end of the chain, and where it breaks.
    func follow(_ walk: inout LogWalk, _ tenant: Tenant.ID, in transaction: Transaction) throws -> Bool {
        let store = SealStore(keys: keys)
        let entries = try store.events(after: walk.position, limit: piece, tenant: tenant, in: transaction)
        guard let end = entries.last?.position, walk.firstBad == nil else { return false }
        var chains: [Int64: [UInt8]] = [:]
        for entry in entries {
            let (expected, id) = (walk.position + 1, Identifier<Never>(entry.id).text)
            guard entry.position == expected else {
                walk.firstBad = .init(position: expected, event: nil, fault: .missingEvent)
                return false
            }
            walk.chain = entry.link(after: walk.chain)
            guard walk.chain == entry.chain else {
                walk.firstBad = .init(position: expected, event: id, fault: .changedEvent)
                return false
            }
            (walk.position, walk.events) = (expected, walk.events + 1)
            chains[expected] = walk.chain
        }
        for seal in try store.seals(after: walk.sealedTo, upTo: end, tenant: tenant, in: transaction) {
            if seal.first != walk.sealedTo + 1 || chains[seal.last] != seal.chain {
                walk.firstBad = .init(position: seal.last, event: nil, fault: .otherSeal)
            } else if !isOurs(seal, tenant) {
                walk.firstBad = .init(position: seal.first, event: nil, fault: .forgedSeal)
            }
            guard walk.firstBad == nil else { return false }
            (walk.sealedTo, walk.seals) = (seal.last, walk.seals + 1)
        }
        try checkWords(of: entries, &walk, tenant, in: transaction)
        return walk.firstBad == nil && entries.count == piece
    }

    /// Checks what waits for the sealer, that the chain does not end before its last seal, and that there are no other words than those of
    /// events: in the transaction in which the chain's end was seen. Returns how many texts there are, erased ones included.
    func finish(_ walk: inout LogWalk, _ tenant: Tenant.ID, in transaction: Transaction) throws -> Int {
        let store = SealStore(keys: keys)
        let contents = try store.contentCount(tenant: tenant, in: transaction)
        guard walk.firstBad == nil else { return contents }
        if let later = try store.seals(after: walk.sealedTo, upTo: .max, limit: 1, tenant: tenant, in: transaction)
            .first
        {
            walk.firstBad = .init(position: later.last, event: nil, fault: .otherSeal)
        } else if walk.sealedTo < walk.position {
            walk.firstBad = .init(position: walk.sealedTo + 1, event: nil, fault: .noSeal)
        }
        // What waits for the sealer has no place in the chain yet: whoever goes on from here meets it again.
        let settled = walk.texts
        var last = Int64.min
        while walk.firstBad == nil {
            let waiting = try store.unsealed(after: last, limit: piece, tenant: tenant, in: transaction)
            guard let end = waiting.last else { break }
            last = end.id
            walk.events += waiting.count
            walk.unsealed += waiting.count
            try checkWords(of: waiting, &walk, tenant, in: transaction)
        }
        // Each text that an event commits to is there, or the walk had ended before: any more are nobody's.
        if walk.firstBad == nil, walk.texts != contents {
            walk.firstBad = .init(position: nil, event: nil, fault: .strayWords)
        }
        walk.texts = settled
        return contents
    }

    private func isOurs(_ seal: SealStore.Seal, _ tenant: Tenant.ID) -> Bool {
        let bytes = EventChain.sealedBytes(tenant: tenant, first: seal.first, last: seal.last, chain: seal.chain)
        return keys.signing.publicKey.isValid(seal.signature, for: bytes)
    }

    private func checkWords(
        of entries: [EventChain.Entry], _ walk: inout LogWalk, _ tenant: Tenant.ID, in transaction: Transaction
    ) throws {
        let references = entries.map { ContentKeeper.references(in: $0.facts) }
        let kept = try SealStore(keys: keys)
            .contents(references.joined().map(\.id), tenant: tenant, in: transaction)
        let contents = ContentStore(keys: keys)
        for (entry, references) in zip(entries, references) {
            for (id, digest) in references {
                walk.texts += 1
                var fault: Fault?
                switch kept[id] {
                case nil: fault = .missingWords
                case .erased?: walk.erased += 1
                case .kept(let salt, let sealed)?:
                    let words = try? contents.open(sealed, tenant: tenant, id: id)
                    let isAsSaid = words.map { Commitment.holds(digest, salt: salt, bytes: Array($0.utf8)) } ?? false
                    if !isAsSaid { fault = .changedWords }
                }
                guard let fault else { continue }
                walk.firstBad = .init(
                    position: entry.position, event: Identifier<Never>(entry.id).text, fault: fault)
                return
            }
        }
    }
}
