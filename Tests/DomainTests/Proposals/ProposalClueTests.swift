// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// The rule book of a clue: command | state | who | outcome.
private let clueTable = """
    signers = proposer, member who was invited, member who signed, another member
    desks   = leader, leader of an area, officer of its unit, officer of another unit, secretary
    others  = signers, desks, visitor, console, system

    release   | left, set_aside | proposal officer | → released
    release   | released        | proposal officer | already_released
    release   | withdrawn       | proposal officer | is_withdrawn
    release   | any             | others           | not_yours
    set_aside | left, released  | proposal officer | → set_aside
    set_aside | set_aside       | proposal officer | already_set_aside
    set_aside | withdrawn       | proposal officer | is_withdrawn
    set_aside | any             | others           | not_yours
    erase     | any             | proposal officer, others | not_yours
    """

@Suite("What residents leave for those who write proposals")
struct ProposalClueTests {
    private static let id = ProposalClue.ID(2_501)
    private let table = RuleTable(
        clueTable,
        columns: [
            .init(name: "command", values: ProposalClue.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: ProposalClue.State.allCases.map(\.rawValue)),
            .init(name: "who", values: ProposalActor.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once, and the code does what it says, the buttons too")
    func obeyed() throws {
        #expect(table.problems == [] && table.combinations.count == 3 * 4 * 13)
        for state in ProposalClue.State.allCases {
            let clue = try Self.clue(state)
            #expect(clue.state == state)
            for who in ProposalActor.allCases {
                for command in ProposalClue.Command.allCases {
                    let said = table.outcomes[[command.rawValue, state.rawValue, who.rawValue]] ?? ""
                    #expect(Self.outcome(of: command, on: clue, by: who.actor) == said, "\(command) \(state) \(who)")
                    let isPermitted = clue.permittedCommands(for: who.actor).contains(command)
                    #expect(isPermitted == said.hasPrefix("→"), "\(command) \(state) \(who)")
                }
            }
        }
    }

    @Test("the office reads all, members what was released, and nobody else any")
    func scope() throws {
        for state in ProposalClue.State.allCases {
            let clue = try Self.clue(state)
            for who in ProposalActor.allCases {
                let isMember = [.proposer, .invited, .signed, .otherMember].contains(who)
                #expect(
                    clue.isOpen(to: who.actor) == (who == .officer || (isMember && state == .released)),
                    "\(state) \(who)")
            }
        }
    }

    @Test("the privacy officer has the words of one erased, whatever became of it, and nobody lets members read none")
    func erased() throws {
        let officer = Village.person(60, .privacyOfficer, .tenant)
        for state in ProposalClue.State.allCases {
            let clue = try Self.clue(state)
            #expect(clue.isOpen(to: officer))
            #expect(throws: ClueRefusal.underHold) { try clue.erasing(isHeld: true, by: officer) }
            let gone = try clue.erasing(isHeld: false, by: officer)
            #expect(gone.event == .erased && gone.after.text == .erased && gone.after.state == state)
            #expect(throws: ClueRefusal.alreadyErased) { try gone.after.erasing(isHeld: false, by: officer) }
            #expect(gone.after.refusal(of: .erase, by: officer) == .alreadyErased)
            #expect(clue.refusal(of: .release, by: officer) == .notYours)
            let release = gone.after.refusal(of: .release, by: Village.proposalOfficer)
            #expect(
                release == (state == .withdrawn ? .isWithdrawn : state == .released ? .alreadyReleased : .alreadyErased)
            )
        }
        let told = ProposalClue.replaying([.left(.kept("机密")), .erased, .setAside(reason: .kept("空的"))], as: Self.id)
        #expect(told?.text == .erased && told?.state == .setAside)
        #expect(ProposalClue.replaying([.erased], as: Self.id) == nil)
    }

    @Test("they are taken in in the month of the profile, or all the year")
    func month() throws {
        var practice = ProposalPractice()
        let day = Village.day("2026-03-10")
        #expect(practice.takesClues(on: day))
        practice.clueMonth = 11
        #expect(throws: ClueRefusal.notOpen) {
            try ProposalClue.leaving("路灯不亮", as: Self.id, on: day, practice: practice)
        }
        #expect(practice.takesClues(on: Village.day("2026-11-30")))
    }

    @Test("the log tells it as it is, and holds no word of what was left")
    func replayed() throws {
        let events: [ClueEvent] = [.left(.kept("机密")), .released, .setAside(reason: .kept("机密"))]
        for event in events + [
            .handedOn(.kept("机密"), from: .init(7)), .metWalking(.kept("机密"), from: .init(9)), .withdrawn, .erased,
        ] {
            let keeper = KeptTexts()
            let stored = try keeper.encode(event)
            #expect(!stored.contains("机密"), "\(event.kind)")
            #expect(try keeper.decode(stored) == event, "\(event.kind)")
        }
        let told = ProposalClue.replaying(events, as: Self.id)
        #expect(told?.state == .setAside && told?.version == 3 && ClueEvent.subject == "clue")
        #expect(ProposalClue.replaying(Array(events.dropFirst()), as: Self.id) == nil)
    }

    @Test("a room hands a topic on in its own words or the public ones, never in what was said")
    func handedOn() throws {
        let topic = try Village.topic(.screening)
        #expect(throws: ClueRefusal.noPublicWords) { try ProposalClue.handingOn(topic, in: nil, as: Self.id) }
        let own = try ProposalClue.handingOn(topic, in: "村口的灯", as: Self.id).after
        #expect(own.text.words == "村口的灯" && own.topic == topic.id && own.state == .left)
        let text = Topic.PublicText(title: .kept("路灯"), body: .kept("村口路灯不亮"))
        let open = Village.topic(publication: .published, publicText: text)
        #expect(try ProposalClue.handingOn(open, in: nil, as: Self.id).after.text.words == "路灯\n村口路灯不亮")
        let shut = Village.topic(publication: .withdrawn, publicText: text)
        #expect(throws: ClueRefusal.noPublicWords) { try ProposalClue.handingOn(shut, in: nil, as: Self.id) }
        let long = Village.topic(
            publication: .published,
            publicText: .init(title: .kept("长"), body: .kept(String(repeating: "灯", count: 900))))
        let cut = try ProposalClue.handingOn(long, in: nil, as: Self.id).after.text.words
        #expect(cut?.count == ProposalClue.textMax && cut?.hasSuffix("…") == true)
    }

    @Test(
        "what nobody has read is taken back with its topic; what was read stays, and what people left is nobody's to take"
    )
    func takenBack() throws {
        let handed = try Self.handed()
        let back = try handed.takingBack()
        #expect(back.event == .withdrawn && back.after.state == .withdrawn)
        let told = ProposalClue.replaying([.handedOn(handed.text, from: Village.topicID), .withdrawn], as: Self.id)
        #expect(told == back.after)
        let read = try handed.releasing(by: Village.proposalOfficer).after
        #expect(throws: ClueRefusal.alreadyRead) { try read.takingBack() }
        #expect(throws: ClueRefusal.alreadyRead) { try back.after.takingBack() }
        let left = try Self.clue(.left)
        #expect(throws: ClueRefusal.alreadyRead) { try left.takingBack() }
        let walk = SentimentIssue.ID(9)
        let met = ProposalClue.handingOn(walk, in: String(repeating: "灯", count: 900), as: Self.id).after
        #expect(met.walk == walk && met.topic == nil && met.text.words?.count == ProposalClue.textMax)
        let gone = try met.takingBack().after
        #expect(ProposalClue.replaying([.metWalking(met.text, from: walk), .withdrawn], as: Self.id) == gone)
    }

    @Test("a topic that was handed on hears what became of it, more than once; no other does")
    func heard() throws {
        let topic = try Village.topic(.screening)
        #expect(!topic.isHandedOn)
        #expect(throws: TopicRefusal.notRedirected) { try topic.hearing("立案了") }
        let elsewhere = try Village.topic(.redirected)
        #expect(throws: TopicRefusal.notRedirected) { try elsewhere.hearing("立案了") }
        let handed = try topic.redirecting(to: .proposalClue, explanation: "写成提案", by: Village.secretary).after
        let filed = try handed.hearing("没有采用").after.hearing("立案了").after
        guard case .redirected(let redirection) = filed.state else {
            Issue.record("\(filed.state)")
            return
        }
        #expect(redirection.result == .kept("立案了") && filed.isHandedOn)
        #expect(throws: TopicRefusal.resultIsTold) { try filed.tellingResult("另一句", by: Village.secretary) }
        let back = try handed.hearing("没有采用").after.takingBack(
            reason: "本室接着办", by: Village.secretary, at: Village.morning, practice: Village.practice)
        #expect(back.after.state.name == .screening, "what was set aside is the room's to go on with")
    }

    /// One that a room has handed on.
    private static func handed() throws -> ProposalClue {
        try ProposalClue.handingOn(try Village.topic(.screening), in: "村口路灯不亮", as: id).after
    }

    private static func clue(_ state: ProposalClue.State) throws -> ProposalClue {
        let left = try ProposalClue.leaving(
            "村口路灯不亮", as: id, on: Village.day("2026-03-10"), practice: ProposalPractice()
        ).after
        return switch state {
        case .left: left
        case .released: try left.releasing(by: Village.proposalOfficer).after
        case .setAside: try left.settingAside(reason: "不是一件事", by: Village.proposalOfficer).after
        case .withdrawn: try handed().takingBack().after
        }
    }

    private static func outcome(
        of command: ProposalClue.Command, on clue: ProposalClue, by actor: Actor
    ) -> String {
        do throws(ClueRefusal) {
            let after =
                switch command {
                case .release: try clue.releasing(by: actor).after
                case .setAside: try clue.settingAside(reason: "不是一件事", by: actor).after
                case .erase: try clue.erasing(isHeld: false, by: actor).after
                }
            return "→ \(after.state.rawValue)"
        } catch {
            return error.code
        }
    }
}
