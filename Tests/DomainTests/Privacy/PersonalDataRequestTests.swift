// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A request about personal data")
struct PersonalDataRequestTests {
    private let table = RuleTable(
        erasureTable,
        columns: [
            .init(name: "command", values: PersonalDataRequest.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: PersonalDataRequest.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])
    private let officer = ActorKind.privacyOfficer.actor

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 2 * 3 * 19)
    }

    @Test("the code does what the rule book says, and the buttons too")
    func obeyed() throws {
        for name in PersonalDataRequest.State.Name.allCases {
            let request = try request(name)
            for who in ActorKind.allCases {
                var permitted: Set<PersonalDataRequest.Command> = []
                for command in PersonalDataRequest.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]] ?? ""
                    if said.hasPrefix("→") { permitted.insert(command) }
                    #expect(outcome(of: command, on: request, by: who.actor) == said, "\(command) \(name) \(who)")
                }
                #expect(request.permittedCommands(for: who.actor) == permitted, "\(name) \(who)")
            }
        }
    }

    @Test("who asks, and when, is in the rule book too")
    func asking() throws {
        let table = RuleTable(
            requestTable,
            columns: [
                .init(name: "said", values: ["kept", "erased"]), .init(name: "waiting", values: ["none", "waits"]),
                .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
            ])
        #expect(table.problems == [])
        for who in ActorKind.allCases {
            for cell in table.combinations where cell[2] == who.rawValue {
                let topic = try cell[0] == "kept" ? Village.topic(.screening) : Village.erasedTopic()
                let told: String
                do {
                    let request = try requesting(for: topic, hasOpen: cell[1] == "waits", by: who.actor).after
                    told = "→ \(request.state.name.rawValue)"
                } catch {
                    told = error.code
                }
                #expect(told == table.outcomes[cell], "\(cell)")
            }
        }
    }

    @Test("a request is decided in fifteen working days, or in the county's number of them (BR-40)")
    func term() throws {
        let request = try request(.open)
        #expect(request.topic == Village.topicID && request.version == 1)
        #expect(request.deadline?.day == Village.day("2026-03-26"))
        var profile = PracticeProfile.standard
        profile.erasureDays = 3
        let own = try requesting(
            for: Village.topic(.screening), hasOpen: false, by: .codeHolder(Village.topicID),
            practice: Practice(profile: profile, calendar: .national))
        #expect(own.after.deadline?.day == Village.day("2026-03-10"))
    }

    @Test("decided, it owes nothing; a refusal keeps its reason, and another request may follow")
    func decided() throws {
        #expect(try request(.granted).deadline == nil)
        #expect(try request(.refused).deadline == nil)
        #expect(try request(.refused).state == .refused(reason: .kept("案件正在办理")))
        #expect(
            try requesting(for: Village.topic(.screening), hasOpen: false, by: .codeHolder(Village.topicID))
                .after.state == .open)
    }

    @Test("after each of 1 000 random acts the log tells the request as it is")
    func walk() throws {
        var random = SeededRandom(seed: 5)
        var trails = Trails<PersonalDataRequest>()
        let topics = try [Village.topic(.screening), Village.topic(.closed), Village.erasedTopic()]
        for step in 0..<1_000 {
            let actor = [ActorKind.codeHolder, .privacyOfficer, ActorKind.allCases.any(&random)].any(&random).actor
            if trails.cases.isEmpty || Int.random(in: 0..<3, using: &random) == 0 {
                let (topic, hasOpen) = (topics.any(&random), Bool.random(using: &random))
                trails.begin("request", at: Village.morning) { () throws(PersonalDataRefusal) in
                    try requesting(for: topic, hasOpen: hasOpen, by: actor)
                }
                continue
            }
            let (index, command) = (trails.anyIndex(&random), PersonalDataRequest.Command.allCases.any(&random))
            let isPermitted = trails.cases[index].value.permittedCommands(for: actor).contains(command)
            let isHeld = command == .grant && isPermitted && Int.random(in: 0..<4, using: &random) == 0
            trails.act("\(command)", on: index, at: Village.morning, isPermitted: isPermitted && !isHeld) {
                (request) throws(PersonalDataRefusal) in
                try carryingOut(command, on: request, by: actor, isHeld: isHeld)
            }
            let (request, log) = trails.cases[index]
            try #require(PersonalDataRequest.replaying(log.map(\.event), as: request.id) == request, "step \(step)")
            try #require(request.version == log.count && (request.deadline != nil) == (request.state == .open))
            try #require(trails.disagreement == nil, "step \(step): \(trails.lastAct)")
        }
        #expect(trails.kindsSeen == ["asked", "granted", "refused"])
        #expect(trails.refusalsSeen == Set(PersonalDataRefusal.allCases))
    }

    @Test("a log that does not begin with a wish tells of no request")
    func noBeginning() {
        #expect(PersonalDataRequest.replaying([], as: Village.requestID) == nil)
        #expect(PersonalDataRequest.replaying([.granted], as: Village.requestID) == nil)
    }

    @Test("the written form is stable, holds no word of what people wrote, and is read as it was written")
    func storedForm() throws {
        let due = Deadline(
            day: Village.day("2026-03-26"), from: Village.day("2026-03-05"), term: .workingDays(15),
            isProvisional: false)
        let samples: [(PersonalDataEvent, String)] = [
            (
                .requested(topic: Village.topicID, deadline: due),
                #"{"requested":{"deadline":{"day":"2026-03-26","from":"2026-03-05","isProvisional":false,"#
                    + #""workingDays":15},"topic":"0000000000001"}}"#
            ),
            (.granted, #"{"granted":{}}"#), (.opened(until: 7), #"{"opened":{"until":7}}"#),
            (
                .asked(
                    .init(
                        .correct, of: .submitter(Village.topicID),
                        correction: .init(wrong: .kept("机密"), right: .kept("机密"))), deadline: due),
                #"{"asked":{"_0":{"correction":{"right":"text-1","wrong":"text-0"},"kind":"correct","#
                    + #""whose":{"submitter":{"_0":"0000000000001"}}},"deadline":{"day":"2026-03-26","#
                    + #""from":"2026-03-05","isProvisional":false,"workingDays":15}}}"#
            ),
            (
                .asked(
                    .init(
                        .correct, of: .submitter(Village.topicID),
                        correction: .init(
                            phone: .init(number: .kept("机密"), isVerified: true, knowsFormer: false))), deadline: due),
                #"{"asked":{"_0":{"correction":{"about":"phone","phone":{"isVerified":true,"knowsFormer":false,"#
                    + #""number":"text-0"}},"kind":"correct","#
                    + #""whose":{"submitter":{"_0":"0000000000001"}}},"deadline":{"day":"2026-03-26","#
                    + #""from":"2026-03-05","isProvisional":false,"workingDays":15}}}"#
            ),
            (
                .deadlineMoved(due),
                #"{"deadlineMoved":{"_0":{"day":"2026-03-26","from":"2026-03-05","isProvisional":false,"#
                    + #""workingDays":15}}}"#
            ),
            (.refused(reason: .kept("机密")), #"{"refused":{"reason":"text-0"}}"#),
        ]
        for (event, json) in samples {
            let keeper = KeptTexts()
            let written = try keeper.encode(event)
            #expect(written == json)
            #expect(try keeper.decode(written) == event)
        }
        #expect(
            samples.map(\.0.kind) == ["requested", "granted", "opened", "asked", "asked", "deadline_moved", "refused"])
        #expect(PersonalDataEvent.subject == "erasure" && PersonalDataEvent.version == 1)
        #expect(PersonalDataRequest.State.Name.allCases.map(\.rawValue) == ["open", "granted", "refused"])
        #expect(
            PersonalDataRefusal.allCases.map(\.code)
                == ["not_yours", "already_erased", "already_requested", "under_hold", "already_decided"])
    }

    private func request(_ state: PersonalDataRequest.State.Name) throws -> PersonalDataRequest {
        let open = try requesting(
            for: Village.topic(.screening), hasOpen: false, by: .codeHolder(Village.topicID)
        ).after
        return switch state {
        case .open: open
        case .granted: try open.granting(by: officer, at: Village.morning, isHeld: false).after
        case .refused: try open.refusing(reason: "案件正在办理", by: officer).after
        }
    }

    private func requesting(
        for topic: Topic, hasOpen: Bool, by actor: Actor, practice: Practice = Village.practice
    ) throws(PersonalDataRefusal) -> Transition<PersonalDataRequest> {
        try PersonalDataRequest.requesting(
            .init(.erase, of: .submitter(Village.topicID)),
            where: .init(isKept: topic.text != .erased, hasOpen: hasOpen), as: Village.requestID, by: actor,
            at: Village.morning, practice: practice)
    }

    @Test("a supporter or a resident asks by the own link, and for nobody else")
    func byLink() throws {
        let resident = MaskedIdentity.participant(.init(5), in: Village.sessionID)
        let link = PersonalDataRequest.Circumstances.Link(confirmation: Village.confirmationID, whose: resident)
        func ask(_ whose: MaskedIdentity, by actor: Actor) throws(PersonalDataRefusal) -> PersonalDataRequest {
            try PersonalDataRequest.requesting(
                .init(.erase, of: whose), where: .init(link: link, isKept: true, hasOpen: false),
                as: Village.requestID, by: actor, at: Village.morning, practice: Village.practice
            ).after
        }
        let own = try ask(resident, by: ActorKind.linkHolder.actor)
        #expect(own.record == .session(Village.sessionID) && own.topic == nil)
        for who in ActorKind.allCases where who != .linkHolder {
            #expect(throws: PersonalDataRefusal.notYours) { try ask(resident, by: who.actor) }
        }
        let other = MaskedIdentity.participant(.init(6), in: Village.sessionID)
        #expect(throws: PersonalDataRefusal.notYours) { try ask(other, by: ActorKind.linkHolder.actor) }
    }

    @Test("granted, a copy can be seen for thirty days; a correction says what is right, and only a correction does")
    func kinds() throws {
        let own = Actor.codeHolder(Village.topicID)
        func ask(
            _ kind: PersonalDataRequest.Kind, _ correction: PersonalDataRequest.Correction? = nil
        ) throws(PersonalDataRefusal) -> PersonalDataRequest {
            try PersonalDataRequest.requesting(
                .init(kind, of: .submitter(Village.topicID), correction: correction),
                where: .init(isKept: true, hasOpen: false), as: Village.requestID, by: own, at: Village.morning,
                practice: Village.practice
            ).after
        }
        let access = try ask(.access).granting(by: officer, at: Village.morning, isHeld: true).after
        #expect(access.isOpenToRead(at: Village.morning(of: "2026-04-04")))
        #expect(!access.isOpenToRead(at: Village.morning(of: "2026-04-05")))
        let correction = PersonalDataRequest.Correction(wrong: .kept("东侧"), right: .kept("西侧"))
        let correct = try ask(.correct, correction).granting(by: officer, at: Village.morning, isHeld: true).after
        #expect(correct.state == .granted(until: nil) && !correct.isOpenToRead(at: Village.morning))
        #expect(correction.matter == .words)
        #expect(PersonalDataRequest.Correction(wrong: .kept("东侧"), right: .kept("西侧"), isPlace: true).matter == .place)
        let phone = PersonalDataRequest.Correction(
            phone: .init(number: .kept("13812345678"), isVerified: false, knowsFormer: true))
        #expect(phone.matter == .phone)
        let other = try ask(.correct, phone)
        #expect(throws: PersonalDataRefusal.underHold) {
            try other.granting(by: officer, at: Village.morning, isHeld: true)
        }
        #expect(try !other.granting(by: officer, at: Village.morning, isHeld: false).after.isOpen)
        #expect(throws: PersonalDataRefusal.notYours) { try ask(.correct) }
        #expect(throws: PersonalDataRefusal.notYours) { try ask(.erase, correction) }
    }

    @Test("what was asked before there were kinds is read as a submitter's wish to erase")
    func oldForm() throws {
        let old =
            #"{"requested":{"deadline":{"day":"2026-03-26","from":"2026-03-05","isProvisional":false,"#
            + #""workingDays":15},"topic":"0000000000001"}}"#
        let event: PersonalDataEvent = try KeptTexts().decode(old)
        let request = try #require(PersonalDataRequest.replaying([event, .granted], as: Village.requestID))
        #expect(request.asking == .init(.erase, of: .submitter(Village.topicID)))
        #expect(request.state == .granted(until: nil) && request.deadline == nil)
    }

    private func carryingOut(
        _ command: PersonalDataRequest.Command, on request: PersonalDataRequest, by actor: Actor, isHeld: Bool = false
    ) throws(PersonalDataRefusal) -> Transition<PersonalDataRequest> {
        switch command {
        case .grant: try request.granting(by: actor, at: Village.morning, isHeld: isHeld)
        case .refuse: try request.refusing(reason: "案件正在办理", by: actor)
        }
    }

    private func outcome(
        of command: PersonalDataRequest.Command, on request: PersonalDataRequest, by actor: Actor
    ) -> String {
        do {
            return "→ \(try carryingOut(command, on: request, by: actor).after.state.name.rawValue)"
        } catch {
            return error.code
        }
    }
}
