// SPDX-License-Identifier: Apache-2.0

@testable import Server

/// What holds for any bytes that stand as an address, of which the query is read.
enum QueryProperty {
    /// What does not hold, if anything.
    static func broken(by bytes: [UInt8]) -> String? {
        let address = String(decoding: bytes, as: UTF8.self)
        let fields = FormEncoding.decode(queryOf: address)
        guard fields.count <= 200, fields[""] == nil else { return "the number of fields, or one without name" }
        // What is looked up is sent to a database, and no database holds a NUL.
        guard fields.values.allSatisfy({ !$0.utf8.contains(0) }) else { return "a NUL in \(fields)" }
        // Nothing before the question mark counts, and a second one is part of the query.
        let parts = address.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return fields.isEmpty ? nil : "\(fields) without a question mark" }
        let query = String(decoding: parts[1], as: UTF8.self)
        guard same(FormEncoding.decode(queryOf: "/desk/topics?" + query), fields) else {
            return "the path counts: \(address.debugDescription)"
        }
        // Read as a form, it says the same but for NUL.
        let form = FormEncoding.decode(Array(parts[1])).mapValues { $0.replacing("\0", with: "\u{FFFD}") }
        guard same(form, fields) else { return "as a form \(form), as a query \(fields)" }
        let written = fields.map { "\(FormEncoding.encode($0.key))=\(FormEncoding.encode($0.value))" }
        let again = FormEncoding.decode(queryOf: "?" + written.joined(separator: "&"))
        return same(again, fields) ? nil : "written \(fields), read \(again)"
    }

    /// Byte by byte: texts that are equal by canonical equivalence are not the same.
    private static func same(_ one: [String: String], _ other: [String: String]) -> Bool {
        one.count == other.count && one.allSatisfy { other[$0.key]?.utf8.elementsEqual($0.value.utf8) == true }
    }
}
