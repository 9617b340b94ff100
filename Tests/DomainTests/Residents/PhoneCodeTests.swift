// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Codes that are sent to phones")
struct PhoneCodeTests {
    private static let now = Instant(Day(year: 2026, month: 3, day: 5), hour: 9)

    /// A situation, and what is said when a code is asked for.
    struct Asked: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Before how many seconds codes were sent to this phone.
        var before: [Int64] = []
        var sentToday = 0
        var budget = 500
        var hasGateway = true
        let expected: PhoneCodeRefusal?
    }

    private static let asked = [
        Asked(testDescription: "the first one", expected: nil),
        Asked(testDescription: "no gateway", hasGateway: false, expected: .closed),
        Asked(testDescription: "a budget of none", budget: 0, expected: .closed),
        Asked(testDescription: "a moment ago", before: [0], expected: .tooSoon(seconds: 60)),
        Asked(testDescription: "59 seconds ago", before: [59], expected: .tooSoon(seconds: 1)),
        Asked(testDescription: "a minute ago", before: [60], expected: nil),
        Asked(testDescription: "the latest counts", before: [600, 30], expected: .tooSoon(seconds: 30)),
        Asked(testDescription: "four today", before: [60, 120, 180, 240], expected: nil),
        Asked(testDescription: "five today", before: [60, 120, 180, 240, 300], expected: .phoneDayOver),
        Asked(
            testDescription: "five, one of them yesterday", before: [60, 120, 180, 240, 9 * 3600 + 1], expected: nil),
        Asked(
            testDescription: "too soon is said first", before: [1, 120, 180, 240, 300], expected: .tooSoon(seconds: 59)),
        Asked(testDescription: "one of the tenant's is left", sentToday: 499, expected: nil),
        Asked(testDescription: "none is left", sentToday: 500, expected: .budgetSpent),
        Asked(testDescription: "the budget was lowered", sentToday: 500, budget: 10, expected: .budgetSpent),
        Asked(
            testDescription: "the phone's number is told before the tenant's",
            before: [60, 120, 180, 240, 300], sentToday: 500, expected: .phoneDayOver),
    ]

    @Test("one a minute and five a day for a phone, so many a day for a tenant", arguments: asked)
    func sending(_ asked: Asked) throws {
        let circumstances = PhoneCode.Circumstances(
            hasGateway: asked.hasGateway,
            sent: asked.before.map { Self.now.advanced(byMilliseconds: -$0 * 1000) }, sentToday: asked.sentToday,
            budget: asked.budget)
        do throws(PhoneCodeRefusal) {
            let code = try PhoneCode.sending(circumstances, as: .init(1), at: Self.now)
            #expect(asked.expected == nil)
            #expect(code == PhoneCode(id: .init(1), sentAt: Self.now))
        } catch {
            #expect(error == asked.expected)
        }
    }

    @Test("across midnight the minute still counts, and the day begins anew")
    func midnight() throws {
        let midnight = Instant(Day(year: 2026, month: 3, day: 6))
        let evening = (1...5).map { midnight.advanced(byMilliseconds: -Int64($0) * 20_000) }
        func ask(at now: Instant) throws(PhoneCodeRefusal) -> PhoneCode {
            try PhoneCode.sending(
                .init(hasGateway: true, sent: evening, sentToday: 0, budget: 1), as: .init(1), at: now)
        }
        #expect(throws: PhoneCodeRefusal.tooSoon(seconds: 40)) { try ask(at: midnight) }
        #expect(try ask(at: midnight.advanced(byMilliseconds: 40_000)).tries == 0)
    }

    /// A code as it is, and what comes of a right and of a wrong try.
    struct Tried: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var tries = 0
        var isSpent = false
        var seconds: Int64 = 10
        let right: PhoneCode.Outcome
        let wrong: PhoneCode.Outcome
    }

    private static let tried = [
        Tried(testDescription: "fresh", right: .right, wrong: .wrong),
        Tried(testDescription: "four wrong", tries: 4, right: .right, wrong: .triedOut),
        Tried(testDescription: "five wrong", tries: 5, right: .gone, wrong: .gone),
        Tried(testDescription: "spent", tries: 1, isSpent: true, right: .gone, wrong: .gone),
        Tried(testDescription: "just in time", seconds: 299, right: .right, wrong: .wrong),
        Tried(testDescription: "five minutes old", seconds: 300, right: .gone, wrong: .gone),
    ]

    @Test("a code counts once, for five minutes and five tries", arguments: tried)
    func trying(_ tried: Tried) {
        let sent = Self.now.advanced(byMilliseconds: -tried.seconds * 1000)
        let code = PhoneCode(id: .init(1), sentAt: sent, tries: tried.tries, isSpent: tried.isSpent)
        for (isRight, expected) in [(true, tried.right), (false, tried.wrong)] {
            let (after, outcome) = code.trying(isRight: isRight, at: Self.now)
            #expect(outcome == expected)
            #expect(after.isSpent == (tried.isSpent || outcome == .right))
            #expect(after.tries == tried.tries + (outcome == .gone ? 0 : 1))
            if outcome != .wrong { #expect(!after.isOpen(at: Self.now)) }
        }
    }

    @Test(
        "six digits are read as people type them, and nothing else is",
        arguments: [
            ("012345", "012345"), (" 012 345 ", "012345"), ("０１２３４５", "012345"), ("012-345", "012345"), ("12345", nil),
            ("1234567", nil), ("", nil), ("12345a", nil), ("١٢٣٤٥٦", nil), ("12345\u{0}", nil), ("+12345", nil),
        ])
    func reading(_ typed: String, _ expected: String?) {
        #expect(PhoneCode.read(typed) == expected)
    }

    @Test("each number has its six digits")
    func digits() {
        #expect([0, 7, 42_000, 999_999].map { PhoneCode.text($0) } == ["000000", "000007", "042000", "999999"])
    }

    @Test("refusals have codes of their own, and events say nothing of a phone")
    func codes() {
        let refusals: [PhoneCodeRefusal] = [
            .closed, .tooSoon(seconds: 1), .phoneDayOver, .budgetSpent, .wrong, .gone,
        ]
        #expect(Set(refusals.map(\.code)).count == refusals.count)
        let events: [ResidentSignInEvent] = [.began, .ended(.signedOut), .triedOut]
        #expect(events.map(\.kind) == ["began", "ended", "tried_out"])
    }
}
