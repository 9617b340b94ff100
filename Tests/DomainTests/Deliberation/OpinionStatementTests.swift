// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// The rule book of a statement in a call that is open: command | state | who | outcome.
private let statementTable = """
    secretaries = secretary of the room, secretary of the area
    rooms       = secretary of another room, convener of another room
    offices     = rooms, leader, officer of its unit, officer of another unit, privacy officer
    members     = member who researches it, member who takes part, another member
    codes       = holder of its code, holder of another code, holder of its link, holder of another link
    others      = offices, members, codes, visitor, console, system
    desk        = secretaries, convener of the room

    adopt     | offered, rejected, taken_down  | desk   | → adopted
    adopt     | adopted                        | desk   | already_adopted
    adopt     | any                            | others | not_yours

    reject    | offered                        | desk   | → rejected
    reject    | adopted, rejected, taken_down  | desk   | already_decided
    reject    | any                            | others | not_yours

    take_down | adopted                        | desk   | → taken_down
    take_down | offered, rejected, taken_down  | desk   | not_adopted
    take_down | any                            | others | not_yours

    erase     | rejected, taken_down           | desk   | stays
    erase     | offered, adopted               | desk   | not_rejected
    erase     | any                            | others | not_yours
    """

@Suite("A statement")
struct OpinionStatementTests {
    private static let today = Village.day("2026-03-05")
    private static let convener = ActorKind.convener.actor
    private let table = RuleTable(
        statementTable,
        columns: [
            .init(name: "command", values: OpinionStatement.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: OpinionStatement.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 4 * 4 * 19)
    }

    @Test("the code does what the rule book says, and the buttons too")
    func obeyed() throws {
        let call = try DeliberationTests.call(.open)
        for name in OpinionStatement.State.Name.allCases {
            let statement = try Self.statement(name, in: call)
            for who in ActorKind.allCases {
                var permitted: Set<OpinionStatement.Command> = []
                for command in OpinionStatement.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]] ?? ""
                    if said == "stays" || said.hasPrefix("→") { permitted.insert(command) }
                    #expect(
                        Self.outcome(of: command, on: statement, in: call, by: who.actor) == said,
                        "\(command) \(name) \(who)")
                }
                #expect(statement.permittedCommands(for: who.actor) == permitted, "\(name) \(who)")
            }
        }
    }

    @Test("staff add one while the call has not ended; people offer one while they may answer, three at most")
    func saying() throws {
        for state in Deliberation.State.Name.allCases {
            let call = try DeliberationTests.call(state)
            let seeded = Result { try OpinionStatement.seeding("错开放学", in: call, as: .init(1), by: Self.convener) }
            #expect((try? seeded.get().after.state == .adopted) ?? false == state.takesStatements, "\(state)")
            let offered = Result {
                try OpinionStatement.offering(
                    "错开放学", in: call, offered: 0, as: .init(1), on: Self.today, practice: Village.practice)
            }
            #expect((try? offered.get().after.state == .offered) ?? false == (state == .open), "\(state)")
        }
        let call = try DeliberationTests.call(.open)
        #expect(throws: OpinionStatementRefusal.enoughOffered) {
            try OpinionStatement.offering(
                "错开放学", in: call, offered: 3, as: .init(1), on: Self.today, practice: Village.practice)
        }
        #expect(throws: OpinionStatementRefusal.callClosed) {
            try OpinionStatement.offering(
                "错开放学", in: call, offered: 0, as: .init(1), on: Self.today.advanced(by: 1),
                practice: Village.practice)
        }
        #expect(throws: OpinionStatementRefusal.notYours) {
            try OpinionStatement.seeding("错开放学", in: call, as: .init(1), by: .visitor)
        }
    }

    @Test("after the end nothing is taken in, and what breaks the law can still be taken down")
    func afterTheEnd() throws {
        let (open, closed) = (try DeliberationTests.call(.open), try DeliberationTests.call(.closed))
        let offered = try Self.statement(.offered, in: open)
        #expect(throws: OpinionStatementRefusal.callClosed) { try offered.adopting(in: closed, by: Self.convener) }
        let taken = try Self.statement(.adopted, in: open)
            .takingDown(.init(.notAllowed, words: nil), by: Self.convener).after
        #expect(taken.state.name == .takenDown && taken.rejection?.ground == .notAllowed)
    }

    @Test("the words of what is not asked go once, for whoever offered it too; then it cannot be asked any more")
    func erasing() throws {
        let call = try DeliberationTests.call(.open)
        for name in [OpinionStatement.State.Name.rejected, .takenDown] {
            let statement = try Self.statement(name, in: call)
            for erased in [try statement.erasing(by: Self.convener).after, try statement.erasingOwn().after] {
                #expect(erased.isErased && erased.state == statement.state, "its ground stays")
                #expect(throws: OpinionStatementRefusal.alreadyErased) { try erased.erasing(by: Self.convener) }
                #expect(throws: OpinionStatementRefusal.alreadyErased) { try erased.erasingOwn() }
                #expect(throws: OpinionStatementRefusal.alreadyErased) {
                    try erased.adopting(in: call, by: Self.convener)
                }
            }
        }
        for name in [OpinionStatement.State.Name.offered, .adopted] {
            #expect(throws: OpinionStatementRefusal.notRejected) { try Self.statement(name, in: call).erasingOwn() }
        }
    }

    @Test("the written form is stable and holds no word of what people wrote")
    func storedForm() throws {
        let content = OpinionStatement.Content("机密", in: try DeliberationTests.call(.open), isSeed: false)
        let samples: [(OpinionStatementEvent, String, String)] = [
            (
                .said(content), "said",
                #"{"said":{"_0":{"area":"\#(Village.town.text)","deliberation":"\#(content.deliberation.text)","#
                    + #""isSeed":false,"room":"\#(Village.room.text)","text":"text-0"}}}"#
            ), (.adopted, "adopted", #"{"adopted":{}}"#),
            (
                .rejected(.init(.severalAtOnce, words: "机密")), "rejected",
                #"{"rejected":{"_0":{"ground":"several_at_once","words":"text-0"}}}"#
            ),
            (
                .takenDown(.init(.personalDetail, words: nil)), "taken_down",
                #"{"takenDown":{"_0":{"ground":"personal_detail"}}}"#
            ), (.erased, "erased", #"{"erased":{}}"#),
        ]
        for (event, kind, json) in samples {
            let keeper = KeptTexts()
            let stored = try keeper.encode(event)
            #expect(try event.kind == kind && stored == json && keeper.decode(stored) == event)
        }
        #expect(OpinionStatementEvent.subject == "opinion_statement" && OpinionStatementEvent.version == 1)
        #expect(
            OpinionStatementRefusal.allCases.map(\.code) == [
                "not_yours", "already_decided", "already_adopted", "not_adopted", "call_closed", "alike",
                "enough_offered", "not_rejected", "already_erased", "under_hold",
            ])
    }

    // MARK: - Statements

    private static func statement(
        _ state: OpinionStatement.State.Name, in call: Deliberation
    ) throws -> OpinionStatement {
        let way: [OpinionStatementEvent] =
            switch state {
            case .offered: []
            case .adopted: [.adopted]
            case .rejected: [.rejected(.init(.offTopic, words: nil))]
            case .takenDown: [.adopted, .takenDown(.init(.offTopic, words: nil))]
            }
        let said = OpinionStatementEvent.said(.init("错开放学", in: call, isSeed: false))
        return try #require(OpinionStatement.replaying([said] + way, as: .init(1_501)))
    }

    private static func outcome(
        of command: OpinionStatement.Command, on statement: OpinionStatement, in call: Deliberation, by actor: Actor
    ) -> String {
        do throws(OpinionStatementRefusal) {
            let transition =
                switch command {
                case .adopt: try statement.adopting(in: call, by: actor)
                case .reject: try statement.rejecting(.init(.attack, words: nil), in: call, by: actor)
                case .takeDown: try statement.takingDown(.init(.attack, words: nil), by: actor)
                case .erase: try statement.erasing(by: actor)
                }
            let next = transition.after.state.name
            return next == statement.state.name ? "stays" : "→ \(next.rawValue)"
        } catch { return error.code }
    }
}
