// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// A kind of record whose public texts are found by their words.
protocol TextIndexed: Sendable {
    static var textIndex: TextIndexTables { get }
}

/// What a published record is found by.
struct IndexedText: Equatable, Sendable {
    /// What it says: the title, the body, and what else it is found by.
    let texts: [String]
    /// What lists of such records are narrowed to beside words: where it lies, say.
    var marks: [Gram] = []

    var grams: Set<Gram> { Set(texts.flatMap { FoldedText($0).grams }).union(marks) }
}

/// Where the index of a kind of record lies, and what it is made of.
struct TextIndexTables: Sendable {
    /// How many numbers were given, and whether each published record has one.
    let index: SQL
    /// The numbers of the records.
    let numbered: SQL
    /// The column of the record beside its number.
    let record: SQL
    /// Which numbers hold which grams.
    let blocks: SQL
    /// The records themselves; in conditions they are `t`.
    let records: SQL
    /// The condition that everybody may read one.
    let published: @Sendable (Tenant.ID) -> SQL
    /// The columns of what it is found by.
    let columns: SQL
    /// What these columns say.
    let text: @Sendable (inout Row) throws -> IndexedText
}
