// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// Who may do what to an item that two supervise, one by an account and one on paper: command | state | who | outcome.
private let signingTable = """
    supervisor = officer of another unit
    secretary  = secretary of the room, secretary of the area
    offices    = secretary of another room, convener of the room, convener of another room, leader, privacy officer
    members    = member who researches it, member who takes part, another member
    codes      = holder of its code, holder of another code, holder of its link, holder of another link
    others     = offices, members, codes, officer of its unit, visitor, console, system
    before     = approved, dispatched, return_requested, accepted, in_progress, reported, sent_back, reopened

    sign            | verified | supervisor | stays
    sign            | before   | supervisor | not_verified
    sign            | any      | secretary, others | not_yours

    decline_to_sign | verified | supervisor | → sent_back
    decline_to_sign | before   | supervisor | not_verified
    decline_to_sign | any      | secretary, others | not_yours

    sign_for        | verified | secretary  | stays
    sign_for        | before   | secretary  | not_verified
    sign_for        | any      | supervisor, others | not_yours

    close           | verified | secretary  | needs_signatures
    close           | before   | secretary  | not_verified
    close           | any      | supervisor, others | not_yours
    """

@Suite("What two supervise together")
struct ItemSigningTests {
    private static let party = Person.ID(29)
    private static let partySide = ActorKind.otherUnitOfficer.actor
    private static let committeeSide = ActorKind.leader.actor
    private static let commands: [SuggestionItem.Command] = [.sign, .declineToSign, .signFor, .close]
    private static let states = SuggestionItem.State.Name.allCases.filter { $0 != .drafted && $0 != .closed }
    private let now = Village.itemMorning

    @Test("each of the two signs alone, a secretary for whoever has no account, and nobody closes it without them")
    func table() throws {
        let table = RuleTable(
            signingTable,
            columns: [
                .init(name: "command", values: Self.commands.map(\.rawValue)),
                .init(name: "state", values: Self.states.map(\.rawValue)),
                .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
            ])
        #expect(table.problems == [])
        for command in Self.commands {
            for state in Self.states {
                let item = try Self.item(state, committee: nil)
                for who in ActorKind.allCases {
                    let said = table.outcomes[[command.rawValue, state.rawValue, who.rawValue]]
                    #expect(Self.outcome(of: command, on: item, by: who.actor) == said, "\(command) \(state) \(who)")
                }
            }
        }
    }

    @Test("the second signature ends it; each signs once for a report")
    func both() throws {
        let item = try Self.item(.verified, committee: Person.ID(15))
        #expect(item.missingSignatures == [.party, .committee])
        let first = try item.signing("看过了", isAnswered: true, by: Self.partySide, at: now)
        #expect(first.event.kind == "signed" && first.after.state == .verified)
        #expect(first.after.missingSignatures == [.committee])
        #expect(throws: ItemRefusal.alreadySigned) {
            try first.after.signing(nil, isAnswered: true, by: Self.partySide, at: now)
        }
        let second = try first.after.signing(nil, isAnswered: true, by: Self.committeeSide, at: now)
        #expect(second.event.kind == "closed" && second.after.state == .closed && second.after.closedOn == now.day)
        #expect(second.after.signatures.map(\.side) == [.party, .committee])
        #expect(throws: ItemRefusal.alreadyClosed) {
            try second.after.signing(nil, isAnswered: true, by: Self.partySide, at: now)
        }
    }

    @Test("nobody signs while people still have their days")
    func asking() throws {
        let item = try Self.item(.verified, committee: nil)
        #expect(throws: ItemRefusal.stillAsking) {
            try item.signing(nil, isAnswered: false, by: Self.partySide, at: now)
        }
        let later = now.advanced(byMilliseconds: 30 * 86_400_000)
        #expect(try item.signing(nil, isAnswered: false, by: Self.partySide, at: later).after.signatures.count == 1)
    }

    @Test("who sends it back gives the unit its term again, and for the next report both sign anew")
    func declined() throws {
        let signed = try Self.item(.verified, committee: Person.ID(15))
            .signing(nil, isAnswered: true, by: Self.partySide, at: now).after
        let declined = try signed.decliningToSign(
            reason: "灯还不亮", by: Self.committeeSide, at: now, practice: Village.practice
        ).after
        #expect(declined.state.name == .sentBack && declined.signatures == [] && declined.deadline != nil)
        let again = try declined.reporting(
            Village.report, by: Village.officer, at: Village.itemMorning, practice: Village.practice
        ).after
            .verifying(by: Village.secretary, at: now, practice: Village.practice).after
        #expect(again.missingSignatures == [.party, .committee])
    }

    @Test("a secretary notes from paper the signature of whoever has no account, and of nobody else")
    func onBehalf() throws {
        let item = try Self.item(.verified, committee: nil)
        #expect(throws: ItemRefusal.signsAlone) {
            try item.notingSignature(
                of: .party, on: "会签单", words: nil, isAnswered: true, by: Village.secretary, at: now)
        }
        let noted = try item.notingSignature(
            of: .committee, on: "会签单", words: nil, isAnswered: true, by: Village.secretary, at: now
        ).after
        #expect(noted.signatures.first?.paper == .kept("会签单"))
        #expect(noted.refusal(of: .signFor, by: Village.secretary) == .alreadySigned)
        #expect(try noted.signing(nil, isAnswered: true, by: Self.partySide, at: now).after.state == .closed)
    }

    @Test("named anew, both sign anew; nobody is both, and nobody of the unit supervises it")
    func naming() throws {
        let signed = try Self.item(.verified, committee: nil)
            .signing(nil, isAnswered: true, by: Self.partySide, at: now).after
        let renamed = try signed.supervisingJointly(.init(party: "甲", committee: "乙"), by: Village.secretary).after
        #expect(renamed.signatures == [] && renamed.refusal(of: .sign, by: Self.partySide) == .notYours)
        #expect(throws: ItemRefusal.samePersonTwice) {
            try signed.supervisingJointly(
                .init(party: "甲", committee: "乙", partyPerson: Self.party, committeePerson: Self.party),
                by: Village.secretary)
        }
        #expect(throws: ItemRefusal.ownWork) {
            try signed.supervisingJointly(
                .init(party: "甲", committee: "乙", partyPerson: Village.officerID), by: Village.secretary)
        }
    }

    @Test("whoever supervises an item sees it, whatever else is seen")
    func scope() throws {
        let item = try Self.item(.accepted, committee: nil)
        #expect(ItemScope(of: Self.partySide).includes(item))
        #expect(!ItemScope(of: ActorKind.otherConvener.actor).includes(item))
        #expect(try !ItemScope(of: Self.partySide).includes(Village.item(.accepted)))
    }

    @Test("one person gives one of both signatures, whatever offices are held, and the unit none of its own work")
    func onePerson() throws {
        let secretary = Appointment(.roomSecretary, .room(Village.room))
        func staff(_ person: Person.ID, _ other: Appointment) -> Actor {
            .staff(Staff(id: person, name: "村民", appointments: [secretary, other]))
        }
        // The committee's side has no account in any of these.
        let item = try Self.item(.verified, committee: nil)
        let signed = try item.signing(nil, isAnswered: true, by: Self.partySide, at: now).after
        let refused: [(who: Actor, why: ItemRefusal)] = [
            (staff(Self.party, Appointment(.unitOfficer, .unit(Village.otherUnit))), .samePersonTwice),
            (staff(Person.ID(11), Appointment(.unitOfficer, .unit(Village.unit))), .ownWork),
        ]
        for (who, why) in refused {
            for each in [item, signed] {
                #expect(each.refusal(of: .signFor, by: who) == why)
                #expect(throws: why) {
                    try each.notingSignature(
                        of: .committee, on: "会签单", words: nil, isAnswered: true, by: who, at: now)
                }
            }
        }
        let other = staff(Person.ID(11), Appointment(.unitOfficer, .unit(Village.otherUnit)))
        #expect(signed.refusal(of: .signFor, by: other) == nil)
    }

    @Test("whoever keeps the room and works for the unit does not decide on the unit's wish for more time")
    func ownExtension() throws {
        let asked = try Village.item(.inProgress).askingExtension(reason: "等材料", by: Village.officer, at: now).after
        for command in [SuggestionItem.Command.grantExtension, .refuseExtension] {
            #expect(asked.refusal(of: command, by: Village.secretaryOfUnit) == .ownWork)
            #expect(asked.refusal(of: command, by: Village.secretary) == nil, "another of the room can")
            #expect(asked.refusal(of: command, by: ActorKind.areaSecretary.actor) == nil, "and so can the area")
        }
        #expect(asked.refusal(of: .report, by: Village.secretaryOfUnit) == nil, "the unit's own acts stay open")
    }

    @Test("it is not given to the unit of whoever supervises it")
    func reassigning() throws {
        let asked = try Self.item(.returnRequested, committee: nil)
        #expect(throws: ItemRefusal.ownWork) {
            try asked.reassigning(
                to: Village.otherUnit, officer: Self.party, by: Village.secretary, at: now, practice: Village.practice)
        }
        let renamed = try asked.supervisingJointly(.init(party: "甲", committee: "乙"), by: Village.secretary).after
        let given = try renamed.reassigning(
            to: Village.otherUnit, officer: Self.party, by: Village.secretary, at: now, practice: Village.practice)
        #expect(given.after.unit == Village.otherUnit)
    }

    @Test("being named opens an item as long as an office that signs is held")
    func scopeEnds() throws {
        let item = try Self.item(.accepted, committee: Person.ID(15))
        let former = Actor.staff(Staff(id: Person.ID(15), name: "村民15", appointments: []))
        let member = Village.person(15, .member, .tenant)
        for actor in [former, member] {
            #expect(ItemScope(of: actor).supervisor == nil && !ItemScope(of: actor).includes(item))
        }
        #expect(ItemScope(of: Village.person(15, .convener, .room(Village.otherRoom))).includes(item))
    }

    /// An item of the state that somebody of another unit and somebody of the committee supervise.
    private static func item(_ state: SuggestionItem.State.Name, committee: Person.ID?) throws -> SuggestionItem {
        try Village.item(state).supervisingJointly(
            .init(party: "督查室副主任", committee: "副主席", partyPerson: party, committeePerson: committee),
            by: Village.secretary
        ).after
    }

    private static func outcome(
        of command: SuggestionItem.Command, on item: SuggestionItem, by actor: Actor
    ) -> String {
        do throws(ItemRefusal) {
            var input = ItemInput()
            input.side = .committee
            let next = try item.carryingOut(command, by: actor, with: input).after.state.name
            return next == item.state.name ? "stays" : "→ \(next.rawValue)"
        } catch { return error.code }
    }
}
