// SPDX-License-Identifier: Apache-2.0

import CPQ

/// Values as libpq takes them: texts and numbers in text form, bytes in binary form.
struct PostgresParameters {
    /// The types that the server is told, so that it need not guess: int8, float8, bytea; texts it may infer.
    private(set) var types: [Oid] = []
    private var buffers: [[UInt8]?] = []
    private var formats: [Int32] = []

    var count: Int { buffers.count }

    /// Throws ``DatabaseError/malformed(_:)`` for a text with a NUL, which PostgreSQL cannot hold, and the like.
    init(_ values: [SQLValue]) throws {
        for value in values {
            try value.requireStorable()
            switch value {
            case .null: append(nil, type: 0, format: 0)
            case .integer(let number): append(Array(String(number).utf8) + [0], type: 20, format: 0)
            case .real(let number): append(Array(String(number).utf8) + [0], type: 701, format: 0)
            case .text(let text): append(Array(text.utf8) + [0], type: 0, format: 0)
            case .bytes(let bytes): append(bytes, type: 17, format: 1)
            }
        }
    }

    private mutating func append(_ buffer: [UInt8]?, type: Oid, format: Int32) {
        buffers.append(buffer)
        types.append(type)
        formats.append(format)
    }

    /// Calls `body` with the addresses and lengths of the values; they hold no longer than the call.
    func withPointers<Value>(
        _ body: ([UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]) throws -> Value
    ) rethrows -> Value {
        // One buffer for all, so that its address is taken once; a byte more, so that an empty value is not NULL.
        let all = buffers.reduce(into: []) { all, buffer in all += buffer ?? [] } + [0]
        return try all.withUnsafeBytes { bytes in
            let start = bytes.bindMemory(to: CChar.self).baseAddress
            var offset = 0
            let pointers = buffers.map { buffer -> UnsafePointer<CChar>? in
                defer { offset += buffer?.count ?? 0 }
                return buffer == nil ? nil : start.map { $0 + offset }
            }
            return try body(pointers, buffers.map { Int32($0?.count ?? 0) }, formats)
        }
    }
}
