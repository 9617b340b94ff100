// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Published topics are found by title, body, and what came of them.
extension Topic: TextIndexed {
    static let textIndex = TextIndexTables(
        index: "topic_index", numbered: "indexed_topic", record: "topic", blocks: "gram_block", records: "topic",
        published: { TopicVisibility.sql(TopicScope(of: .visitor), tenant: $0) },
        columns: "t.public_title, t.public_body, COALESCE(t.public_answer, '')",
        texts: { [try $0.next(), try $0.next(), try $0.next()] })
}

typealias TopicIndexStore = TextIndexStore<Topic>
