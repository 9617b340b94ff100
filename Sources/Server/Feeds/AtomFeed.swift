// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// Results as a feed that readers follow (Atom, RFC 4287).
struct AtomFeed: Sendable {
    /// One result.
    struct Entry: Sendable {
        let address: String
        let title: String
        let words: String
        let updated: Instant
    }

    let title: String
    let address: String
    let author: String
    let entries: [Entry]
    /// When nothing has come yet.
    let founded: Instant

    /// The document. What escapes for pages escapes here: the five characters are the same.
    var bytes: [UInt8] {
        let updated = entries.map(\.updated).max() ?? founded
        let document: HTML = """
            <feed xmlns="http://www.w3.org/2005/Atom"><id>\(address)</id><title>\(title)</title>\
            <link rel="self" href="\(url: address)"/><updated>\(ChineseTime.rfc3339(updated))</updated>\
            <author><name>\(author)</name></author>\(each: entries, Self.entry)</feed>
            """
        return Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8) + document.bytes
    }

    private static func entry(_ entry: Entry) -> HTML {
        """
        <entry><id>\(entry.address)</id><title>\(entry.title)</title><link href="\(url: entry.address)"/>\
        <updated>\(ChineseTime.rfc3339(entry.updated))</updated><content type="text">\(entry.words)</content></entry>
        """
    }
}
