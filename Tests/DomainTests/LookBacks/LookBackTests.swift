// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// The rule book of a look-back on which somebody has looked and the people were asked, where it is under way:
/// command | state | who | outcome.
private let lookBackTable = """
    secretaries = secretary of the room, secretary of the area
    rooms       = secretary of another room, convener of another room
    offices     = rooms, officer of its unit, officer of another unit, privacy officer
    members     = member who researches it, member who takes part, another member
    codes       = holder of its code, holder of another code, holder of its link, holder of another link
    not leaders = offices, members, codes, visitor, console, system
    others      = leader, not leaders
    desk        = secretaries, convener of the room

    look     | chosen               | desk                 | → under_way
    look     | under_way            | desk                 | stays
    look     | concluded, dropped   | desk                 | ended
    look     | any                  | others               | not_yours

    ask      | chosen               | desk                 | → under_way
    ask      | under_way            | desk                 | already_asked
    ask      | concluded, dropped   | desk                 | ended
    ask      | any                  | others               | not_yours

    conclude | chosen               | convener of the room | not_looked
    conclude | under_way            | convener of the room | → concluded
    conclude | concluded, dropped   | convener of the room | ended
    conclude | any                  | secretaries, others  | not_yours

    drop     | chosen, under_way    | leader               | → dropped
    drop     | concluded, dropped   | leader               | ended
    drop     | any                  | desk, not leaders    | not_yours
    """

@Suite("A look-back")
struct LookBackTests {
    private static let id = LookBack.ID(1_301)
    private static let now = Village.morning(of: "2027-03-05")
    private static let convener = ActorKind.convener.actor
    private static let leader = ActorKind.leader.actor
    private let table = RuleTable(
        lookBackTable,
        columns: [
            .init(name: "command", values: LookBack.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: LookBack.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 4 * 4 * 19)
    }

    @Test("the code does what the rule book says, and the buttons too")
    func obeyed() throws {
        for name in LookBack.State.Name.allCases {
            let record = try Self.record(name)
            for who in ActorKind.allCases {
                var permitted: Set<LookBack.Command> = []
                for command in LookBack.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]] ?? ""
                    if said == "stays" || said.hasPrefix("→") { permitted.insert(command) }
                    #expect(Self.outcome(of: command, on: record, by: who.actor) == said, "\(command) \(name) \(who)")
                }
                #expect(record.permittedCommands(for: who.actor) == permitted, "\(name) \(who)")
            }
        }
    }

    @Test("chosen is what was talked over in the year before and has been handled, two of them at most (BR-23)")
    func choosing() throws {
        let handled = try Village.topic(.closed)
        #expect(handled.claimed != nil)
        func refusal(
            _ topic: Topic, on day: String? = "2026-03-20", others: [Topic.ID] = [], by actor: Actor = Self.leader
        ) -> LookBackRefusal? {
            do throws(LookBackRefusal) {
                _ = try LookBack.choosing(
                    topic, consultedOn: day.map { Village.day($0) }, reason: "群众最关心", others: others, as: Self.id,
                    by: actor, today: Self.now.day)
                return nil
            } catch { return error }
        }
        #expect(refusal(handled) == nil && refusal(handled, others: [Topic.ID(2)]) == nil)
        #expect(refusal(handled, on: "2026-01-01") == nil && refusal(handled, on: "2026-12-31") == nil)
        #expect(
            refusal(handled, on: "2025-12-31") == .notLastYear && refusal(handled, on: "2027-01-01") == .notLastYear)
        #expect(refusal(handled, on: nil) == .notLastYear)
        #expect(refusal(handled, others: [handled.id]) == .alreadyChosen)
        #expect(refusal(handled, others: [Topic.ID(2), Topic.ID(3)]) == .enoughChosen)
        for state in [Topic.State.Name.inHandling, .consulted, .reopened] {
            #expect(refusal(try Village.topic(state)) == .notHandled, "\(state)")
        }
        let chair = Village.person(40, .convener, .tenant)
        #expect(refusal(handled, by: chair) == nil, "whoever convenes for the whole county")
        for who in ActorKind.allCases where who != .leader {
            #expect(refusal(handled, by: who.actor) == .notYours, "\(who)")
        }
    }

    @Test("while none is chosen it is a gap, from the month of the profile (BR-23)")
    func owed() {
        func isOwed(_ day: String, chosen: Int = 0, from month: Int = 4) -> Bool {
            var profile = PracticeProfile.standard
            profile.outcomes.lookBackMonth = month
            return LookBack.isOwed(chosen: chosen, on: Village.day(day), profile: profile)
        }
        #expect(!isOwed("2027-03-31") && isOwed("2027-04-01") && isOwed("2027-12-31"))
        #expect(!isOwed("2027-04-01", chosen: 1) && isOwed("2027-01-01", from: 1))
    }

    @Test("a verdict waits for somebody who looked and for the people, until their days are over")
    func concluding() throws {
        let chosen = try Self.record(.chosen)
        let looked = try chosen.looking(Self.step(), by: Self.convener, today: Self.now.day).after
        #expect(throws: LookBackRefusal.notAsked) { try Self.conclude(looked) }
        let asked = try looked.asking(
            [.init(item: Village.itemID, number: 2)], by: Self.convener, at: Self.now, practice: Village.practice
        ).after
        let due = try #require(asked.deadline?.day)
        #expect(throws: LookBackRefusal.stillAsking) { try Self.conclude(asked, isAnswered: false, on: due) }
        #expect(try Self.conclude(asked, isAnswered: false, on: due.advanced(by: 1)).state.name == .concluded)
        #expect(try Self.conclude(asked).deadline == nil)
        let early = LookBack.Step(.research, on: Village.day("2026-12-31"), people: "甲", found: "好")
        let late = LookBack.Step(.research, on: Self.now.day.advanced(by: 1), people: "甲", found: "好")
        for step in [early, late] {
            #expect(throws: LookBackRefusal.dayNotPossible) {
                try chosen.looking(step, by: Self.convener, today: Self.now.day)
            }
        }
    }

    @Test("the written form is stable and holds no word of what people wrote")
    func storedForm() throws {
        let day = Village.day("2027-03-05")
        let due = Deadline(day: day, from: day, term: .workingDays(10), isProvisional: false)
        let written =
            #"{"day":"2027-03-05","from":"2027-03-05","isProvisional":false,"workingDays":10}"#
        let samples: [(LookBackEvent, String, String)] = [
            (
                .chosen(
                    .init(
                        year: 2027, topic: Village.topicID, room: Village.room, area: Village.town,
                        reason: .kept("机密"))), "chosen",
                #"{"chosen":{"_0":{"area":"\#(Village.town.text)","reason":"text-0","room":"\#(Village.room.text)","#
                    + #""topic":"0000000000001","year":2027}}}"#
            ),
            (
                .looked(.init(.inspection, on: day, people: "机密", found: "机密")), "looked",
                #"{"looked":{"_0":{"day":"2027-03-05","found":"text-1","means":"inspection","people":"text-0"}}}"#
            ),
            (
                .asked([.init(item: Village.itemID, number: 2)], deadline: due), "asked",
                #"{"asked":{"_0":[{"item":"\#(Village.itemID.text)","number":2}],"deadline":\#(written)}}"#
            ),
            (
                .concluded(.init(.partly, words: "机密")), "concluded",
                #"{"concluded":{"_0":{"grade":"partly","words":"text-0"}}}"#
            ), (.dropped(reason: .kept("机密")), "dropped", #"{"dropped":{"reason":"text-0"}}"#),
            (.deadlineMoved(due), "deadline_moved", #"{"deadlineMoved":{"_0":\#(written)}}"#),
        ]
        for (event, kind, json) in samples {
            let keeper = KeptTexts()
            let stored = try keeper.encode(event)
            #expect(try event.kind == kind && stored == json && keeper.decode(stored) == event)
        }
        #expect(LookBackEvent.subject == "look_back" && LookBackEvent.version == 1)
        #expect(
            LookBackRefusal.allCases.map(\.code) == [
                "not_yours", "not_handled", "not_last_year", "enough_chosen", "already_chosen", "not_looked",
                "not_asked", "already_asked", "still_asking", "day_not_possible", "ended",
            ])
    }

    // MARK: - Look-backs

    private static func step() -> LookBack.Step { .init(.inspection, on: now.day, people: "两位委员", found: "灯都亮") }

    private static func conclude(
        _ record: LookBack, isAnswered: Bool = true, on day: Day = now.day
    ) throws(LookBackRefusal) -> LookBack {
        try record.concluding(.init(.held, words: "保持住了"), isAnswered: isAnswered, by: convener, on: day).after
    }

    private static func record(_ state: LookBack.State.Name) throws -> LookBack {
        switch state {
        case .chosen:
            return try LookBack.choosing(
                Village.topic(.closed), consultedOn: Village.day("2026-03-20"), reason: "群众最关心", others: [], as: id,
                by: leader, today: now.day
            ).after
        case .underWay:
            return try record(.chosen).looking(step(), by: convener, today: now.day).after
                .asking([], by: convener, at: now, practice: Village.practice).after
        case .concluded: return try conclude(record(.underWay))
        case .dropped: return try record(.chosen).dropping(reason: "改看另一件", by: leader).after
        }
    }

    private static func outcome(of command: LookBack.Command, on record: LookBack, by actor: Actor) -> String {
        do throws(LookBackRefusal) {
            let transition =
                switch command {
                case .look: try record.looking(step(), by: actor, today: now.day)
                case .ask: try record.asking([], by: actor, at: now, practice: Village.practice)
                case .conclude:
                    try record.concluding(.init(.held, words: "好"), isAnswered: true, by: actor, on: now.day)
                case .drop: try record.dropping(reason: "不看了", by: actor)
                }
            let next = transition.after.state.name
            return next == record.state.name ? "stays" : "→ \(next.rawValue)"
        } catch { return error.code }
    }
}
