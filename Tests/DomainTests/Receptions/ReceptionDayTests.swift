// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A reception day")
struct ReceptionDayTests {
    private let table = RuleTable(
        receptionTable,
        columns: [
            .init(name: "command", values: ReceptionDay.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: ReceptionDay.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 4 * 3 * 19)
    }

    @Test("the code does what the rule book says, and the buttons too")
    func obeyed() throws {
        for name in ReceptionDay.State.Name.allCases {
            let day = try Village.reception(name)
            for who in ActorKind.allCases {
                var permitted: Set<ReceptionDay.Command> = []
                for command in ReceptionDay.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]] ?? ""
                    if said.hasPrefix("→") { permitted.insert(command) }
                    #expect(outcome(of: command, on: day, by: who.actor) == said, "\(command) \(name) \(who)")
                }
                #expect(day.permittedCommands(for: who.actor) == permitted, "\(name) \(who)")
            }
        }
    }

    @Test("only the room's secretary plans a day, not in the past and not for next year")
    func planning() throws {
        let today = Village.morning.day
        func refusal(_ plan: ReceptionDay.Plan, by actor: Actor = Village.secretary) -> ReceptionRefusal? {
            do throws(ReceptionRefusal) {
                _ = try ReceptionDay.planning(plan, as: Village.receptionID, by: actor, on: today)
                return nil
            } catch { return error }
        }
        #expect(refusal(Village.receptionPlan()) == nil, "today is as good as any day")
        for who in ActorKind.allCases where ![.roomSecretary, .areaSecretary].contains(who) {
            #expect(refusal(Village.receptionPlan(), by: who.actor) == .notYours, "\(who)")
        }
        #expect(refusal(Village.receptionPlan(on: today.advanced(by: -1))) == .dayIsPast)
        #expect(refusal(Village.receptionPlan(on: today.advanced(by: 92))) == nil)
        #expect(refusal(Village.receptionPlan(on: today.advanced(by: 93))) == .tooFarAhead)
        #expect(refusal(Village.receptionPlan(members: [])) == .nobodyReceives)
        #expect(
            refusal(Village.receptionPlan(members: (1...13).map { Person.ID($0) })) == .nobodyReceives)
    }

    @Test("two days of a room at the same time are planned only by whoever means it")
    func overlapping() throws {
        let plan = Village.receptionPlan()
        func other(_ from: Int, _ until: Int) -> ReceptionHours {
            .init(from: from, until: until, slotMinutes: 10, places: 1)
        }
        func planning(_ others: [ReceptionHours], alongside: Bool = false) throws(ReceptionRefusal) {
            _ = try ReceptionDay.planning(
                plan, as: Village.receptionID, besides: others, alongside: alongside, by: Village.secretary,
                on: Village.morning.day)
        }
        let (from, until) = (plan.hours.from, plan.hours.until)
        for taken in [other(from, until), other(from - 30, from + 10), other(until - 10, until + 30)] {
            #expect(throws: ReceptionRefusal.hoursOverlap) { try planning([taken]) }
            try planning([taken], alongside: true)
        }
        try planning([other(from - 30, from), other(until, until + 30)])
    }

    @Test("hours are cut into whole slots; where there is none, there is no day")
    func slots() {
        func hours(_ from: Int, _ until: Int, _ length: Int, _ places: Int = 1) -> ReceptionHours {
            .init(from: from, until: until, slotMinutes: length, places: places)
        }
        #expect(hours(540, 600, 20).slots == [540, 560, 580])
        #expect(hours(540, 599, 20).slots == [540, 560], "the rest is no slot")
        for bad in [
            hours(540, 540, 20), hours(600, 540, 20), hours(540, 600, 7), hours(540, 600, 20, 0),
            hours(540, 600, 20, 7), hours(540, 559, 20),
        ] {
            #expect(!bad.areSound, "\(bad)")
            #expect(throws: ReceptionRefusal.noSlots) {
                try ReceptionDay.planning(
                    Village.receptionPlan(hours: bad), as: Village.receptionID, by: Village.secretary,
                    on: Village.morning.day)
            }
        }
    }

    @Test("before its day nobody walks in and nothing is finished; nor while somebody waits")
    func before() throws {
        let later = try Village.reception(on: Village.morning.day.advanced(by: 7))
        #expect(throws: ReceptionRefusal.notYet) {
            try later.enteringWalkIn(Village.visitID, on: Village.morning.day, by: Village.secretary)
        }
        #expect(throws: ReceptionRefusal.notYet) {
            try later.finishing(waiting: 0, on: Village.morning.day, by: Village.secretary)
        }
        #expect(throws: ReceptionRefusal.visitsWaiting) {
            try Village.reception().finishing(waiting: 1, on: Village.morning.day, by: Village.secretary)
        }
    }

    @Test("names are for those who call people in, and for as long as the day lasts (BR-38)")
    func names() throws {
        let readers: Set<ActorKind> = [.roomSecretary, .areaSecretary, .convener, .participant]
        for who in ActorKind.allCases {
            #expect(try Village.reception().namesVisitors(to: who.actor) == readers.contains(who), "\(who)")
            #expect(try !Village.reception(.over).namesVisitors(to: who.actor), "\(who)")
        }
    }

    @Test("a day is seen where the room is, and by those who receive")
    func scope() throws {
        let day = try Village.reception()
        let seen: Set<ActorKind> = [
            .roomSecretary, .areaSecretary, .convener, .leader, .participant, .console, .system,
        ]
        for who in ActorKind.allCases {
            #expect(ReceptionScope(of: who.actor).includes(day) == seen.contains(who), "\(who)")
        }
        #expect(!ReceptionScope(of: .bookingHolder(Village.visitID)).includes(day))
    }

    @Test("the written form is stable, holds no word of what people wrote, and is read as it was written")
    func storedForm() throws {
        let samples: [(ReceptionEvent, String)] = [
            (
                .planned(Village.receptionPlan()),
                #"{"planned":{"_0":{"area":"329901100201","day":"2026-03-05","#
                    + #""hours":{"from":540,"places":2,"slotMinutes":20,"until":600},"members":["000000000000H"],"#
                    + #""place":"text-0","room":"00000000000Z9"}}}"#
            ),
            (
                .revised(place: .kept("二楼"), members: [Village.memberID]),
                #"{"revised":{"members":["000000000000H"],"place":"text-0"}}"#
            ),
            (.walkedIn(Village.visitID), #"{"walkedIn":{"_0":"000000000012E"}}"#), (.finished, #"{"finished":{}}"#),
            (.cancelled(reason: .kept("停电")), #"{"cancelled":{"reason":"text-0"}}"#),
        ]
        for (event, json) in samples {
            let keeper = KeptTexts()
            let text = try keeper.encode(event)
            #expect(text == json)
            #expect(try keeper.decode(text) == event)
        }
        #expect(samples.map(\.0.kind) == ["planned", "revised", "walked_in", "finished", "cancelled"])
        #expect(ReceptionEvent.subject == "reception" && ReceptionEvent.version == 1)
        #expect(ReceptionDay.replaying([.finished], as: .init(1)) == nil)
    }

    private func outcome(of command: ReceptionDay.Command, on day: ReceptionDay, by actor: Actor) -> String {
        let today = Village.morning.day
        do throws(ReceptionRefusal) {
            let after =
                switch command {
                case .enterWalkIn: try day.enteringWalkIn(Village.visitID, on: today, by: actor).after
                case .finish: try day.finishing(waiting: 0, on: today, by: actor).after
                case .revise: try day.revising(place: "二楼", members: [Village.memberID], by: actor).after
                case .cancel: try day.cancelling(reason: "停电", by: actor).after
                }
            return "→ \(after.state.name.rawValue)"
        } catch {
            return error.code
        }
    }
}
