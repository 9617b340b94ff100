// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What the program that makes PDF is given: its script, the template, and a document as data that is never markup.
package enum Typesetting {
    /// The script, as it is handed to Python.
    package static let script = embedded("typeset.py")

    /// What the script reads. The same document gives the same bytes. `timestamp`: what the PDF says when it was made, in
    /// seconds since 1970.
    package static func request(for document: OfficialDocument, timestamp: Int64) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = String(decoding: try encoder.encode(TypesetDocument(document)), as: UTF8.self)
        return Array(
            try encoder.encode(Request(template: embedded("document.typ"), data: data, timestamp: timestamp)))
    }

    private struct Request: Encodable {
        let template: String
        let data: String
        let timestamp: Int64
    }

    private static func embedded(_ name: String) -> String {
        EmbeddedFiles.all.first { $0.name == name }?.text.description ?? ""
    }
}
