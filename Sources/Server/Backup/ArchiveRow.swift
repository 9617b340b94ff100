// SPDX-License-Identifier: Apache-2.0

import Database
import Foundation

/// One row as a line: a JSON array; numbers and texts as they are, bytes as base64.
enum ArchiveRow {
    /// The line, with its line break.
    static func bytes(_ row: [SQLValue]) -> [UInt8] {
        var bytes = JSON.array(row.map(json)).bytes
        bytes.append(0x0A)
        return bytes
    }

    private static func json(_ value: SQLValue) -> JSON {
        switch value {
        case .null: .null
        case .integer(let number): .integer(number)
        case .real(let number): .number(number)
        case .text(let text): .string(text)
        case .bytes(let bytes): .string(Data(bytes).base64EncodedString())
        }
    }

    /// Reads lines of rows whose columns are of these kinds.
    struct Reader {
        private let decoder = JSONDecoder()

        init(_ kinds: [Table.Kind]) {
            decoder.userInfo[.kinds] = kinds
        }

        /// Throws ``ArchiveError/damaged(_:)`` for anything but such a row.
        func row(_ line: [UInt8]) throws(ArchiveError) -> [SQLValue] {
            guard let row = try? decoder.decode(Cells.self, from: Data(line)) else { throw .damaged(.line) }
            return row.values
        }
    }

    private struct Cells: Decodable {
        let values: [SQLValue]

        init(from decoder: any Decoder) throws {
            let kinds = decoder.userInfo[.kinds] as? [Table.Kind] ?? []
            var cells = try decoder.unkeyedContainer()
            values = try kinds.map { kind in
                if try cells.decodeNil() { return .null }
                switch kind {
                case .integer: return .integer(try cells.decode(Int64.self))
                case .real: return .real(try cells.decode(Double.self))
                case .text: return .text(try cells.decode(String.self))
                case .bytes:
                    guard let bytes = Data(base64Encoded: try cells.decode(String.self)) else {
                        throw ArchiveError.damaged(.line)
                    }
                    return .bytes(Array(bytes))
                }
            }
            guard cells.isAtEnd else { throw ArchiveError.damaged(.line) }
        }
    }
}

extension CodingUserInfoKey {
    fileprivate static let kinds: CodingUserInfoKey = {
        guard let key = CodingUserInfoKey(rawValue: "kinds") else { preconditionFailure("a word is a key") }
        return key
    }()
}
