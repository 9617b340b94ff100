// SPDX-License-Identifier: Apache-2.0

import Cryptography

/// Which draft a form was sent from, as the browser named it. Who scans again because the answer was lost sends the same
/// words in a new form, with a token of its own: by the draft's name it is still the same act.
struct SentDraft: Sendable {
    /// The hidden field, which a script fills in; empty without one.
    static let field = "_draft"
    private static let nameLength = 32

    /// Stands for the act in place of the form's token. With other words it is another act, so what is written later into
    /// the same form is not taken for what was sent before. A phone or a photo makes no other act of it: the browser keeps
    /// neither, and not everybody gives them twice.
    let identity: [UInt8]

    /// The draft that a request names; nil where it names none that could be one, and then its form's token stands for it.
    init?(of request: WebRequest, saying words: [String?]) {
        guard let name = request.form[Self.field], Self.isWellFormed(name), let device = request.client.device else {
            return nil
        }
        identity = LengthPrefixed.join(([device, name] + words.map { $0 ?? "" }).map { Array($0.utf8) })
    }

    /// The name to give back to a form, so that it goes on being the same draft; empty for what no script of ours made.
    static func name(in sent: [String: String]) -> String {
        sent[field].flatMap { isWellFormed($0) ? $0 : nil } ?? ""
    }

    private static func isWellFormed(_ name: String) -> Bool {
        name.utf8.count == nameLength
            && name.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
