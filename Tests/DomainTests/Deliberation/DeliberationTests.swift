// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// The rule book of a call for opinions with enough statements: command | state | who | outcome.
private let deliberationTable = """
    secretaries = secretary of the room, secretary of the area
    rooms       = secretary of another room, convener of another room
    offices     = rooms, leader, officer of its unit, officer of another unit, privacy officer
    members     = member who researches it, member who takes part, another member
    codes       = holder of its code, holder of another code, holder of its link, holder of another link
    others      = offices, members, codes, visitor, console, system
    desk        = secretaries, convener of the room

    open     | draft            | desk   | → open
    open     | open             | desk   | already_opened
    open     | closed, dropped  | desk   | ended
    open     | any              | others | not_yours

    extend   | draft            | desk   | not_open
    extend   | open             | desk   | stays
    extend   | closed, dropped  | desk   | ended
    extend   | any              | others | not_yours

    close    | draft            | desk   | not_open
    close    | open             | desk   | → closed
    close    | closed, dropped  | desk   | ended
    close    | any              | others | not_yours

    drop     | draft            | desk   | → dropped
    drop     | open             | desk   | already_opened
    drop     | closed, dropped  | desk   | ended
    drop     | any              | others | not_yours
    """

@Suite("A call for opinions")
struct DeliberationTests {
    private static let today = Village.day("2026-03-05")
    private static let convener = ActorKind.convener.actor
    private static let result = Deliberation.Result(people: 6, votes: 18, digest: String(repeating: "0", count: 64))
    private let table = RuleTable(
        deliberationTable,
        columns: [
            .init(name: "command", values: Deliberation.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: Deliberation.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 4 * 4 * 19)
    }

    @Test("the code does what the rule book says, and the buttons too")
    func obeyed() throws {
        for name in Deliberation.State.Name.allCases {
            let call = try Self.call(name)
            for who in ActorKind.allCases {
                var permitted: Set<Deliberation.Command> = []
                for command in Deliberation.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]] ?? ""
                    if said == "stays" || said.hasPrefix("→") { permitted.insert(command) }
                    #expect(Self.outcome(of: command, on: call, by: who.actor) == said, "\(command) \(name) \(who)")
                }
                #expect(call.permittedCommands(for: who.actor) == permitted, "\(name) \(who)")
            }
        }
    }

    @Test("it is begun on what everybody can read and has not ended, by those who keep the room")
    func beginning() throws {
        let hidden = try Village.topic(.pooled)
        #expect(!hidden.publication.isPublic)
        #expect(throws: DeliberationRefusal.matterNotPublic) {
            try Deliberation.beginning(on: hidden, question: "怎么办", as: .init(1), by: Self.convener)
        }
        for who in ActorKind.allCases where ![.roomSecretary, .areaSecretary, .convener].contains(who) {
            #expect(throws: DeliberationRefusal.notYours) {
                try Deliberation.beginning(on: hidden, question: "怎么办", as: .init(1), by: who.actor)
            }
        }
    }

    @Test("three statements open it, and its last day lies within three months")
    func opening() throws {
        let draft = try Self.call(.draft)
        #expect(throws: DeliberationRefusal.tooFewStatements) {
            try draft.opening(until: Self.today, statements: 2, by: Self.convener, on: Self.today)
        }
        for day in [Self.today.advanced(by: -1), Self.today.advanced(by: 93)] {
            #expect(throws: DeliberationRefusal.dayOutOfReach) {
                try draft.opening(until: day, statements: 3, by: Self.convener, on: Self.today)
            }
        }
        let open = try draft.opening(until: Self.today, statements: 3, by: Self.convener, on: Self.today).after
        #expect(open.lastDay == Self.today)
    }

    @Test("it ends by itself when its last day is over, not on it, and only while it is open")
    func ending() throws {
        let tomorrow = Self.today.advanced(by: 1)
        let open = try Self.call(.open)
        #expect(!open.isOverdue(on: Self.today) && open.ending(Self.result, on: Self.today) == nil)
        let ended = try #require(open.ending(Self.result, on: tomorrow)).after
        #expect(open.isOverdue(on: tomorrow) && ended.result == Self.result)
        let later = try open.extending(until: tomorrow, by: Self.convener, on: Self.today).after
        #expect(later.ending(Self.result, on: tomorrow) == nil, "people have another day")
        for state in [Deliberation.State.Name.draft, .closed, .dropped] {
            #expect(try Self.call(state).ending(Self.result, on: tomorrow.advanced(by: 99)) == nil, "\(state)")
        }
    }

    @Test("people answer from its opening to the end of its last day, and what is asked only")
    func answering() {
        func refusal(_ state: Deliberation.State.Name, _ day: Day?) -> OpinionVoteRefusal? {
            OpinionVote.refusal(in: state, until: day, on: Self.today)
        }
        #expect(refusal(.open, Self.today) == nil && refusal(.open, Self.today.advanced(by: 9)) == nil)
        #expect(refusal(.open, Self.today.advanced(by: -1)) == .hasEnded && refusal(.closed, nil) == .hasEnded)
        #expect(refusal(.draft, nil) == .notOpen && refusal(.dropped, nil) == .notOpen)
        for state in OpinionStatement.State.Name.allCases {
            #expect(OpinionVote.refusal(of: state) == (state == .adopted ? nil : .notAsked), "\(state)")
        }
    }

    @Test("the written form is stable and holds no word of what people wrote")
    func storedForm() throws {
        let opening = Deliberation.Opening(
            .topic(Village.topicID), room: Village.room, area: Village.town, question: .kept("机密"))
        let samples: [(DeliberationEvent, String, String)] = [
            (
                .begun(opening), "begun",
                #"{"begun":{"_0":{"area":"\#(Village.town.text)","matter":{"topic":{"_0":"0000000000001"}},"#
                    + #""question":"text-0","room":"\#(Village.room.text)"}}}"#
            ), (.opened(until: Self.today), "opened", #"{"opened":{"until":"2026-03-05"}}"#),
            (.extended(until: Self.today), "extended", #"{"extended":{"until":"2026-03-05"}}"#),
            (
                .closed(.init(people: 6, votes: 18, digest: "ab")), "closed",
                #"{"closed":{"_0":{"digest":"ab","people":6,"votes":18}}}"#
            ), (.dropped(reason: .kept("机密")), "dropped", #"{"dropped":{"reason":"text-0"}}"#),
        ]
        for (event, kind, json) in samples {
            let keeper = KeptTexts()
            let stored = try keeper.encode(event)
            #expect(try event.kind == kind && stored == json && keeper.decode(stored) == event)
        }
        #expect(DeliberationEvent.subject == "deliberation" && DeliberationEvent.version == 1)
        #expect(
            DeliberationRefusal.allCases.map(\.code) == [
                "not_yours", "matter_not_public", "matter_has_ended", "too_few_statements", "day_out_of_reach",
                "already_opened", "not_open", "ended",
            ])
        #expect(OpinionVoteRefusal.allCases.map(\.code) == ["not_open", "has_ended", "not_asked"])
        #expect(OpinionVote.Answer.allCases.map(\.code) == ["agree", "pass", "disagree"])
        #expect(OpinionVote.Answer.allCases.allSatisfy { OpinionVote.Answer(code: $0.code) == $0 })
    }

    // MARK: - Calls

    static func call(_ state: Deliberation.State.Name) throws -> Deliberation {
        let opening = Deliberation.Opening(
            .topic(Village.topicID), room: Village.room, area: Village.town, question: .kept("东门口怎么才能不堵？"))
        let way: [DeliberationEvent] =
            switch state {
            case .draft: []
            case .open: [.opened(until: today)]
            case .closed: [.opened(until: today), .closed(result)]
            case .dropped: [.dropped(reason: .kept("不办了"))]
            }
        return try #require(Deliberation.replaying([.begun(opening)] + way, as: .init(1_401)))
    }

    private static func outcome(of command: Deliberation.Command, on call: Deliberation, by actor: Actor) -> String {
        do throws(DeliberationRefusal) {
            let transition =
                switch command {
                case .open: try call.opening(until: today, statements: 3, by: actor, on: today)
                case .extend: try call.extending(until: today.advanced(by: 7), by: actor, on: today)
                case .close: try call.closing(result, by: actor)
                case .drop: try call.dropping(reason: "不办了", by: actor)
                }
            let next = transition.after.state.name
            return next == call.state.name ? "stays" : "→ \(next.rawValue)"
        } catch { return error.code }
    }
}
