// SPDX-License-Identifier: Apache-2.0

/// To which plenary session a proposal belongs, and whether it was one of the plenary (大会提案) or came between two (平时提案).
package struct ProposalPeriod: Hashable, Sendable, Codable {
    package let series: ProposalSeries
    package let kind: Kind

    package init(_ series: ProposalSeries, _ kind: Kind) {
        self.series = series
        self.kind = kind
    }

    /// When in the year of a session it was handed in.
    package enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// Before the session opens, in the months that count to it.
        case beforeSession = "before_session"
        /// From the opening to the cut-off: only now sectors and groups propose (BR-12).
        case inSession = "in_session"
        /// All the rest of the year (平时提案).
        case recess

        /// Whether it counts as a proposal of the plenary session.
        package var isPlenary: Bool { self != .recess }
    }

    /// One plenary session as the registers have it.
    package struct Session: Hashable, Sendable {
        package let series: ProposalSeries
        package let opens: Day
        package let closes: Day

        package init(_ series: ProposalSeries, opens: Day, closes: Day) {
            self.series = series
            self.opens = opens
            self.closes = closes
        }
    }

    /// Whether the first plenary session of a term reviews it: the term's Proposals Committee is not there before (rules.md C.1).
    package var isBeforeCommittee: Bool { series.session == 1 && kind.isPlenary }

    /// The period of what is submitted on `day`; nil before the first session that is known.
    package init?(on day: Day, sessions: [Session], practice: ProposalPractice) {
        let inOrder = sessions.sorted { $0.opens < $1.opens }
        for session in inOrder where day <= session.closes.advanced(by: -practice.cutOffDays) {
            if day >= session.opens {
                self.init(session.series, .inSession)
                return
            }
            if day >= session.opens.advanced(byMonths: -practice.plenaryLeadMonths) {
                self.init(session.series, .beforeSession)
                return
            }
        }
        guard let last = inOrder.last(where: { $0.opens <= day }) else { return nil }
        self.init(last.series, .recess)
    }
}
