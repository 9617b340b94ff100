// SPDX-License-Identifier: Apache-2.0

/// A way in which somebody can be reached outside the product.
package enum ContactChannel: String, CaseIterable, Hashable, Sendable {
    case mail, sms
}

/// Where somebody can be reached outside the product: one address of one channel.
package enum ContactAddress: Hashable, Sendable {
    case mail(MailAddress)
    case sms(MobileNumber)

    /// An address of this channel; nil when it cannot be one.
    package init?(_ text: String, on channel: ContactChannel) {
        switch channel {
        case .mail:
            guard let address = MailAddress(text) else { return nil }
            self = .mail(address)
        case .sms:
            guard let number = MobileNumber(text) else { return nil }
            self = .sms(number)
        }
    }

    package var channel: ContactChannel {
        switch self {
        case .mail: .mail
        case .sms: .sms
        }
    }

    /// The address as it is used.
    package var text: String {
        switch self {
        case .mail(let address): address.text
        case .sms(let number): number.text
        }
    }

    /// What two spellings of the same address have in common, for looking it up.
    package var comparable: String {
        switch self {
        case .mail(let address): "mail/\(address.text.lowercased())"
        case .sms(let number): "sms/\(number.text)"
        }
    }

    /// Enough to recognise the own address, too little to use it: `138****5678`, `z****@example.org`.
    package var masked: String {
        switch self {
        case .mail(let address): address.masked
        case .sms(let number): number.masked
        }
    }
}
