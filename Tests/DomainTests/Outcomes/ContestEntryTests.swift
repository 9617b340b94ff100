// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// The rule book of an entry that somebody has judged; where it is published, as a model case: command | state | who | outcome.
private let contestTable = """
    desk    = secretary of the room, secretary of the area, convener of the room
    rooms   = secretary of another room, convener of another room
    offices = rooms, officer of its unit, officer of another unit, privacy officer
    members = member who researches it, member who takes part, another member
    codes   = holder of its code, holder of another code, holder of its link, holder of another link
    others  = offices, members, codes, visitor, console, system

    judge    | nominated            | leader       | stays
    judge    | published, withdrawn | leader       | ended
    judge    | any                  | desk, others | not_yours

    publish  | nominated            | leader       | → published
    publish  | published, withdrawn | leader       | ended
    publish  | any                  | desk, others | not_yours

    visit    | published            | desk, leader | stays
    visit    | nominated, withdrawn | desk, leader | not_model
    visit    | any                  | others       | not_yours

    withdraw | nominated            | desk         | → withdrawn
    withdraw | published, withdrawn | desk         | ended
    withdraw | any                  | leader, others | not_yours
    """

@Suite("An entry of the contest of outcomes")
struct ContestEntryTests {
    private static let id = ContestEntry.ID(1_401)
    private static let today = Village.day("2026-11-05")
    private static let convener = ActorKind.convener.actor
    private static let leader = ActorKind.leader.actor
    private static let mark = ContestEntry.Mark(judge: "县政协副主席王某", topic: .five, research: .four, effect: .three)
    private let table = RuleTable(
        contestTable,
        columns: [
            .init(name: "command", values: ContestEntry.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: ContestEntry.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once, and the code does what it says, the buttons too")
    func obeyed() throws {
        #expect(table.problems == [] && table.combinations.count == 4 * 3 * 19)
        for state in ContestEntry.State.Name.allCases {
            let entry = try Self.entry(state)
            #expect(entry.state.name == state)
            for who in ActorKind.allCases {
                var permitted: Set<ContestEntry.Command> = []
                for command in ContestEntry.Command.allCases {
                    let said = table.outcomes[[command.rawValue, state.rawValue, who.rawValue]] ?? ""
                    if said == "stays" || said.hasPrefix("→") { permitted.insert(command) }
                    #expect(Self.outcome(of: command, on: entry, by: who.actor) == said, "\(command) \(state) \(who)")
                }
                #expect(entry.permittedCommands(for: who.actor) == permitted, "\(state) \(who)")
            }
        }
    }

    @Test("a room puts up what units have handled, in a year once")
    func nominating() throws {
        func refusal(_ topic: Topic, isThere: Bool = false, by actor: Actor = Self.convener) -> ContestEntryRefusal? {
            do throws(ContestEntryRefusal) {
                _ = try ContestEntry.nominating(
                    topic, reason: "群众都说好", isThere: isThere, as: Self.id, by: actor, today: Self.today)
                return nil
            } catch { return error }
        }
        let handled = try Village.topic(.closed)
        #expect(refusal(handled) == nil && refusal(handled, isThere: true) == .alreadyNominated)
        #expect(refusal(try Village.topic(.inHandling)) == .notHandled)
        let rooms: Set<ActorKind> = [.roomSecretary, .areaSecretary, .convener]
        for who in ActorKind.allCases {
            #expect(refusal(handled, by: who.actor) == (rooms.contains(who) ? nil : .notYours), "\(who)")
        }
    }

    @Test("a judge gives marks once; without marks there is no result, and a model case is public")
    func judging() throws {
        let bare = try Self.entry(.nominated, isJudged: false)
        #expect(throws: ContestEntryRefusal.notJudged) {
            try bare.publishing(.init(.commended, words: "好"), isPublic: true, by: Self.leader)
        }
        let judged = try bare.judging(Self.mark, by: Self.leader).after
        #expect(Self.mark.sum == 12 && judged.marks == [Self.mark])
        #expect(throws: ContestEntryRefusal.alreadyJudged) {
            try judged.judging(
                .init(judge: "县政协副主席王某", topic: .one, research: .one, effect: .one), by: Self.leader)
        }
        #expect(throws: ContestEntryRefusal.notPublic) {
            try judged.publishing(.init(.model, words: "好"), isPublic: false, by: Self.leader)
        }
        let commended = try judged.publishing(.init(.commended, words: "好"), isPublic: false, by: Self.leader).after
        #expect(commended.refusal(of: .visit, by: Self.leader) == .notModel)
        let model = try judged.publishing(.init(.model, words: "好"), isPublic: true, by: Self.leader).after
        let visit = ContestEntry.Visit(on: Self.today.advanced(by: 1), people: "邻县政协", record: "看了校门口")
        #expect(throws: ContestEntryRefusal.dayNotPossible) {
            try model.noting(visit, by: Self.convener, today: Self.today)
        }
        #expect(try model.noting(visit, by: Self.convener, today: Self.today.advanced(by: 1)).after.visits == [visit])
    }

    @Test("the log tells the entry as it is")
    func replayed() throws {
        let nominated = try Self.nominated()
        let judged = try nominated.after.judging(Self.mark, by: Self.leader)
        let published = try judged.after.publishing(.init(.model, words: "好"), isPublic: true, by: Self.leader)
        let visited = try published.after.noting(
            .init(on: Self.today, people: "邻县政协", record: "看了"), by: Self.convener, today: Self.today)
        let log = [nominated.event, judged.event, published.event, visited.event]
        #expect(ContestEntry.replaying(log, as: Self.id) == visited.after && visited.after.version == 4)
        #expect(ContestEntry.replaying(Array(log.dropFirst()), as: Self.id) == nil)
    }

    private static func nominated() throws -> Transition<ContestEntry> {
        try ContestEntry.nominating(
            try Village.topic(.closed), reason: "群众都说好", isThere: false, as: id, by: convener, today: today)
    }

    private static func entry(
        _ state: ContestEntry.State.Name, isJudged: Bool = true
    ) throws -> ContestEntry {
        let nominated = try nominated().after
        let judged = isJudged ? try nominated.judging(mark, by: leader).after : nominated
        return switch state {
        case .nominated: judged
        case .published: try judged.publishing(.init(.model, words: "好"), isPublic: true, by: leader).after
        case .withdrawn: try judged.withdrawing(reason: "材料不全", by: convener).after
        }
    }

    private static func outcome(of command: ContestEntry.Command, on entry: ContestEntry, by actor: Actor) -> String {
        do throws(ContestEntryRefusal) {
            let after =
                switch command {
                case .judge:
                    try entry.judging(
                        .init(judge: "另一位评委", topic: .two, research: .two, effect: .two), by: actor
                    ).after
                case .publish: try entry.publishing(.init(.model, words: "好"), isPublic: true, by: actor).after
                case .visit:
                    try entry.noting(.init(on: today, people: "邻县政协", record: "看了"), by: actor, today: today).after
                case .withdraw: try entry.withdrawing(reason: "材料不全", by: actor).after
                }
            return after.state.name == entry.state.name ? "stays" : "→ \(after.state.name.rawValue)"
        } catch {
            return error.code
        }
    }
}
