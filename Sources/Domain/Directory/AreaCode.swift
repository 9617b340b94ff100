// SPDX-License-Identifier: Apache-2.0

/// A 12-digit statistical code: province 2, city 2, county 2, town 3, village 3 (rules.md C.9).
package struct AreaCode: Hashable, Sendable {
    package let text: String

    /// How many digits name a province, a city, a county, a town, a village.
    package static let lengths = [2, 4, 6, 9, 12]

    /// Nil unless it is 12 digits.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 12, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
        self.text = String(text)
    }

    /// The code as a number: the id of the area's entry in the register.
    package var number: Int64 { text.utf8.reduce(0) { $0 * 10 + Int64($1 - 48) } }

    /// The digits that name this area and begin the code of every area in it.
    package var significantDigits: String {
        let ending = text.reversed().prefix { $0 == "0" }.count
        let used = Self.lengths.first { $0 >= 12 - ending } ?? 12
        return String(text.prefix(used))
    }

    /// How deep it lies: 0 for a province, 4 for a village.
    package var level: Int { Self.lengths.firstIndex(of: significantDigits.count) ?? 0 }

    /// The area that this one lies in: of a village its town, of a town its county; nil for a province.
    package var parent: AreaCode? {
        guard level > 0 else { return nil }
        let digits = text.prefix(Self.lengths[level - 1])
        return AreaCode(digits + String(repeating: "0", count: 12 - digits.count))
    }

    /// Whether `other` is this area or lies in it.
    package func contains(_ other: AreaCode) -> Bool {
        other.text.hasPrefix(significantDigits)
    }
}

extension AreaCode: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard let code = AreaCode(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an area code: \(text)"))
        }
        self = code
    }

    package func encode(to encoder: any Encoder) throws {
        try text.encode(to: encoder)
    }
}

/// A named part of the country that a tenant works with.
package struct Area: Hashable, Sendable {
    package let code: AreaCode
    package let name: String

    package init(code: AreaCode, name: String) {
        self.code = code
        self.name = name
    }
}
