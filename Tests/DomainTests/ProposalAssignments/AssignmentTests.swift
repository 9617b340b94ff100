// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("An assignment")
struct AssignmentTests {
    private let officer = Village.officer
    private let office = Village.proposalOfficer
    private let practice = Village.practice
    private let table = RuleTable(
        assignmentTable,
        columns: [
            .init(name: "command", values: ProposalAssignment.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: ProposalAssignment.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ProposalActor.allCases.map(\.rawValue)),
            .init(name: "part", values: Proposal.Part.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once: every command, state, kind of actor and part")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 17 * 8 * 13 * 3)
    }

    @Test("the code does what the rule book says, and the buttons too", arguments: Proposal.Part.allCases)
    func obeyed(_ part: Proposal.Part) throws {
        // A co-handler drafts nothing.
        let drafts: Set<ProposalAssignment.State.Name> = [.drafted, .sentBack, .checked]
        for name in ProposalAssignment.State.Name.allCases where part != .coHandler || !drafts.contains(name) {
            let assignment = try Village.assignment(name, part)
            #expect(assignment.state.name == name)
            for who in ProposalActor.allCases {
                for command in ProposalAssignment.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue, part.rawValue]] ?? ""
                    let does = outcome(of: command, on: assignment, by: who.actor)
                    #expect(does == said, "\(command) \(name) \(who.rawValue) \(part)")
                    let isOffered = assignment.refusal(of: command, by: who.actor) == nil
                    #expect(isOffered == (said == "stays" || said.hasPrefix("→")), "\(command) \(name) \(who)")
                }
            }
        }
    }

    @Test("five working days to sign, three months from receipt to reply, a month for a co-handler")
    func terms() throws {
        #expect(try Village.assignment(.issued).deadline?.day == Village.day("2026-03-17"))
        #expect(try Village.assignment(.signedFor).deadline?.day == Village.day("2026-06-10"))
        #expect(try Village.assignment(.signedFor, .separate).deadline?.day == Village.day("2026-06-10"))
        #expect(try Village.assignment(.signedFor, .coHandler).deadline?.day == Village.day("2026-04-10"))
        #expect(try Village.assignment(.checked).deadline?.day == Village.day("2026-06-10"))
        #expect(try Village.assignment(.sent).deadline == nil && Village.assignment(.recalled).deadline == nil)
    }

    @Test("who signs late has received it on the last day for signing: nobody gains time by letting it lie (BR-18)")
    func lateSigning() throws {
        let issued = try Village.assignment(.issued)
        let late = try issued.signingFor(by: officer, at: Village.morning(of: "2026-05-20"), practice: practice).after
        #expect(late.receivedOn == Village.day("2026-03-17") && late.deadline?.day == Village.day("2026-06-17"))
        let early = try issued.signingFor(by: officer, at: Village.morning(of: "2026-03-12"), practice: practice).after
        #expect(early.receivedOn == Village.day("2026-03-12") && early.deadline?.day == Village.day("2026-06-12"))
    }

    @Test(
        "the fifth working day is in time for giving it back, the day after is not; upheld, it is not given back twice (BR-17)"
    )
    func returning() throws {
        let issued = try Village.assignment(.issued)
        func back(_ day: String) throws -> ProposalAssignment {
            try issued.requestingReturn(reason: "不归我们", suggested: "住建局", by: officer, on: Village.day(day)).after
        }
        #expect(throws: AssignmentRefusal.returnWindowOver) { try back("2026-03-18") }
        let asked = try back("2026-03-17")
        #expect(asked.unit == Village.unit && asked.deadline == issued.deadline)
        let upheld = try asked.upholding(
            reason: "归你们", by: office, at: Village.morning(of: "2026-03-19"), practice: practice
        ).after
        #expect(upheld.receivedOn == Village.day("2026-03-19") && upheld.state == .signedFor && upheld.wasReturned)
        let other = HandlingUnit.ID(503)
        let moved = try asked.reassigning(
            to: other, others: [Village.otherUnit], by: office, at: Village.morning(of: "2026-03-19"),
            practice: practice
        ).after
        #expect(moved.unit == other && moved.state == .issued && !moved.wasReturned)
        #expect(moved.permittedCommands(for: officer) == [])
        for unit in [Village.unit, Village.otherUnit] {
            #expect(throws: AssignmentRefusal.sameUnit) {
                try asked.reassigning(
                    to: unit, others: [Village.otherUnit], by: office, at: Village.proposalMorning, practice: practice)
            }
        }
    }

    @Test("without contact, or while a proposer does not agree, no draft holds (BR-19)")
    func contact() throws {
        let drafted = try Village.assignment(.signedFor).carryingOut(.draft, by: officer).after
        #expect(throws: AssignmentRefusal.notContacted) { try drafted.checking(by: office) }
        func after(_ contested: Bool...) throws -> ProposalAssignment {
            try contested.reduce(drafted) { assignment, isContested in
                var input = AssignmentInput()
                input.contact = .init(
                    .phone, on: input.now.day, words: "谈过", withLeader: false, isContested: isContested)
                return try assignment.carryingOut(.contact, by: officer, with: input).after
            }
        }
        #expect(throws: AssignmentRefusal.stillContested) { try after(false, true).checking(by: office) }
        #expect(try after(true, false).checking(by: office).after.state.name == .checked)
        var tomorrow = AssignmentInput()
        tomorrow.contact = .init(
            .visit, on: tomorrow.now.day.advanced(by: 1), words: "去", withLeader: false, isContested: false)
        #expect(throws: AssignmentRefusal.dayIsToCome) {
            try drafted.carryingOut(.contact, by: officer, with: tomorrow)
        }
    }

    @Test("who spoke before, during and after the handling is told apart, and only before the reply it counts (A4-08)")
    func stages() throws {
        func noting(_ assignment: ProposalAssignment, _ day: String, noted: String) throws -> ProposalAssignment {
            var input = AssignmentInput()
            input.now = Village.morning(of: noted)
            input.contact = .init(
                .phone, on: Village.day(day), words: "谈过", withLeader: true, isContested: false)
            return try assignment.carryingOut(.contact, by: officer, with: input).after
        }
        let issued = try Village.assignment(.issued)
        let early = try noting(issued, "2026-02-10", noted: "2026-02-10")
        #expect(early.state == .issued && early.contacts.map(\.stage) == [.before])
        let signed = try early.carryingOut(.signFor, by: officer).after
        #expect(signed.contacts == early.contacts, "what was said before signing stays, and counts")
        let received = try #require(signed.receivedOn)
        let working = try noting(
            noting(signed, received.description, noted: "2026-06-01"),
            received.advanced(by: -1).description, noted: "2026-06-01")
        #expect(working.contacts.map(\.stage) == [.before, .during, .before])
        let sent = try working.carryingOut(.draft, by: officer).after.checking(by: office).after
            .carryingOut(.send, by: officer).after
        let replied = try #require(sent.replies.last?.signature?.day)
        let visited = try noting(
            noting(sent, replied.description, noted: "2026-12-01"), received.advanced(by: -1).description,
            noted: "2026-12-01")
        #expect(visited.contacts.map(\.stage).suffix(2) == [.after, .before], "noted late, it was not after the reply")
        #expect(visited.state == .sent && visited.round == sent.round && visited.replies == sent.replies)
        let again = try visited.beingReopened(at: Village.morning(of: "2026-12-02"), practice: practice).after
        #expect(again.contacts.isEmpty, "no visit after the first reply is a talk about the second")
        let drafted = try again.carryingOut(.draft, by: officer).after
        #expect(throws: AssignmentRefusal.notContacted) { try drafted.checking(by: office) }
        var late = AssignmentInput()
        late.contactEnds = late.now.day
        #expect(try sent.carryingOut(.contact, by: officer, with: late).after.contacts.count == 4)
        late.contactEnds = late.now.day.advanced(by: -1)
        #expect(throws: AssignmentRefusal.contactIsOver) {
            try sent.carryingOut(.contact, by: officer, with: late)
        }
        var withdrawn = AssignmentInput()
        withdrawn.isWithdrawn = true
        #expect(throws: AssignmentRefusal.contactIsOver) {
            try sent.carryingOut(.contact, by: officer, with: withdrawn)
        }
    }

    @Test("a draft that is taken back before it was checked is kept for the next one, with what was attached")
    func takingBack() throws {
        let files = [Attachment.ID(7)]
        let first = ProposalAssignment.Reply(text: "第一稿", outcome: "A", disclosure: .open, attachments: files)
        let drafted = try Village.assignment(.signedFor)
            .drafting(first, by: officer, practice: practice.profile.proposals).after
        let back = try drafted.takingBack(by: officer).after
        #expect(back.state == .signedFor && back.draft == nil && back.setAside == first)
        #expect(back.deadline == drafted.deadline)
        let second = ProposalAssignment.Reply(text: "第二稿", outcome: "B", disclosure: .open)
        let again = try back.drafting(second, by: officer, practice: practice.profile.proposals).after
        #expect(again.draft?.text == .kept("第二稿") && again.draft?.attachments == files && again.setAside == nil)
        #expect(throws: AssignmentRefusal.notDrafted) { try Village.assignment(.checked).takingBack(by: officer) }
        #expect(throws: AssignmentRefusal.notYours) { try drafted.takingBack(by: office) }
    }

    @Test("a lead replies when every co-handler has given its opinion, a separate handler waits for nobody (BR-19)")
    func opinions() throws {
        var input = AssignmentInput()
        input.opinionsOwed = 1
        #expect(throws: AssignmentRefusal.opinionsOwed) {
            try Village.assignment(.checked).carryingOut(.send, by: officer, with: input)
        }
        #expect(
            try Village.assignment(.checked, .separate).carryingOut(.send, by: officer, with: input).after.state
                == .sent)
    }

    @Test("of a key proposal the principal leader signs, and nobody signs tomorrow")
    func signatures() throws {
        let checked = try Village.assignment(.checked)
        var input = AssignmentInput()
        input.signature = .init(signer: "副局长", isPrincipal: false, day: input.now.day)
        #expect(try checked.carryingOut(.send, by: officer, with: input).after.replies.count == 1)
        input.isKey = true
        #expect(throws: AssignmentRefusal.notPrincipal) { try checked.carryingOut(.send, by: officer, with: input) }
        input.signature = .init(signer: "局长", isPrincipal: true, day: input.now.day.advanced(by: 1))
        #expect(throws: AssignmentRefusal.dayIsToCome) { try checked.carryingOut(.send, by: officer, with: input) }
    }

    @Test("more time is asked for before the term has passed, once, up to six months from receipt (BR-18)")
    func extending() throws {
        let signed = try Village.assignment(.signedFor)
        func asking(_ months: Int, on day: String) throws -> ProposalAssignment {
            var input = AssignmentInput()
            (input.months, input.now) = (months, Village.morning(of: day))
            return try signed.carryingOut(.askExtension, by: officer, with: input).after
        }
        for months in [3, 7, 0, -1] {
            #expect(throws: AssignmentRefusal.tooLong) { try asking(months, on: "2026-06-10") }
        }
        #expect(throws: AssignmentRefusal.alreadyOverdue) { try asking(5, on: "2026-06-11") }
        let asked = try asking(6, on: "2026-06-10")
        #expect(asked.deadline == signed.deadline)
        #expect(throws: AssignmentRefusal.extensionWaits) { try asked.carryingOut(.askExtension, by: officer) }
        #expect(
            asked.hindrance(
                to: .grantExtension, on: Village.day("2026-06-15"), others: .init(opinionsOwed: 0, isKey: false))
                == nil,
            "it was asked for in time: who decides late takes nothing")
        let granted = try asked.grantingExtension(by: office, practice: practice).after
        #expect(granted.deadline?.day == Village.day("2026-09-10") && granted.deadline?.term == .months(6))
        #expect(throws: AssignmentRefusal.alreadyExtended) { try granted.carryingOut(.askExtension, by: officer) }
        let refused = try asked.refusingExtension(reason: "抓紧办", by: office).after
        #expect(refused.deadline == signed.deadline && refused.extensionAsked == nil && !refused.wasExtended)
    }

    @Test("nobody of the office judges what the own unit replies or asks for")
    func ownWork() throws {
        func officer(of unit: HandlingUnit.ID) -> Actor {
            .staff(
                Staff(
                    id: Person.ID(24), name: "村民",
                    appointments: [Appointment(.proposalOfficer, .tenant), Appointment(.unitOfficer, .unit(unit))]))
        }
        let states: [(ProposalAssignment.State.Name, Set<ProposalAssignment.Command>)] = [
            (.drafted, [.check, .sendBack]), (.returnRequested, [.reassign, .uphold]),
        ]
        for (state, commands) in states {
            let assignment = try Village.assignment(state)
            for command in commands {
                #expect(assignment.refusal(of: command, by: officer(of: Village.unit)) == .ownWork, "\(command)")
                #expect(assignment.refusal(of: command, by: officer(of: Village.otherUnit)) == nil, "\(command)")
            }
        }
        var input = AssignmentInput()
        (input.months, input.now) = (6, Village.morning(of: "2026-06-10"))
        let asked = try Village.assignment(.signedFor).carryingOut(.askExtension, by: self.officer, with: input).after
        for command in [ProposalAssignment.Command.grantExtension, .refuseExtension] {
            #expect(asked.refusal(of: command, by: officer(of: Village.unit)) == .ownWork)
            #expect(asked.refusal(of: command, by: officer(of: Village.otherUnit)) == nil)
        }
        #expect(ProposalAssignment.Command.allCases.count { $0.judgesUnit } == 6)
    }

    @Test("a second reply is talked over with a leader of the unit; the first one stays on record (BR-20)")
    func again() throws {
        let sent = try Village.assignment(.sent)
        let now = Village.morning(of: "2026-07-01")
        let again = try sent.beingReopened(at: now, practice: practice).after
        #expect(again.state == .signedFor && again.deadline?.day == Village.day("2026-08-03") && again.round == 2)
        #expect(again.contacts.isEmpty && again.replies == sent.replies)
        #expect(throws: AssignmentRefusal.notSent) { try again.beingReopened(at: now, practice: practice) }
        let drafted = try again.carryingOut(.draft, by: officer).after
        var input = AssignmentInput()
        input.contact = .init(.phone, on: input.now.day, words: "谈过", withLeader: false, isContested: false)
        let spoken = try drafted.carryingOut(.contact, by: officer, with: input).after
        #expect(throws: AssignmentRefusal.leaderMissing) { try spoken.checking(by: office) }
        let checked = try spoken.carryingOut(.contact, by: officer).after.checking(by: office).after
        let second = try checked.carryingOut(.send, by: officer).after
        #expect(second.replies.count == 2 && second.replies.first == sent.replies.first)
    }

    @Test("a class is of the county's list, and a reply has one")
    func classes() throws {
        var input = AssignmentInput()
        input.outcome = "E"
        #expect(throws: AssignmentRefusal.unknownClass) {
            try Village.assignment(.signedFor).carryingOut(.draft, by: officer, with: input)
        }
        #expect(throws: AssignmentRefusal.unknownClass) {
            try Village.assignment(.signedFor).drafting(
                .init(text: "好", outcome: nil, disclosure: .open), by: officer, practice: practice.profile.proposals)
        }
    }

    @Test("what is sent is not recalled, all else is")
    func recalled() throws {
        #expect(throws: AssignmentRefusal.alreadySent) { try Village.assignment(.sent).beingRecalled() }
        #expect(throws: AssignmentRefusal.alreadySent) { try Village.assignment(.recalled).beingRecalled() }
        #expect(try Village.assignment(.drafted).beingRecalled().after.state == .recalled)
    }

    @Test("a unit is reminded once a day")
    func reminded() throws {
        let reminded = try Village.assignment(.signedFor).carryingOut(.remind, by: office).after
        #expect(throws: AssignmentRefusal.alreadyReminded) { try reminded.carryingOut(.remind, by: office) }
        var tomorrow = AssignmentInput()
        tomorrow.now = Village.morning(of: "2026-03-11")
        #expect(try reminded.carryingOut(.remind, by: office, with: tomorrow).event.kind == "reminded")
    }

    private func outcome(
        of command: ProposalAssignment.Command, on assignment: ProposalAssignment, by actor: Actor
    ) -> String {
        do throws(AssignmentRefusal) {
            let next = try assignment.carryingOut(command, by: actor).after.state.name
            return next == assignment.state.name ? "stays" : "→ \(next.rawValue)"
        } catch {
            return error.code
        }
    }
}
