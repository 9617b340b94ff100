// SPDX-License-Identifier: Apache-2.0

/// The unified social credit code of an organisation (统一社会信用代码, GB 32100): 18 characters, the last a check.
package struct CreditCode: Hashable, Sendable {
    package let text: String

    /// Nil unless the characters are of its alphabet and the check is right.
    package init?(_ text: some StringProtocol) {
        let characters = Array(text.uppercased().utf8)
        guard characters.count == 18 else { return nil }
        let values = characters.compactMap { Self.alphabet.firstIndex(of: $0) }
        guard values.count == 18 else { return nil }
        var weight = 1
        var sum = 0
        for value in values.dropLast() {
            sum += value * weight
            weight = weight * 3 % 31
        }
        guard (31 - sum % 31) % 31 == values[17] else { return nil }
        self.text = String(decoding: characters, as: UTF8.self)
    }

    /// Digits and letters without I, O, S, V, Z.
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
}
