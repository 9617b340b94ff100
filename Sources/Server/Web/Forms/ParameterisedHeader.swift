// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A header of a value and parameters, as in `form-data; name="file"; filename="照片.jpg"`.
struct ParameterisedHeader: Sendable {
    /// In lower case.
    let value: String
    private let parameters: [(name: String, value: String)]

    init(_ text: String) {
        var rest = text.unicodeScalars[...]
        value = Self.take(&rest, until: ";").lowercased()
        var parameters: [(String, String)] = []
        while !rest.isEmpty, parameters.count < 20 {
            rest.removeFirst()
            let name = Self.take(&rest, until: "=;").lowercased()
            guard rest.first == "=" else { continue }
            rest.removeFirst()
            rest = rest.drop { $0 == " " || $0 == "\t" }
            let value = rest.first == "\"" ? Self.takeQuoted(&rest) : Self.take(&rest, until: ";")
            parameters.append((name, value))
            rest = rest.drop { $0 != ";" }
        }
        self.parameters = parameters
    }

    /// The first parameter of this name.
    subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    private static func take(_ rest: inout Substring.UnicodeScalarView, until ends: String) -> String {
        let taken = rest.prefix { !ends.unicodeScalars.contains($0) }
        rest = rest[taken.endIndex...]
        return String(Substring(taken)).trimmingCharacters(in: .whitespaces)
    }

    /// Only a quotation mark is escaped: the backslashes of a path are its own.
    private static func takeQuoted(_ rest: inout Substring.UnicodeScalarView) -> String {
        rest.removeFirst()
        var taken = String.UnicodeScalarView()
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", rest.first == "\"" {
                taken.append("\"")
                rest.removeFirst()
            } else {
                taken.append(character)
            }
        }
        return String(taken)
    }
}
