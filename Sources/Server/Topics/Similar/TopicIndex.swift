// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Published topics are found by title, body, and what came of them; and beside these by where they lie and what they are about.
extension Topic: TextIndexed {
    static let textIndex = TextIndexTables(
        index: "topic_index", numbered: "indexed_topic", record: "topic", blocks: "gram_block", records: "topic",
        published: { TopicVisibility.sql(TopicScope(of: .visitor), tenant: $0) },
        columns: "t.public_title, t.public_body, COALESCE(t.public_answer, ''), t.area, t.category",
        text: { row in
            let texts: [String] = [try row.next(), try row.next(), try row.next()]
            guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("topic.area") }
            return IndexedText(texts: texts, marks: TopicMark.all(area: area, category: try row.next()))
        })

    /// What everybody finds it by: its published text and nothing else; nil while it is not public.
    var indexedText: IndexedText? { indexedText(lying: area) }

    /// The same while its row still names another area than that in which its room lies now.
    func indexedText(lying area: AreaCode) -> IndexedText? {
        guard publication.isPublic, let text = publicText else { return nil }
        return IndexedText(
            texts: [text.title.words ?? "", text.body.words ?? "", text.answer?.words ?? ""],
            marks: TopicMark.all(area: area, category: category))
    }
}

typealias TopicIndexStore = TextIndexStore<Topic>

/// What published topics are found by beside their words, so that the index alone says which of those that hold a word lie in an
/// area, or are about something.
enum TopicMark {
    /// Of a topic: the areas that it lies in, from its own to the province, and what it is about.
    static func all(area: AreaCode, category: String?) -> [Gram] {
        sequence(first: area, next: \.parent).map(lies(in:)) + [category.map(isAbout)].compactMap(\.self)
    }

    /// Of what lies in an area. Codes have twelve digits, which take forty bits.
    static func lies(in area: AreaCode) -> Gram { Gram(mark: area.number) }

    /// Of what is about something. Two codes may have one mark; the row of a topic says which it has.
    static func isAbout(_ category: String) -> Gram {
        // FNV-1a, which is the same in every process.
        let hash = category.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return Gram(mark: (1 << 40) + Int64(hash & ((1 << 40) - 1)))
    }
}
