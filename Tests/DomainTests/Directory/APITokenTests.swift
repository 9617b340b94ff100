// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("What a token opens")
struct APITokenTests {
    @Test("reading never writes, and a context never opens another one")
    func scopes() {
        let contexts: [APIToken.Context?] = [nil] + APIToken.Context.allCases
        for access in APIToken.Access.allCases {
            for own in contexts {
                let scope = APIToken.Scope(access: access, context: own)
                for asked in contexts {
                    for writing in [false, true] {
                        let expected = (own == nil || own == asked) && !(writing && access == .read)
                        let parts = Set([asked].compactMap(\.self))
                        #expect(scope.permits(writing: writing, in: parts) == expected)
                        if let asked, own != nil {
                            let several = parts.union([asked == .items ? .topics : .items])
                            let either = own.map(several.contains) == true && !(writing && access == .read)
                            #expect(scope.permits(writing: writing, in: several) == either)
                        }
                    }
                }
            }
        }
    }

    /// A token that was made for so many days, a month ago by the clock of the test.
    private func token(days: Int64, warnedAt: Instant? = nil) -> APIToken {
        APIToken(
            id: .init(1), name: "统计程序", scope: .init(access: .read, context: nil), createdAt: made,
            expiresAt: made.advanced(byMilliseconds: days * Self.day), lastUsedAt: nil, warnedAt: warnedAt)
    }

    private static let day: Int64 = 86_400_000
    private let made = Instant(Day(year: 2026, month: 3, day: 5), hour: 9)

    private func moment(_ days: Int64, _ milliseconds: Int64 = 0) -> Instant {
        made.advanced(byMilliseconds: days * Self.day + milliseconds)
    }

    @Test("its person is told so many days before its end, and seven; not on the day on which it is made")
    func warnings() {
        #expect(token(days: 90).warnings(days: 30) == [moment(60), moment(83)])
        #expect(token(days: 30).warnings(days: 30) == [moment(23)], "whoever has just made it knows")
        #expect(token(days: 365).warnings(days: 90) == [moment(275), moment(358)])
        #expect(token(days: 90).warnings(days: 7) == [moment(83)], "once, where both are one day")
    }

    @Test("each of the two is told once, what was missed is told once, and nothing is told of one that has ended")
    func due() {
        let rows: [(now: Instant, warnedAt: Instant?, due: Bool)] = [
            (moment(60, -1), nil, false), (moment(60), nil, true), (moment(60), moment(60), false),
            (moment(70), nil, true), (moment(83, -1), moment(60), false), (moment(83), moment(60), true),
            (moment(83), moment(83), false), (moment(89), nil, true), (moment(89), moment(83), false),
            (moment(90), nil, false), (moment(90), moment(60), false),
        ]
        for (now, warnedAt, due) in rows {
            let told = token(days: 90, warnedAt: warnedAt).isWarningDue(days: 30, at: now)
            #expect(told == due, "\(now) \(String(describing: warnedAt))")
        }
        #expect(!token(days: 90).isEnding(days: 30, at: moment(60, -1)))
        #expect(token(days: 90, warnedAt: moment(60)).isEnding(days: 30, at: moment(61)), "also when that was told")
        #expect(!token(days: 90).isEnding(days: 30, at: moment(90)))
    }

    @Test("no token lasts longer than a year")
    func terms() {
        #expect(APIToken.terms.allSatisfy { (1...365).contains($0) })
    }
}
