// SPDX-License-Identifier: Apache-2.0

import Markup

/// Says that a page is older than what has happened, to whoever is writing on it: it is not read anew under anybody's hands. The
/// script of streams shows it; it stands beside what is written.
struct StreamNote: Sendable {
    /// Where the page is read anew.
    let address: String

    var html: HTML {
        let note = Note(
            lead: "有新的变化", text: "您写的字还在，先写完再看也行。", tone: .soon,
            link: TextLink(text: "现在就看", address: address))
        return "<div role=\"status\" data-stream-note hidden>\(note.html)</div>"
    }
}
