// SPDX-License-Identifier: Apache-2.0

/// What differs between counties in handling what was agreed (rules.md D.2).
package struct OutcomePractice: Sendable, Hashable {
    /// Working days in which a unit signs for an item or returns it.
    package var returnDays: Int
    /// Months in which a unit reports, from signing for it; an extension gives as many again, once.
    package var reportMonths: Int
    /// Working days in which the room looks at a report: it holds, or goes back.
    package var verificationDays: Int
    /// Working days in which the room answers a unit that gives an item back.
    package var arbitrationDays: Int
    /// Working days for the people concerned to confirm.
    package var confirmationDays: Int
    /// Months after closing in which an item may be reopened.
    package var reopenMonths: Int
    /// What stands before the year in the number of a suggestion list, as in 政协议〔2026〕3号.
    package var listPrefix: String
    /// Likewise of a year's handling assessment.
    package var assessmentPrefix: String
    /// From the first day of this month it is a gap that no topic of the year before was chosen for a look-back (BR-23).
    package var lookBackMonth: Int
    /// Months after which what is supervised jointly is to be looked at once more (重要议题常态督查; A2-27).
    package var inspectionMonths: Int

    package init(
        returnDays: Int = 5, reportMonths: Int = 1, confirmationDays: Int = 10, reopenMonths: Int = 12,
        listPrefix: String = "政协议", assessmentPrefix: String = "政协评", lookBackMonth: Int = 4,
        inspectionMonths: Int = 1, verificationDays: Int = 5, arbitrationDays: Int = 3
    ) {
        self.verificationDays = verificationDays
        self.arbitrationDays = arbitrationDays
        self.returnDays = returnDays
        self.reportMonths = reportMonths
        self.confirmationDays = confirmationDays
        self.reopenMonths = reopenMonths
        self.listPrefix = listPrefix
        self.assessmentPrefix = assessmentPrefix
        self.lookBackMonth = lookBackMonth
        self.inspectionMonths = inspectionMonths
    }
}

extension OutcomePractice: Codable {
    private enum CodingKeys: String, CodingKey {
        case returnDays, reportMonths, confirmationDays, reopenMonths, listPrefix, assessmentPrefix, lookBackMonth,
            inspectionMonths, verificationDays, arbitrationDays
    }

    /// What a profile says that was written before lists had numbers is the standard's.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            returnDays: try container.decode(Int.self, forKey: .returnDays),
            reportMonths: try container.decode(Int.self, forKey: .reportMonths),
            confirmationDays: try container.decode(Int.self, forKey: .confirmationDays),
            reopenMonths: try container.decode(Int.self, forKey: .reopenMonths),
            listPrefix: try container.decodeIfPresent(String.self, forKey: .listPrefix) ?? "政协议",
            assessmentPrefix: try container.decodeIfPresent(String.self, forKey: .assessmentPrefix) ?? "政协评",
            lookBackMonth: try container.decodeIfPresent(Int.self, forKey: .lookBackMonth) ?? 4,
            inspectionMonths: try container.decodeIfPresent(Int.self, forKey: .inspectionMonths) ?? 1,
            verificationDays: try container.decodeIfPresent(Int.self, forKey: .verificationDays) ?? 5,
            arbitrationDays: try container.decodeIfPresent(Int.self, forKey: .arbitrationDays) ?? 3)
    }
}
