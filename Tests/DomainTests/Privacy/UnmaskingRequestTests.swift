// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A request to unmask")
struct UnmaskingRequestTests {
    private let table = RuleTable(
        unmaskingTable,
        columns: [
            .init(name: "command", values: UnmaskingRequest.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: UnmaskingRequest.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])
    private let officer = ActorKind.privacyOfficer.actor
    private let asker = ActorKind.convener.actor

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 4 * 4 * 19)
    }

    @Test("the code does what the rule book says, and the buttons too")
    func obeyed() throws {
        for name in UnmaskingRequest.State.Name.allCases {
            let request = try request(name)
            for who in ActorKind.allCases {
                var permitted: Set<UnmaskingRequest.Command> = []
                for command in UnmaskingRequest.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]] ?? ""
                    if said.hasPrefix("→") { permitted.insert(command) }
                    #expect(outcome(of: command, on: request, by: who.actor) == said, "\(command) \(name) \(who)")
                }
                #expect(request.permittedCommands(for: who.actor) == permitted, "\(name) \(who)")
            }
        }
    }

    @Test("who asks, and when, is in the rule book too")
    func asking() {
        let table = RuleTable(
            unmaskingAskingTable,
            columns: [
                .init(name: "left", values: ["kept", "erased"]), .init(name: "waiting", values: ["none", "waits"]),
                .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
            ])
        #expect(table.problems == [])
        for who in ActorKind.allCases {
            for cell in table.combinations where cell[2] == who.rawValue {
                let told: String
                do {
                    let request = try requesting(
                        isKept: cell[0] == "kept", hasOpen: cell[1] == "waits", by: who.actor
                    ).after
                    told = "→ \(request.state.name.rawValue)"
                } catch {
                    told = error.code
                }
                #expect(told == table.outcomes[cell], "\(cell)")
            }
        }
    }

    @Test("nobody decides on the own request, whatever roles this person holds (BR-38)")
    func ownRequest() throws {
        let both = Actor.staff(
            Staff(
                id: .init(40), name: "两个职务",
                appointments: [Appointment(.convener, .room(Village.room)), Appointment(.privacyOfficer, .tenant)]))
        let request = try requesting(by: both).after
        #expect(request.refusal(of: .grant, by: both) == .ownRequest)
        #expect(request.refusal(of: .refuse, by: both) == .ownRequest)
        #expect(request.refusal(of: .grant, by: officer) == nil)
        #expect(request.refusal(of: .withdraw, by: both) == nil)
    }

    @Test("granted, it is seen for thirty minutes, or for the county's number of them, and not a moment longer")
    func minutes() throws {
        let granted = try request(.granted)
        let last = Village.morning.advanced(byMilliseconds: 30 * 60_000 - 1)
        #expect(try granted.looking(by: asker, at: last).after.looks == 1)
        #expect(throws: UnmaskingRefusal.timeIsOver) {
            try granted.looking(by: asker, at: last.advanced(byMilliseconds: 1))
        }
        var profile = PracticeProfile.standard
        profile.privacy.unmaskingMinutes = 5
        let short = try request(.open).granting(
            by: officer, at: Village.morning, practice: Practice(profile: profile, calendar: .national)
        ).after
        #expect(short.isOver(at: Village.morning.advanced(byMilliseconds: 5 * 60_000)))
    }

    @Test("it is decided in three working days; decided, it owes nothing")
    func term() throws {
        #expect(try request(.open).deadline?.day == Village.day("2026-03-10"))
        for state in [UnmaskingRequest.State.Name.granted, .refused, .withdrawn] {
            #expect(try request(state).deadline == nil)
        }
    }

    @Test("whoever asked and is the convener no more neither looks nor withdraws")
    func formerConvener() throws {
        let former = Village.person(14, .roomSecretary, .room(Village.room))
        #expect(try request(.granted).refusal(of: .look, by: former) == .notYours)
        #expect(try request(.open).refusal(of: .withdraw, by: former) == .notYours)
    }

    @Test("the written form is stable, holds no word of what people wrote, and is read as it was written")
    func storedForm() throws {
        let due = Deadline(
            day: Village.day("2026-03-10"), from: Village.day("2026-03-05"), term: .workingDays(3),
            isProvisional: false)
        let written = #"{"day":"2026-03-10","from":"2026-03-05","isProvisional":false,"workingDays":3}"#
        let asking = UnmaskingRequest.Asking(
            identity: .submitter(Village.topicID), room: Village.room, area: Village.village, asker: .init(14),
            reason: .kept("机密"))
        let samples: [(UnmaskingEvent, String)] = [
            (
                .requested(asking, deadline: due),
                #"{"requested":{"_0":{"area":"329901100201","asker":"000000000000E","#
                    + #""identity":{"submitter":{"_0":"0000000000001"}},"reason":"text-0","room":"00000000000Z9"},"#
                    + #""deadline":"# + written + "}}"
            ),
            (.granted(until: 7), #"{"granted":{"until":7}}"#), (.withdrawn, #"{"withdrawn":{}}"#),
            (.refused(reason: .kept("机密")), #"{"refused":{"reason":"text-0"}}"#), (.looked, #"{"looked":{}}"#),
            (.deadlineMoved(due), #"{"deadlineMoved":{"_0":"# + written + "}}"),
        ]
        for (event, json) in samples {
            let keeper = KeptTexts()
            let text = try keeper.encode(event)
            #expect(text == json)
            #expect(try keeper.decode(text) == event)
        }
        #expect(
            samples.map(\.0.kind) == ["requested", "granted", "withdrawn", "refused", "looked", "deadline_moved"])
        #expect(UnmaskingEvent.subject == "unmasking" && UnmaskingEvent.version == 1)
        #expect(UnmaskingRequest.replaying([.looked], as: .init(1)) == nil)
    }

    private func request(_ state: UnmaskingRequest.State.Name) throws -> UnmaskingRequest {
        let open = try requesting(by: asker).after
        return switch state {
        case .open: open
        case .granted: try open.granting(by: officer, at: Village.morning, practice: Village.practice).after
        case .refused: try open.refusing(reason: "不必看", by: officer).after
        case .withdrawn: try open.withdrawing(by: asker).after
        }
    }

    private func requesting(
        isKept: Bool = true, hasOpen: Bool = false, by actor: Actor
    ) throws(UnmaskingRefusal) -> Transition<UnmaskingRequest> {
        try UnmaskingRequest.requesting(
            .submitter(Village.topicID), reason: "要当面核实",
            where: .init(room: Village.room, area: Village.village, isKept: isKept, hasOpen: hasOpen),
            as: .init(901), by: actor, at: Village.morning, practice: Village.practice)
    }

    private func outcome(
        of command: UnmaskingRequest.Command, on request: UnmaskingRequest, by actor: Actor
    ) -> String {
        do {
            let after =
                switch command {
                case .grant: try request.granting(by: actor, at: Village.morning, practice: Village.practice).after
                case .refuse: try request.refusing(reason: "不必看", by: actor).after
                case .withdraw: try request.withdrawing(by: actor).after
                case .look: try request.looking(by: actor, at: Village.morning).after
                }
            return "→ \(after.state.name.rawValue)"
        } catch {
            return error.code
        }
    }
}
