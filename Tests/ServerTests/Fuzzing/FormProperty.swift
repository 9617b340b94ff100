// SPDX-License-Identifier: Apache-2.0

@testable import Server

/// What holds for any bytes that are read as a form, and for any text that is put into one.
enum FormProperty {
    /// What does not hold, if anything.
    static func broken(by bytes: [UInt8]) -> String? {
        let fields = FormEncoding.decode(bytes)
        guard fields.count <= 200, fields[""] == nil else { return "the number of fields, or one without name" }
        // A byte that is no UTF-8 becomes a character of three.
        let size = fields.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard size <= bytes.count * 3 else { return "\(size) bytes out of \(bytes.count)" }
        let written = fields.map { "\(FormEncoding.encode($0.key))=\(FormEncoding.encode($0.value))" }
        let query = written.joined(separator: "&")
        guard query.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return "written \(query)" }
        let again = FormEncoding.decode(Array(query.utf8))
        guard again.count == fields.count,
            again.allSatisfy({ fields[$0.key]?.utf8.elementsEqual($0.value.utf8) == true })
        else { return "written \(fields), read \(again)" }
        let text = String(decoding: bytes, as: UTF8.self)
        let value = FormEncoding.decode(Array("a=\(FormEncoding.encode(text))".utf8))["a"] ?? ""
        return value.utf8.elementsEqual(text.utf8) ? nil : "encoded \(text.debugDescription)"
    }
}
