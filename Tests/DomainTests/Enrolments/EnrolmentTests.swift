// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("An enrolment for a session")
struct EnrolmentTests {
    /// Everybody who may come to an enrolment: those of all records, and who holds one.
    private static let people: [(name: String, actor: Actor)] =
        ActorKind.allCases.map { ($0.rawValue, $0.actor) } + [
            ("holder of its enrolment", .enrolmentHolder(Village.enrolmentID)),
            ("holder of another enrolment", .enrolmentHolder(.init(9))),
        ]
    private let table = RuleTable(
        enrolmentTable,
        columns: [
            .init(name: "command", values: Enrolment.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: Enrolment.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: people.map(\.name)),
        ])
    private static let own = Actor.enrolmentHolder(Village.enrolmentID)

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 4 * 5 * 21)
    }

    @Test("the code does what the rule book says, and the buttons too")
    func obeyed() throws {
        for name in Enrolment.State.Name.allCases {
            let enrolment = try Village.enrolment(name)
            for (who, actor) in Self.people {
                var permitted: Set<Enrolment.Command> = []
                for command in Enrolment.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who]] ?? ""
                    if said.hasPrefix("→") { permitted.insert(command) }
                    #expect(Self.outcome(of: command, on: enrolment, by: actor) == said, "\(command) \(name) \(who)")
                }
                #expect(enrolment.permittedCommands(for: actor) == permitted, "\(name) \(who)")
            }
        }
    }

    @Test("one enrols for what was announced, until its hour; not while a new day is waited for, nor above the limit")
    func enrolling() throws {
        func refusal(
            _ state: ConsultationSession.State.Name, at now: Instant = Village.morning, waiting: Int = 0
        ) -> EnrolmentRefusal? {
            do {
                _ = try Enrolment.enrolling(
                    Village.enrolmentWish(), to: try Village.session(state), waiting: waiting,
                    as: Village.enrolmentID, at: now)
                return nil
            } catch let error as EnrolmentRefusal { return error } catch { return .notYours }
        }
        let hour = Village.plan.startsAt
        for state in [ConsultationSession.State.Name.announced, .ready] {
            #expect(refusal(state, at: hour.advanced(byMilliseconds: -1)) == nil)
            #expect(refusal(state, at: hour) == .alreadyBegun)
        }
        #expect(refusal(.planned) == .notAnnounced)
        #expect(refusal(.postponed) == .awaitsNewDay)
        #expect(refusal(.cancelled) == .sessionOver)
        for state in [ConsultationSession.State.Name.inProgress, .concluded, .outcomeIssued, .archived] {
            #expect(refusal(state) == .alreadyBegun)
        }
        #expect(refusal(.announced, waiting: Enrolment.waitingMax - 1) == nil)
        #expect(refusal(.announced, waiting: Enrolment.waitingMax) == .listFull)
    }

    @Test("no more are admitted than there are seats; without a number of them as many as come")
    func seats() throws {
        let plan = ConsultationSession.Plan(
            title: Village.plan.title, day: Village.plan.day, minuteOfDay: 570, place: Village.plan.place, seats: 2)
        let session = try Village.plannedSession(plan: plan).applying(.announced)
        let enrolment = try Village.enrolment(to: session)
        #expect(
            try enrolment.admitting(as: Village.enrolledID, admitted: 1, by: Village.secretary).after.state
                == .admitted(Village.enrolledID))
        #expect(throws: EnrolmentRefusal.noSeatLeft) {
            try enrolment.admitting(as: Village.enrolledID, admitted: 2, by: Village.secretary)
        }
        let open = try Village.enrolment()
        #expect(
            try open.admitting(as: Village.enrolledID, admitted: 999, by: Village.secretary).after.state.name
                == .admitted)
        #expect(session.plan.moved(to: Village.plan.day, minuteOfDay: 600).seats == 2)
    }

    @Test("who is on the list takes it back until the session begins; who waits, until it is over")
    func withdrawing() throws {
        let hour = Village.plan.startsAt
        let admitted = try Village.enrolment(.admitted)
        #expect(throws: EnrolmentRefusal.alreadyBegun) { try admitted.withdrawing(by: Self.own, at: hour) }
        let begun = try Village.enrolment(.admitted, to: try Village.session(.inProgress))
        #expect(begun.refusal(of: .withdraw, by: Self.own) == .alreadyBegun)
        #expect(begun.refusal(of: .takeContactBack, by: Self.own) == nil)
        let put = try Village.enrolment(.admitted, to: try Village.session(.postponed))
        #expect(try put.withdrawing(by: Self.own, at: hour).after.state == .withdrawn)
        let waiting = try Village.enrolment(to: try Village.session(.inProgress))
        #expect(try waiting.withdrawing(by: Self.own, at: hour).after.state == .withdrawn)
        #expect(waiting.refusal(of: .admit, by: Village.secretary) == nil, "who stands at the door is let in")
        for state in [ConsultationSession.State.Name.concluded, .cancelled] {
            let late = try Village.enrolment(to: try Village.session(state))
            #expect(late.refusal(of: .admit, by: Village.secretary) == .sessionOver)
            #expect(late.refusal(of: .withdraw, by: Self.own) == .sessionOver)
            #expect(late.lapsing()?.after.state == .lapsed)
        }
        for name in Enrolment.State.Name.allCases where name != .waiting {
            #expect(try Village.enrolment(name).lapsing() == nil)
        }
    }

    @Test("what is admitted is known by the session's list; what was decided otherwise keeps nothing; a hold keeps it")
    func contact() throws {
        let admitted = try Village.enrolment(.admitted)
        #expect(admitted.name == "王大姐" && admitted.participant?.id == Village.enrolledID)
        #expect(throws: EnrolmentRefusal.underHold) {
            try admitted.takingContactBack(isHeld: true, by: Self.own)
        }
        #expect(try Village.enrolment().name == "王大姐")
        for name in [Enrolment.State.Name.declined, .withdrawn, .lapsed] {
            #expect(try Village.enrolment(name).name == nil)
        }
    }

    @Test("only people leave a session's list, and only before it begins")
    func excusing() throws {
        let session = try Village.session(.announced)
        #expect(try session.excusing(Participant.ID(84)).after.participants.count == 3)
        #expect(throws: SessionRefusal.unknownParticipant) { try session.excusing(Participant.ID(81)) }
        #expect(throws: SessionRefusal.alreadyBegun) { try Village.session(.inProgress).excusing(Participant.ID(84)) }
        #expect(throws: SessionRefusal.cancelled) { try Village.session(.cancelled).excusing(Participant.ID(84)) }
    }

    @Test("the written form is stable, holds no word of what people wrote, and is read as it was written")
    func storedForm() throws {
        let wish = Enrolment.Wish(
            session: Village.sessionID, name: "王大姐", phone: "13800000000", isVerified: true, words: nil)
        let samples: [(EnrolmentEvent, String)] = [
            (
                .enrolled(wish),
                #"{"enrolled":{"_0":{"isVerified":true,"name":"text-0","phone":"text-1","session":"000000000009D"}}}"#
            ), (.admitted(Village.enrolledID), #"{"admitted":{"_0":"000000000015J"}}"#),
            (.declined(reason: .kept("坐不下")), #"{"declined":{"reason":"text-0"}}"#),
            (.withdrawn, #"{"withdrawn":{}}"#), (.lapsed, #"{"lapsed":{}}"#),
            (.contactTakenBack, #"{"contactTakenBack":{}}"#),
        ]
        for (event, json) in samples {
            let keeper = KeptTexts()
            let text = try keeper.encode(event)
            #expect(text == json)
            #expect(try keeper.decode(text) == event)
        }
        #expect(
            samples.map(\.0.kind) == [
                "enrolled", "admitted", "declined", "withdrawn", "lapsed", "contact_taken_back",
            ])
        #expect(EnrolmentEvent.subject == "enrolment" && EnrolmentEvent.version == 1)
        #expect(Enrolment.session(of: [.withdrawn]) == nil)
        #expect(Enrolment.replaying([.lapsed], to: try Village.session(.announced), as: Village.enrolmentID) == nil)
    }

    private static func perform(
        _ command: Enrolment.Command, on enrolment: Enrolment, by actor: Actor
    ) throws(EnrolmentRefusal) -> Transition<Enrolment> {
        switch command {
        case .admit: return try enrolment.admitting(as: Village.enrolledID, admitted: 0, by: actor)
        case .decline: return try enrolment.declining(reason: "坐不下", by: actor)
        case .withdraw: return try enrolment.withdrawing(by: actor, at: Village.morning)
        case .takeContactBack: return try enrolment.takingContactBack(isHeld: false, by: actor)
        }
    }

    private static func outcome(of command: Enrolment.Command, on enrolment: Enrolment, by actor: Actor) -> String {
        do throws(EnrolmentRefusal) {
            return "→ \(try perform(command, on: enrolment, by: actor).after.state.name.rawValue)"
        } catch {
            return error.code
        }
    }
}
