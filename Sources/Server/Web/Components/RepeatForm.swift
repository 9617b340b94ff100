// SPDX-License-Identifier: Apache-2.0

import Markup

/// A form as it was sent, to be sent once more: nothing that was typed is lost because the server could not take it.
struct RepeatForm: Sendable {
    /// Where it was sent.
    var action: String
    /// Its fields, the token among them.
    var sent: [String: String]

    /// The words, to be read and copied, and the button.
    var html: HTML {
        """
        \(present: longest, { "<div class=\"panel stack\"><p class=\"small mute\">您写的话还在：</p><p>\($0)</p></div>" })\
        \(PostForm(
            action: action, token: sent["_token"] ?? "", hidden: hidden,
            content: Button(label: "把这份再交一次", role: .submit(), style: .primary).html).html)
        """
    }

    private var hidden: [HiddenField] {
        sent.filter { $0.key != "_token" }.sorted { $0.key < $1.key }.map { HiddenField(name: $0.key, value: $0.value) }
    }

    /// What somebody wrote is longer than codes and numbers.
    private var longest: String? {
        hidden.map(\.value).max { $0.utf8.count < $1.utf8.count }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
