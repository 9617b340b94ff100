// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Members' scores and the yearly assessment")
struct HandlingScoreTests {
    private static let part = HandlingScore.Circumstances(takesPart: true, isIssued: false)
    private static let good = HandlingScore.Mark(.four, reason: nil)
    private static let members: Set<ActorKind> = [.researcher, .participant, .otherMember]

    /// What giving a score comes to.
    private static func outcome(
        _ state: SuggestionItem.State.Name, _ circumstances: HandlingScore.Circumstances, _ actor: Actor
    ) throws -> String {
        let item = try Village.item(state)
        do throws(HandlingScoreRefusal) {
            let given = try HandlingScore.giving(good, to: item, circumstances, as: .init(1), by: actor).after
            return given.version == 1 && given.mark == good ? "given" : "odd"
        } catch {
            return error.code
        }
    }

    @Test("each state of the item, each kind of actor: a member who took part scores what is closed, once it is")
    func table() throws {
        for state in SuggestionItem.State.Name.allCases {
            for who in ActorKind.allCases {
                for (takesPart, isIssued) in [(true, false), (true, true), (false, false), (false, true)] {
                    let expected =
                        !Self.members.contains(who) || !takesPart
                        ? "not_yours"
                        : state != .closed ? "not_closed" : isIssued ? "assessment_issued" : "given"
                    let outcome = try Self.outcome(
                        state, .init(takesPart: takesPart, isIssued: isIssued), who.actor)
                    #expect(outcome == expected, "\(state) \(who) \(takesPart) \(isIssued)")
                }
            }
        }
    }

    @Test("a low score says why; the own score alone can be changed, and the log tells it")
    func changed() throws {
        let item = try Village.item(.closed)
        let own = ActorKind.researcher.actor
        let given = try HandlingScore.giving(Self.good, to: item, Self.part, as: .init(1), by: own)
        for points in HandlingScore.Points.allCases {
            let mark = HandlingScore.Mark(points, reason: nil)
            if points.number <= 2 {
                #expect(throws: HandlingScoreRefusal.reasonMissing) {
                    try given.after.changing(to: mark, of: item, Self.part, by: own)
                }
            } else {
                #expect(try given.after.changing(to: mark, of: item, Self.part, by: own).after.mark == mark)
            }
        }
        let low = HandlingScore.Mark(.one, reason: "标线两天就没了")
        let changed = try given.after.changing(to: low, of: item, Self.part, by: own)
        #expect(changed.after.version == 2 && changed.after.mark == low)
        #expect(HandlingScore.replaying([given.event, changed.event], as: .init(1)) == changed.after)
        #expect(HandlingScore.replaying([changed.event], as: .init(1)) == nil)
        for who in ActorKind.allCases where who != .researcher {
            #expect(throws: HandlingScoreRefusal.notYours) {
                try given.after.changing(to: low, of: item, Self.part, by: who.actor)
            }
            #expect(given.after.permittedCommands(for: who.actor).isEmpty)
        }
        #expect(throws: HandlingScoreRefusal.assessmentIssued) {
            try given.after.changing(to: low, of: item, .init(takesPart: true, isIssued: true), by: own)
        }
    }

    @Test("whoever looks after the whole county issues a year from its December on, once")
    func issuing() {
        for who in ActorKind.allCases {
            #expect(HandlingAssessment.role(of: who.actor) == (who == .leader ? .leader : nil), "\(who)")
        }
        let chair = Village.person(90, .convener, .tenant)
        #expect(HandlingAssessment.role(of: chair) == .convener)
        func hindrance(_ day: String, isIssued: Bool = false) -> HandlingAssessmentRefusal? {
            HandlingAssessment.hindrance(year: 2026, isIssued: isIssued, on: Village.day(day))
        }
        #expect(hindrance("2025-12-31") == .yearGoesOn && hindrance("2026-11-30") == .yearGoesOn)
        #expect(hindrance("2026-12-01") == nil && hindrance("2027-03-01") == nil)
        #expect(hindrance("2027-03-01", isIssued: true) == .alreadyIssued)
    }

    @Test("a flagged word is the same word")
    func flagged() throws {
        let answer = Confirmation.Answer(outcome: .solved, rating: .satisfied, remark: nil)
        for flag in Confirmation.Flag.allCases {
            let said = try Village.confirmation(.submitter(Village.topicID))
                .answering(answer.flagged(flag), about: Village.item(.verified), by: .codeHolder(Village.topicID))
            #expect(said.after.answer?.flag == flag && said.after.answer?.outcome == .solved)
        }
        #expect(answer.flag == nil && answer.flagged(nil) == answer)
    }
}
