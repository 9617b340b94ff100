// SPDX-License-Identifier: Apache-2.0

import Markup

/// What has just been done, said once on the next page: as a toast that goes by itself, and as a note that stays.
struct Flash: Sendable {
    /// The whole sentence: 已受理，提出人会收到答复。
    var sentence: String
    /// `.done` when it worked, `.late` when it did not.
    var tone: Tone = .done

    /// The note, first thing in the main part.
    var note: HTML {
        """
        <div class="note" data-tone="\(tone.rawValue)" role="status">\(icon.html)<div>\(sentence)</div></div>
        """
    }

    /// The toast; hidden from screen readers, which have read the note.
    var toast: HTML {
        "<p class=\"toast\" aria-hidden=\"true\">\(icon.html)<span>\(sentence)</span></p>"
    }

    private var icon: Icon { tone == .late ? .alert : .check }
}
