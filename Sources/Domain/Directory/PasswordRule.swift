// SPDX-License-Identifier: Apache-2.0

/// What a password must be. Each rule is one case, so that each has its sentence.
package enum PasswordRule: CaseIterable, Hashable, Sendable {
    /// At least ``lengthMin`` characters.
    case length
    /// Not the sign-in name, nor the name turned into a password by adding to it.
    case notTheName
    /// None of those that everybody tries first.
    case notCommon
    /// Two kinds of characters at least: letters, digits, others.
    case twoKinds

    package static let lengthMin = 10

    /// The first rule that a password breaks; nil when it may be taken.
    package static func broken(by password: String, signInName: String) -> PasswordRule? {
        allCases.first { $0.isBroken(by: password, signInName: signInName) }
    }

    private func isBroken(by password: String, signInName: String) -> Bool {
        let lower = password.lowercased()
        switch self {
        case .length: return password.count < Self.lengthMin
        case .notTheName: return signInName.count > 2 && lower.contains(signInName.lowercased())
        case .notCommon: return Self.common.contains { lower.filter { !$0.isWhitespace }.hasPrefix($0) }
        case .twoKinds: return Set(password.map(Kind.init)).count < 2
        }
    }

    private enum Kind: Hashable {
        case letter, digit, other

        init(_ character: Character) {
            self = character.isNumber ? .digit : character.isLetter ? .letter : .other
        }
    }

    /// Beginnings by which guessing begins.
    private static let common = [
        "0123456789", "1234567890", "123456789a", "123456abc", "abc123456", "abcd1234", "a123456789", "aa123456",
        "qwerty123", "qwertyuiop", "1qaz2wsx", "1q2w3e4r", "password", "passw0rd", "p@ssw0rd", "admin123", "admin@123",
        "administrator", "iloveyou", "woaini", "5201314", "zhengxie", "shangliang", "anlan-demo", "1111111111",
        "8888888888", "88888888", "66666666",
    ]
}

/// The name under which somebody signs in: 3 to 32 small letters, digits, dots, hyphens and underscores.
package struct SignInName: Hashable, Sendable {
    package let text: String

    /// Nil for what is no such name; capitals are taken as small letters.
    package init?(_ text: some StringProtocol) {
        let lower = text.lowercased()
        guard (3...32).contains(lower.utf8.count),
            lower.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || [45, 46, 95].contains($0) })
        else { return nil }
        self.text = lower
    }
}
