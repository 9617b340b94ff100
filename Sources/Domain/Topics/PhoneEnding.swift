// SPDX-License-Identifier: Apache-2.0

/// The last four digits of a phone: by them whoever holds a tracking code shows that the phone is theirs, too.
package struct PhoneEnding: Sendable {
    package static let length = 4

    /// `[5, 6, 7, 8]`, to be compared in constant time; never shown.
    package let digits: [UInt8]

    /// Reads the digits as people type them: full-width ones and blanks are forgiven. Nil for anything but four digits.
    package init?(_ typed: String) {
        guard let digits = Self.digits(in: typed), digits.count == Self.length else { return nil }
        self.digits = digits
    }

    /// The end of a phone that was left; nil for what is too short to be one.
    package init?(of phone: String) {
        guard let digits = Self.digits(in: phone), digits.count >= Self.length else { return nil }
        self.digits = Array(digits.suffix(Self.length))
    }

    /// The values of the digits; nil where anything else stands among them.
    private static func digits(in text: String) -> [UInt8]? {
        var digits: [UInt8] = []
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            switch scalar {
            case "0"..."9": digits.append(UInt8(scalar.value - 0x30))
            case "０"..."９": digits.append(UInt8(scalar.value - 0xFF10))
            default: return nil
            }
        }
        return digits
    }
}

/// Why somebody who holds a tracking code does not act by it.
package enum PhoneEndingRefusal: Refusal {
    /// A phone was left, and its last digits were not said.
    case missing
    /// They are others.
    case wrong
    /// They were wrong too often; after so many seconds they are listened to again.
    case tooOften(seconds: Int)

    package var code: String {
        switch self {
        case .missing: "phone_ending_missing"
        case .wrong: "phone_ending_wrong"
        case .tooOften: "phone_ending_tried_too_often"
        }
    }
}
