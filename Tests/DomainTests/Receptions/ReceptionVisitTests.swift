// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A visit on a reception day")
struct ReceptionVisitTests {
    /// Everybody who may come to a visit: those of all records, and who holds a booking.
    private static let people: [(name: String, actor: Actor)] =
        ActorKind.allCases.map { ($0.rawValue, $0.actor) } + [
            ("holder of its booking", .bookingHolder(Village.visitID)),
            ("holder of another booking", .bookingHolder(.init(9))),
        ]
    private let table = RuleTable(
        visitTable,
        columns: [
            .init(name: "command", values: ReceptionVisit.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: ReceptionVisit.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: people.map(\.name)),
        ])

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 6 * 6 * 21)
    }

    @Test("the code does what the rule book says, and the buttons too")
    func obeyed() throws {
        for name in ReceptionVisit.State.Name.allCases {
            let visit = try Village.visit(name)
            for (who, actor) in Self.people {
                var permitted: Set<ReceptionVisit.Command> = []
                for command in ReceptionVisit.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who]] ?? ""
                    if said.hasPrefix("→") { permitted.insert(command) }
                    #expect(Self.outcome(of: command, on: visit, by: actor) == said, "\(command) \(name) \(who)")
                }
                #expect(visit.permittedCommands(for: actor) == permitted, "\(name) \(who)")
            }
        }
    }

    @Test("once the day has ended, its list is closed; what was recorded can still become a topic")
    func afterTheDay() throws {
        let day = try Village.reception(.over)
        let visit = try Village.visit(.recorded, on: day)
        for command in [ReceptionVisit.Command.checkIn, .record, .miss] {
            #expect(visit.refusal(of: command, by: Village.secretary) == .receptionOver)
        }
        #expect(visit.refusal(of: .raise, by: Village.secretary) == nil)
        #expect(visit.refusal(of: .takeContactBack, by: .bookingHolder(visit.id)) == nil)
    }

    @Test("a slot is booked until it begins, on a day that is open, at a time that there is")
    func booking() throws {
        func refusal(_ slot: Int?, at moment: Instant, on day: ReceptionDay) -> VisitRefusal? {
            do throws(VisitRefusal) {
                _ = try ReceptionVisit.booking(Village.wish(slot: slot), on: day, as: Village.visitID, at: moment)
                return nil
            } catch { return error }
        }
        let day = try Village.reception()
        let beginning = Instant(day.plan.day, hour: 9, minute: 20)
        #expect(refusal(560, at: beginning.advanced(byMilliseconds: -1), on: day) == nil)
        #expect(refusal(560, at: beginning, on: day) == .slotPassed)
        #expect(refusal(561, at: Village.morning, on: day) == .noSuchSlot)
        #expect(refusal(nil, at: Village.morning, on: day) == .noSuchSlot)
        for name in [ReceptionDay.State.Name.over, .cancelled] {
            #expect(refusal(560, at: Village.morning, on: try Village.reception(name)) == .receptionOver)
        }
    }

    @Test("one device books two places of a day, one address half of them and never fewer than four")
    func shares() {
        func hours(places: Int) -> ReceptionHours {
            ReceptionHours(from: 600, until: 660, slotMinutes: 20, places: places)
        }
        #expect([1, 2, 3, 4, 6].map { hours(places: $0).placesPerAddress } == [4, 4, 4, 6, 9])
        let day = hours(places: 4)
        #expect(ReceptionVisit.refusal(booking: day, byDevice: 1, byAddress: 5) == nil)
        #expect(ReceptionVisit.refusal(booking: day, byDevice: 2, byAddress: 2) == .deviceHasEnough)
        #expect(ReceptionVisit.refusal(booking: day, byDevice: 0, byAddress: 6) == .addressHasEnough)
        #expect(ReceptionVisit.refusal(booking: day, byDevice: nil, byAddress: 5) == nil)
        #expect(ReceptionVisit.refusal(booking: day, byDevice: nil, byAddress: 6) == .addressHasEnough)
    }

    @Test("who has booked cancels until the slot begins; the secretary may later too, and says why")
    func cancelling() throws {
        let visit = try Village.visit()
        let beginning = Instant(visit.reception.plan.day, hour: 9, minute: 20)
        let own = Actor.bookingHolder(visit.id)
        #expect(throws: VisitRefusal.slotPassed) { try visit.cancelling(reason: nil, by: own, at: beginning) }
        let late = try visit.cancelling(reason: "他打电话来", by: Village.secretary, at: beginning).after
        #expect(late.state == .cancelled(reason: .kept("他打电话来")))
        #expect(visit.cancellingWithDay(reason: .kept("停电"))?.after.state.name == .cancelled)
        for name in ReceptionVisit.State.Name.allCases where name != .booked {
            #expect(try Village.visit(name).cancellingWithDay(reason: .kept("停电")) == nil, "\(name)")
        }
    }

    @Test("before its day nobody has come and nobody was missed")
    func before() throws {
        let day = try Village.reception(on: Village.morning.day.advanced(by: 3))
        let visit = try Village.visit(on: day)
        #expect(throws: VisitRefusal.notYet) { try visit.checkingIn(by: Village.secretary, on: Village.morning.day) }
        #expect(throws: VisitRefusal.notYet) { try visit.missing(by: Village.secretary, on: Village.morning.day) }
    }

    @Test("whoever walks in is here; nothing is kept where nothing was left, and what is erased raises nothing")
    func walkIn() throws {
        let day = try Village.reception()
        let visit = ReceptionVisit.walkingIn(
            Village.wish(slot: nil, name: nil), on: day, as: Village.visitID
        ).after
        #expect(visit.state == .arrived && visit.isWalkIn && !visit.keepsContact)
        #expect(visit.refusal(of: .takeContactBack, by: .bookingHolder(visit.id)) == .nothingKept)
        let keeper = KeptTexts()
        let written = try keeper.encode(
            VisitEvent.recorded(ReceptionVisit.Record(said: "路灯不亮", place: nil, answer: nil)))
        keeper.eraseAll()
        let erased = visit.applying(try keeper.decode(written))
        #expect(erased.refusal(of: .raise, by: Village.secretary) == .nothingKept)
    }

    @Test("random acts leave a log that tells the same visit, and buttons that work")
    func replay() throws {
        var random = SeededRandom(seed: 22)
        var (seen, told): (Set<String>, Set<String>) = ([], [])
        // Those who may do something, and somebody who may not.
        let actors = [
            Village.secretary, .bookingHolder(Village.visitID), Village.person(17, .member, .tenant), .visitor,
        ]
        for _ in 0..<200 {
            let day = try Village.reception()
            let first = try ReceptionVisit.booking(
                Village.wish(), on: day, as: Village.visitID, at: Village.morning)
            var (visit, log) = (first.after, [first.event])
            for _ in 0..<12 {
                let command = ReceptionVisit.Command.allCases.any(&random)
                let actor = actors.any(&random)
                let isPermitted = visit.refusal(of: command, by: actor) == nil
                do throws(VisitRefusal) {
                    let transition = try Self.perform(command, on: visit, by: actor)
                    #expect(isPermitted)
                    seen.insert(transition.event.kind)
                    (visit, log) = (transition.after, log + [transition.event])
                } catch {
                    #expect(!isPermitted, "\(command) \(error)")
                    told.insert(error.code)
                }
            }
            #expect(ReceptionVisit.replaying(log, on: day, as: Village.visitID) == visit)
            #expect(visit.version == log.count && ReceptionVisit.reception(of: log) == day.id)
        }
        #expect(seen == ["checked_in", "missed", "recorded", "raised", "cancelled", "contact_taken_back"])
        #expect(told.isSuperset(of: ["not_yours", "not_here", "already_here", "not_recorded", "already_cancelled"]))
    }

    @Test("the written form is stable, holds no word of what people wrote, and is read as it was written")
    func storedForm() throws {
        let wish = ReceptionVisit.Wish(
            reception: Village.receptionID, slot: 560, name: "王大姐", phone: "13800000000", isVerified: true, matter: nil)
        let written =
            #"{"_0":{"isVerified":true,"name":"text-0","phone":"text-1","reception":"000000000012D","slot":560}}"#
        let samples: [(VisitEvent, String)] = [
            (.booked(wish), #"{"booked":"# + written + "}"), (.walkedIn(wish), #"{"walkedIn":"# + written + "}"),
            (.checkedIn, #"{"checkedIn":{}}"#), (.missed, #"{"missed":{}}"#),
            (
                .recorded(.init(said: "话", place: "桥头", answer: "去看")),
                #"{"recorded":{"_0":{"answer":"text-2","place":"text-1","said":"text-0"}}}"#
            ),
            (.raised(Village.topicID), #"{"raised":{"_0":"0000000000001"}}"#),
            (.cancelled(reason: nil), #"{"cancelled":{}}"#), (.contactTakenBack, #"{"contactTakenBack":{}}"#),
        ]
        for (event, json) in samples {
            let keeper = KeptTexts()
            let text = try keeper.encode(event)
            #expect(text == json)
            #expect(try keeper.decode(text) == event)
        }
        #expect(
            samples.map(\.0.kind) == [
                "booked", "walked_in", "checked_in", "missed", "recorded", "raised", "cancelled", "contact_taken_back",
            ])
        #expect(VisitEvent.subject == "visit" && VisitEvent.version == 1)
        #expect(ReceptionVisit.reception(of: [.missed]) == nil)
    }

    @Test("the code of a booking is read as people type it")
    func code() {
        let code = BookingCode(random: 1)
        #expect(BookingCode(code.text.lowercased().replacing("-", with: " ")) == code)
        #expect(BookingCode("不是码") == nil)
    }

    private static func perform(
        _ command: ReceptionVisit.Command, on visit: ReceptionVisit, by actor: Actor
    ) throws(VisitRefusal) -> Transition<ReceptionVisit> {
        let today = Village.morning.day
        switch command {
        case .checkIn: return try visit.checkingIn(by: actor, on: today)
        case .record: return try visit.recording(.init(said: "路灯不亮", place: nil, answer: nil), by: actor)
        case .raise: return try visit.raising(Village.topicID, by: actor)
        case .miss: return try visit.missing(by: actor, on: today)
        case .cancel: return try visit.cancelling(reason: nil, by: actor, at: Village.morning)
        case .takeContactBack: return try visit.takingContactBack(isHeld: false, by: actor)
        }
    }

    private static func outcome(
        of command: ReceptionVisit.Command, on visit: ReceptionVisit, by actor: Actor
    ) -> String {
        do throws(VisitRefusal) {
            return "→ \(try perform(command, on: visit, by: actor).after.state.name.rawValue)"
        } catch {
            return error.code
        }
    }
}
