// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain

/// `multipart/form-data` (RFC 7578): a form that may bring files. Files stay in memory and never touch the disk.
struct MultipartForm: Sendable {
    /// Of a name that comes twice the first counts, as everywhere.
    let fields: [String: String]
    let files: [File]

    /// A file as it was sent. Neither its name nor what it is said to be is to be believed.
    struct File: Sendable {
        let field: String
        let name: String
        let bytes: [UInt8]
    }

    /// The largest body: a file of the largest size with what stands around it.
    static let bodyMax = Attachment.Limits.fileBytesMax + 1024 * 1024

    /// Reads a body by its `Content-Type`; nil when that names another kind. Throws ``WebFailure/malformedBody``.
    /// `partsMax`: how many fields and files the form may have together.
    init?(
        _ body: [UInt8], _ contentType: String?, partsMax: Int = MultipartParser.partsMax
    ) throws(WebFailure) {
        guard let header = contentType.map({ ParameterisedHeader($0) }), header.value == "multipart/form-data" else {
            return nil
        }
        let parser = header["boundary"].flatMap { MultipartParser($0) }
        guard let parts = parser?.parts(of: body, atMost: partsMax) else { throw .malformedBody }
        var fields: [String: String] = [:]
        var files: [File] = []
        for part in parts {
            if let name = part.fileName {
                // A file field that was left empty comes as a file without name and content.
                guard !name.isEmpty || !part.content.isEmpty else { continue }
                files.append(File(field: part.name, name: name, bytes: Array(body[part.content])))
            } else if fields[part.name] == nil {
                fields[part.name] = String(decoding: body[part.content], as: UTF8.self)
            }
        }
        guard fields.values.reduce(0, { $0 + $1.utf8.count }) <= WebFrame.bodyMax else { throw .bodyTooLarge }
        self.fields = fields
        self.files = files
    }

    /// The same for the same content, whatever stands around it.
    var digest: [UInt8] {
        let texts = fields.sorted { $0.key < $1.key }.flatMap { [Array($0.key.utf8), Array($0.value.utf8)] }
        let contents = files.flatMap {
            [Array($0.field.utf8), Array($0.name.utf8), SHA256.digest($0.bytes)]
        }
        return SHA256.digest(
            LengthPrefixed.join([LengthPrefixed.join(texts), LengthPrefixed.join(contents)]))
    }
}
