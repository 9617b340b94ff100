// SPDX-License-Identifier: Apache-2.0

/// Six digits that are sent to a phone to show whose it is (手机验证码). They count once, for minutes, and are tried a few
/// times; how many are sent is bounded for the phone and for the tenant.
package struct PhoneCode: Hashable, Sendable {
    package typealias ID = Identifier<PhoneCode>

    package let id: ID
    package let sentAt: Instant
    /// How often something was typed for it.
    package private(set) var tries: Int
    /// Whether it has opened a sign-in.
    package private(set) var isSpent: Bool

    package init(id: ID, sentAt: Instant, tries: Int = 0, isSpent: Bool = false) {
        self.id = id
        self.sentAt = sentAt
        self.tries = tries
        self.isSpent = isSpent
    }

    package static let digits = 6
    package static let lifeMilliseconds: Int64 = 5 * 60_000
    package static let triesMax = 5
    /// Between two codes for one phone.
    package static let pauseMilliseconds: Int64 = 60_000
    package static let perDay = 5

    /// From when on it opens nothing.
    package var expiresAt: Instant { sentAt.advanced(byMilliseconds: Self.lifeMilliseconds) }

    /// Whether it can still be tried.
    package func isOpen(at now: Instant) -> Bool {
        !isSpent && tries < Self.triesMax && now < expiresAt
    }

    /// A number below a million as people read it, with its zeros.
    package static func text(_ number: UInt32) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, Self.digits - digits.utf8.count)) + digits
    }

    /// The six digits that somebody typed, with blanks or as Chinese keyboards write them; nil for anything else.
    package static func read(_ typed: String) -> String? {
        var digits = ""
        for scalar in typed.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "０"..."９": digits += String(scalar.value - 0xFF10)
            case " ", "-", "\u{3000}": continue
            default: return nil
            }
            guard digits.utf8.count <= Self.digits else { return nil }
        }
        return digits.utf8.count == Self.digits ? digits : nil
    }
}

extension PhoneCode {
    /// What is known before a code is sent.
    package struct Circumstances: Sendable {
        /// Whether the tenant has a way to send SMS.
        package let hasGateway: Bool
        /// When codes were sent to this phone, in the last day at least.
        package let sent: [Instant]
        /// How many the tenant has sent today, to all phones.
        package let sentToday: Int
        /// How many it may send in a day; none at all closes the way.
        package let budget: Int

        package init(hasGateway: Bool, sent: [Instant], sentToday: Int, budget: Int) {
            self.hasGateway = hasGateway
            self.sent = sent
            self.sentToday = sentToday
            self.budget = budget
        }
    }

    /// Sends another code. Nothing here knows whether the phone was left with anything: the answer is the same.
    package static func sending(
        _ circumstances: Circumstances, as id: ID, at now: Instant
    ) throws(PhoneCodeRefusal) -> PhoneCode {
        guard circumstances.hasGateway, circumstances.budget > 0 else { throw .closed }
        if let last = circumstances.sent.max() {
            let wait = pauseMilliseconds - (now.milliseconds - last.milliseconds)
            guard wait <= 0 else { throw .tooSoon(seconds: Int((wait + 999) / 1000)) }
        }
        guard circumstances.sent.count(where: { $0.day == now.day }) < perDay else { throw .phoneDayOver }
        guard circumstances.sentToday < circumstances.budget else { throw .budgetSpent }
        return PhoneCode(id: id, sentAt: now)
    }

    /// What came of typing a code.
    package enum Outcome: Hashable, Sendable {
        case right
        case wrong
        /// The last of the tries was wrong: the code is of no use any more.
        case triedOut
        /// It cannot be tried: used, too old, or tried too often.
        case gone
    }

    /// One more try. The code counts once: right, it is spent.
    package func trying(isRight: Bool, at now: Instant) -> (after: PhoneCode, outcome: Outcome) {
        guard isOpen(at: now) else { return (self, .gone) }
        var after = self
        after.tries += 1
        after.isSpent = isRight
        if isRight { return (after, .right) }
        return (after, after.tries < Self.triesMax ? .wrong : .triedOut)
    }
}

/// Why no code was sent, or none was taken.
package enum PhoneCodeRefusal: Refusal {
    /// There is no way to send one here.
    case closed
    /// One was sent to this phone a moment ago.
    case tooSoon(seconds: Int)
    /// This phone has had all of its codes for today.
    case phoneDayOver
    /// The tenant has sent all of its codes for today.
    case budgetSpent
    /// The digits are not those that were sent.
    case wrong
    /// The code cannot be tried any more.
    case gone

    package var code: String {
        switch self {
        case .closed: "phone_sign_in_closed"
        case .tooSoon: "code_too_soon"
        case .phoneDayOver: "phone_day_over"
        case .budgetSpent: "code_budget_spent"
        case .wrong: "wrong_code"
        case .gone: "code_gone"
        }
    }
}
