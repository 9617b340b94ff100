// SPDX-License-Identifier: Apache-2.0

/// By when a stage must be done: a stored day, with what it was computed from, so that a page can say why.
///
/// "Overdue" is never stored: it is the comparison of ``day`` with today.
package struct Deadline: Hashable, Sendable {
    /// The last day in time.
    package let day: Day
    /// The day on which the stage opened; it does not count (Civil Code art. 201).
    package let from: Day
    /// The term that the profile gave when the stage opened.
    package let term: Term
    /// The calendar knows no holidays of some year on the way: the day may still move (BR-42).
    package let isProvisional: Bool

    package init(day: Day, from: Day, term: Term, isProvisional: Bool) {
        self.day = day
        self.from = from
        self.term = term
        self.isProvisional = isProvisional
    }

    /// Whether its day is over; on the day itself it is not (BR-42).
    package func isOverdue(on today: Day) -> Bool { today > day }

    /// How long a stage may take.
    package enum Term: Hashable, Sendable {
        case workingDays(Int)
        case months(Int)
        /// Somebody named the day itself; no calendar moves it.
        case named
    }
}

extension Deadline.Term {
    /// `5wd`, `1mo` or `named`, as it is stored.
    package var text: String {
        switch self {
        case .workingDays(let days): "\(days)wd"
        case .months(let months): "\(months)mo"
        case .named: "named"
        }
    }

    /// Reads what ``text`` writes; nil for anything else.
    package init?(_ text: String) {
        if text == "named" {
            self = .named
        } else if text.hasSuffix("wd"), let days = Int(text.dropLast(2)), days >= 0 {
            self = .workingDays(days)
        } else if text.hasSuffix("mo"), let months = Int(text.dropLast(2)), months > 0 {
            self = .months(months)
        } else {
            return nil
        }
        guard self.text == text else { return nil }
    }
}

/// Events write a term of working days as the number it always was; the other terms have a key of their own.
extension Deadline: Codable {
    private enum CodingKeys: String, CodingKey {
        case day, from, workingDays, months, isProvisional
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        day = try container.decode(Day.self, forKey: .day)
        from = try container.decode(Day.self, forKey: .from)
        isProvisional = try container.decode(Bool.self, forKey: .isProvisional)
        if let days = try container.decodeIfPresent(Int.self, forKey: .workingDays) {
            term = .workingDays(days)
        } else {
            term = try container.decodeIfPresent(Int.self, forKey: .months).map(Term.months) ?? .named
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(day, forKey: .day)
        try container.encode(from, forKey: .from)
        try container.encode(isProvisional, forKey: .isProvisional)
        switch term {
        case .workingDays(let days): try container.encode(days, forKey: .workingDays)
        case .months(let months): try container.encode(months, forKey: .months)
        case .named: break
        }
    }
}
