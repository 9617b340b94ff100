// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Which words of the county's list stand in what others are about to read (rules.md C.11): found here for every kind of case. They
/// are said to whoever decides, and decide nothing.
extension CaseDesk {
    /// None, unless the kind says otherwise.
    static var publishing: Set<Case.Command> { [] }

    /// Nothing, unless the kind says otherwise.
    func wordsToPublish(
        by command: Case.Command?, of record: Case, for actor: Actor, in transaction: Transaction
    ) throws -> [String?] { [] }

    /// Those that stand in the record, and in what is written beside it. `command`: what brings it before others; nil for all of it.
    func watchedWords(
        in record: Case, by command: Case.Command? = nil, beside written: [String] = [], for actor: Actor,
        in transaction: Transaction
    ) throws -> [String] {
        guard command.map({ Self.publishing.contains($0) }) ?? !Self.publishing.isEmpty else { return [] }
        let texts = try wordsToPublish(by: command, of: record, for: actor, in: transaction) + written
        return WatchedWords.found(in: texts, site.practice.profile)
    }

    /// The record as programs read it: of a kind that is published, with the words that stand in it.
    func told(_ record: Case, for actor: Actor, in transaction: Transaction) throws -> JSON {
        let json = try json(record, for: actor, in: transaction)
        guard !Self.publishing.isEmpty else { return json }
        let words = try watchedWords(in: record, for: actor, in: transaction)
        return json.adding("watchedWords", .array(words.map(JSON.string)))
    }

    /// The shape of that.
    static var toldSchema: Schema {
        publishing.isEmpty ? schema : schema.adding("watchedWords", .array(.text))
    }
}
