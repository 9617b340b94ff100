// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// The rule book of a receipt, whoever the addressee is: command | state | who | outcome.
private let receiptRules = """
    sign   | sent               | desk         | → signed
    sign   | signed, reported   | desk         | already_signed
    sign   | excused            | desk         | ended
    sign   | any                | office, others | not_yours

    report | sent               | desk         | not_signed
    report | signed             | desk         | → reported
    report | reported           | desk         | already_reported
    report | excused            | desk         | ended
    report | any                | office, others | not_yours

    link   | sent               | desk         | not_signed
    link   | signed, reported   | desk         | stays
    link   | excused            | desk         | ended
    link   | any                | office, others | not_yours

    remind | sent, signed       | office       | stays
    remind | reported, excused  | office       | ended
    remind | any                | desk, others | not_yours

    excuse | sent, signed       | office       | → excused
    excuse | reported, excused  | office       | ended
    excuse | any                | desk, others | not_yours
    """

/// Who is who to a notice that went to the room.
private let ofRoom = """
    desk    = secretary of the room, secretary of the area, convener of the room
    office  = leader
    rooms   = secretary of another room, convener of another room
    units   = officer of its unit, officer of another unit
    members = member who researches it, member who takes part, another member
    codes   = holder of its code, holder of another code, holder of its link, holder of another link
    others  = rooms, units, members, codes, privacy officer, visitor, console, system
    """

/// And to one that went to the unit.
private let ofUnit = """
    desk    = officer of its unit
    office  = leader
    rooms   = secretary of the room, secretary of the area, convener of the room
    beside  = secretary of another room, convener of another room, officer of another unit
    members = member who researches it, member who takes part, another member
    codes   = holder of its code, holder of another code, holder of its link, holder of another link
    others  = rooms, beside, members, codes, privacy officer, visitor, console, system
    """

@Suite("A notice and its receipts")
struct DeploymentReceiptTests {
    private static let id = DeploymentReceipt.ID(1_401)
    private static let today = Village.day("2026-03-05")
    private static let leader = ActorKind.leader.actor
    private static let room = Deployment.Addressee.room(Village.room, Village.town)
    private static let unit = Deployment.Addressee.unit(Village.unit)

    @Test(
        "the code does what the rule book says, and the buttons too: every command, state and kind of actor",
        arguments: [(room, ofRoom), (unit, ofUnit)])
    func obeyed(_ addressee: Deployment.Addressee, _ groups: String) throws {
        let table = RuleTable(
            groups + "\n" + receiptRules,
            columns: [
                .init(name: "command", values: DeploymentReceipt.Command.allCases.map(\.rawValue)),
                .init(name: "state", values: DeploymentReceipt.State.Name.allCases.map(\.rawValue)),
                .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
            ])
        #expect(table.problems == [])
        #expect(table.combinations.count == 5 * 4 * 19)
        for name in DeploymentReceipt.State.Name.allCases {
            let receipt = try Self.receipt(name, of: addressee)
            for who in ActorKind.allCases {
                var permitted: Set<DeploymentReceipt.Command> = []
                for command in DeploymentReceipt.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]] ?? ""
                    if said == "stays" || said.hasPrefix("→") { permitted.insert(command) }
                    #expect(Self.outcome(of: command, on: receipt, by: who.actor) == said, "\(command) \(name) \(who)")
                }
                #expect(receipt.permittedCommands(for: who.actor) == permitted, "\(name) \(who)")
            }
        }
    }

    @Test("a notice is sent by whoever looks after the whole county, to somebody, and not due before it is out")
    func issuing() {
        func refusal(
            by actor: Actor, to addressees: [Deployment.Addressee], due: String
        ) -> DeploymentRefusal? {
            do throws(DeploymentRefusal) {
                _ = try Deployment.issuing(
                    Self.order(to: addressees, due: Village.day(due)), as: Deployment.ID(1_400), by: actor)
                return nil
            } catch { return error }
        }
        for who in ActorKind.allCases {
            let refused = refusal(by: who.actor, to: [Self.room], due: "2026-03-05")
            #expect(refused == (who == .leader ? nil : .notYours), "\(who)")
        }
        for role in [Role.roomSecretary, .convener] {
            let office = Village.person(31, role, .tenant)
            #expect(refusal(by: office, to: [Self.room, Self.unit], due: "2026-03-20") == nil, "\(role)")
        }
        #expect(refusal(by: Self.leader, to: [Self.room], due: "2026-03-04") == .dueInPast)
        #expect(refusal(by: Self.leader, to: [], due: "2026-03-20") == .nobodyThere)
    }

    @Test("what was done lies between the notice and today; one is reminded once a day; nothing is linked twice")
    func days() throws {
        let secretary = ActorKind.roomSecretary.actor
        let signed = try Self.receipt(.signed, of: Self.room)
        #expect(signed.dueOn == Village.day("2026-03-20"))
        for day in ["2026-03-04", "2026-03-06"] {
            #expect(throws: DeploymentRefusal.dayNotPossible) {
                try signed.reporting(
                    .init(on: Village.day(day), words: "办了", files: []), by: secretary, today: Self.today)
            }
        }
        let reminded = try signed.reminding(by: Self.leader, today: Self.today).after
        #expect(reminded.remindedOn == Self.today && reminded.state == .signed)
        #expect(throws: DeploymentRefusal.remindedToday) {
            try reminded.reminding(by: Self.leader, today: Self.today)
        }
        #expect(try reminded.reminding(by: Self.leader, today: Self.today.advanced(by: 1)).after.version == 4)
        let linked = try signed.linking(.topic(Village.topicID), by: secretary).after
        #expect(throws: DeploymentRefusal.alreadyLinked) {
            try linked.linking(.topic(Village.topicID), by: secretary)
        }
        #expect(try linked.linking(.session(Village.sessionID), by: secretary).after.followers.count == 2)
        #expect(try Self.receipt(.reported, of: Self.room).dueOn == nil)
        #expect(try Self.receipt(.excused, of: Self.room).dueOn == nil)
    }

    @Test("who looks after the whole county signs for a room that has nobody, for a unit only its officer does")
    func wholeCounty() throws {
        let office = Village.person(31, .roomSecretary, .tenant)
        #expect(try Self.receipt(.sent, of: Self.room).refusal(of: .sign, by: office) == nil)
        #expect(try Self.receipt(.sent, of: Self.unit).refusal(of: .sign, by: office) == .notYours)
        #expect(try Self.receipt(.sent, of: Self.room).refusal(of: .sign, by: Self.leader) == .notYours)
        let (all, area) = (DeploymentScope(of: office), DeploymentScope(of: ActorKind.areaSecretary.actor))
        #expect(all.covers(Self.room) && all.covers(Self.unit))
        #expect(area.covers(Self.room) && !area.covers(Self.unit))
        #expect(DeploymentScope(of: ActorKind.unitOfficer.actor).covers(Self.unit))
        #expect(!DeploymentScope(of: ActorKind.otherUnitOfficer.actor).covers(Self.unit))
        #expect(!DeploymentScope(of: ActorKind.otherRoomSecretary.actor).covers(Self.room))
        #expect(!DeploymentScope(of: .visitor).covers(Self.room))
    }

    @Test("the written form is stable and holds no word of what people wrote, and a log tells the receipt again")
    func storedForm() throws {
        let room = #"{"room":{"_0":"\#(Village.room.text)","_1":"\#(Village.town.text)"}}"#
        let issued = DeploymentEvent.issued(Self.order(to: [Self.room, Self.unit], due: Village.day("2026-03-20")))
        let addressees = #"[\#(room),{"unit":{"_0":"\#(Village.unit.text)"}}]"#
        let order =
            #"{"issued":{"_0":{"addressees":\#(addressees),"day":"2026-03-05","dueOn":"2026-03-20","files":[],"#
            + #""kind":"convey","text":"text-1","title":"text-0"}}}"#
        let keeper = KeptTexts()
        #expect(try keeper.encode(issued) == order && issued.kind == "issued")
        #expect(try keeper.decode(order) == issued)
        let sending = DeploymentReceipt.Sending(try Self.deployment(), to: Self.room)
        let samples: [(DeploymentReceiptEvent, String, String)] = [
            (
                .sent(sending), "sent",
                #"{"sent":{"_0":{"addressee":\#(room),"day":"2026-03-05","deployment":"\#(sending.deployment.text)","#
                    + #""dueOn":"2026-03-20"}}}"#
            ), (.signed, "signed", #"{"signed":{}}"#),
            (
                .reported(.init(on: Self.today, words: "机密", files: [])), "reported",
                #"{"reported":{"_0":{"day":"2026-03-05","files":[],"words":"text-0"}}}"#
            ),
            (
                .linked(.topic(Village.topicID)), "linked",
                #"{"linked":{"_0":{"topic":{"_0":"\#(Village.topicID.text)"}}}}"#
            ),
            (
                .linked(.session(Village.sessionID)), "linked",
                #"{"linked":{"_0":{"session":{"_0":"\#(Village.sessionID.text)"}}}}"#
            ), (.reminded(on: Self.today), "reminded", #"{"reminded":{"on":"2026-03-05"}}"#),
            (.excused(reason: .kept("机密")), "excused", #"{"excused":{"reason":"text-0"}}"#),
        ]
        for (event, kind, json) in samples {
            let keeper = KeptTexts()
            let stored = try keeper.encode(event)
            #expect(try event.kind == kind && stored == json && keeper.decode(stored) == event)
        }
        let told = DeploymentReceipt.replaying(samples.map(\.0), as: Self.id)
        #expect(told?.version == samples.count && told?.state.name == .excused && told?.followers.count == 2)
        #expect(DeploymentReceipt.replaying([.signed], as: Self.id) == nil)
        #expect((DeploymentEvent.subject, DeploymentEvent.version) == ("deployment", 1))
        #expect((DeploymentReceiptEvent.subject, DeploymentReceiptEvent.version) == ("deployment_receipt", 1))
        #expect(
            DeploymentRefusal.allCases.map(\.code) == [
                "not_yours", "nobody_there", "due_in_past", "day_not_possible", "already_signed", "not_signed",
                "already_reported", "already_linked", "reminded_today", "nobody_silent", "ended",
            ])
    }

    // MARK: - Receipts

    private static func order(to addressees: [Deployment.Addressee], due: Day) -> Deployment.Order {
        .init(
            .convey, title: "机密", text: "机密的内容", organ: nil, day: today, dueOn: due, addressees: addressees,
            files: [])
    }

    private static func deployment() throws -> Deployment {
        try Deployment.issuing(
            order(to: [room, unit], due: Village.day("2026-03-20")), as: Deployment.ID(1_400), by: leader)
    }

    private static func receipt(
        _ state: DeploymentReceipt.State.Name, of addressee: Deployment.Addressee
    ) throws -> DeploymentReceipt {
        let sent = DeploymentReceipt.sending(try deployment(), to: addressee, as: id).after
        let own = addressee == unit ? ActorKind.unitOfficer.actor : ActorKind.roomSecretary.actor
        switch state {
        case .sent: return sent
        case .signed: return try sent.signing(by: own).after
        case .reported:
            return try sent.signing(by: own).after
                .reporting(.init(on: today, words: "办了", files: []), by: own, today: today).after
        case .excused: return try sent.excusing(reason: "当面说过", by: leader).after
        }
    }

    private static func outcome(
        of command: DeploymentReceipt.Command, on receipt: DeploymentReceipt, by actor: Actor
    ) -> String {
        do throws(DeploymentRefusal) {
            let transition =
                switch command {
                case .sign: try receipt.signing(by: actor)
                case .report:
                    try receipt.reporting(.init(on: today, words: "办了", files: []), by: actor, today: today)
                case .link: try receipt.linking(.topic(Village.topicID), by: actor)
                case .remind: try receipt.reminding(by: actor, today: today)
                case .excuse: try receipt.excusing(reason: "当面说过", by: actor)
                }
            let next = transition.after.state.name
            return next == receipt.state.name ? "stays" : "→ \(next.rawValue)"
        } catch { return error.code }
    }
}
