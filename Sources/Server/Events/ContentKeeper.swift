// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import Synchronization

/// Takes the words out of one event: the event says `content id:commitment`, the words go to a row of their own.
final class ContentKeeper: FreeTextKeeper {
    /// One text on its way into a content row.
    struct Kept: Sendable {
        let id: Int64
        let words: String
        let salt: [UInt8]
    }

    private let collected = Mutex<[Kept]>([])
    private let ids: IDGenerator
    private let known: [Int64: String]

    /// `words`: what references stand for, when events are read.
    init(ids: IDGenerator, words: [Int64: String] = [:]) {
        self.ids = ids
        known = words
    }

    /// What was kept so far, in order.
    var kept: [Kept] { collected.withLock { $0 } }

    func keep(_ words: String) -> String {
        let (salt, digest) = Commitment.make(Array(words.utf8))
        let id = ids.next()
        collected.withLock { $0.append(Kept(id: id, words: words, salt: salt)) }
        return Self.reference(id: id, digest: digest)
    }

    func words(behind reference: String) -> String? {
        Self.parse(reference).flatMap { known[$0.id] }
    }

    private static func reference(id: Int64, digest: [UInt8]) -> String {
        Identifier<Never>(id).text + ":" + Base64URL.encode(digest)
    }

    /// A reference's content id and commitment.
    static func parse(_ reference: some StringProtocol) -> (id: Int64, digest: [UInt8])? {
        let halves = reference.split(separator: ":", maxSplits: 1)
        guard halves.count == 2, let id = Identifier<Never>(halves[0]),
            let digest = Base64URL.decode(String(halves[1])),
            digest.count == SHA256.digestBytes
        else { return nil }
        return (id.number, digest)
    }

    /// The references that stand in an event's facts.
    static func references(in facts: String) -> [(id: Int64, digest: [UInt8])] {
        facts.split(separator: "\"").compactMap { $0.utf8.count == 57 ? parse($0) : nil }
    }
}
