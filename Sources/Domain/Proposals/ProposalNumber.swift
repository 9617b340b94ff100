// SPDX-License-Identifier: Apache-2.0

/// A plenary session by its numbers, whose proposals are counted together: 十五届三次会议.
package struct ProposalSeries: Hashable, Comparable, Sendable, Codable {
    package let term: Int
    /// Which plenary session of the term, from 1.
    package let session: Int

    package init(term: Int, session: Int) {
        self.term = term
        self.session = session
    }

    /// The series of a session of the registers; nil where their names hold no number.
    package init?(termName term: String, sessionName session: String) {
        guard let term = ChineseNumeral.first(in: term), let session = ChineseNumeral.first(in: session),
            (1...99).contains(term), (1...99).contains(session)
        else { return nil }
        self.init(term: term, session: session)
    }

    /// Reads what people write: 15-3, or 十五届三次会议; nil for anything else.
    package init?(written text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        if parts.count == 2, let term = parts[0], let session = parts[1], (1...99).contains(term),
            (1...99).contains(session)
        {
            self.init(term: term, session: session)
            return
        }
        guard let end = text.firstIndex(of: "届") else { return nil }
        self.init(termName: String(text[..<end]), sessionName: String(text[text.index(after: end)...]))
    }

    /// As registers of numbers keep it: 1503.
    package var code: Int { term * 100 + session }

    package var name: String { "\(ChineseNumeral.text(of: term))届\(ChineseNumeral.text(of: session))次会议" }

    package static func < (a: Self, b: Self) -> Bool { a.code < b.code }
}

/// The number of a proposal (提案编号): given once, as it is filed, without gaps in its series, and never again (BR-13).
package struct ProposalNumber: Hashable, Comparable, Sendable, Codable {
    package let series: ProposalSeries
    package let serial: Int

    package init(_ series: ProposalSeries, _ serial: Int) {
        self.series = series
        self.serial = serial
    }

    /// `15-3-001`, as people type it.
    package var text: String { "\(series.term)-\(series.session)-\(padded)" }

    /// As it stands on documents: 十五届三次会议第001号.
    package var official: String { "\(series.name)第\(padded)号" }

    /// Reads what ``text`` writes, with or without the zeros; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let term = parts[0], let session = parts[1], let serial = parts[2],
            (1...99).contains(term), (1...99).contains(session), serial > 0, serial < 1_000_000
        else { return nil }
        self.init(ProposalSeries(term: term, session: session), serial)
    }

    /// Reads what earlier papers write: 15-3-001, 十五届三次会议第001号, or 第001号 with the session beside it.
    package init?(written text: String, session: String?) {
        if let number = ProposalNumber(text) {
            self = number
            return
        }
        let figures = text.split { !"0123456789".contains($0) }.last
        guard let series = ProposalSeries(written: session ?? text), let serial = figures.flatMap({ Int($0) }),
            serial > 0, serial < 1_000_000
        else { return nil }
        self.init(series, serial)
    }

    package static func < (a: Self, b: Self) -> Bool { (a.series.code, a.serial) < (b.series.code, b.serial) }

    private var padded: String {
        let figures = String(serial)
        return String(repeating: "0", count: max(0, 3 - figures.utf8.count)) + figures
    }
}
