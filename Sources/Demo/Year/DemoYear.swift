// SPDX-License-Identifier: Apache-2.0

import Domain

/// A year of the county, as threads like those of the story: matters of many kinds in all towns, each as far as it has come
/// by today. The same seed gives the same year.
struct DemoYear: Sendable {
    private(set) var threads: [DemoThread] = []
    /// The key of a matter that went the whole way.
    var wholeLoop = ""
    /// The key of a matter whose submitter has not said yet how far it is solved.
    var waitingForWord = ""

    let figures: YearFigures
    let matters: [YearMatter]
    var random: SplitMix
    /// The last topic in the pool of each room, into which one like it can be merged.
    private var pooled: [Int: Placed] = [:]

    /// From the day on which somebody raises a matter until people have said what they think of its end.
    static let wholeWay = 62
    /// From there to the day of the session.
    static let toSession = 20

    /// A matter of a kind at a place.
    struct Placed: Sendable {
        var key: String
        var room: Int
        let kind: YearMatter
        let place: String
        var raised: Int

        /// In one of the ways in which people say it.
        func matter(_ words: Int) -> DemoMatter { kind.matter(at: place, words: words) }
    }

    /// Lays out the year. `story`: what happens besides and counts with it.
    init(_ set: DemoFigures, besides story: [DemoThread], seed: UInt64) throws {
        figures = try YearFigures.read(set)
        matters = try YearMatter.all()
        random = SplitMix(seed: seed)
        let sessions = figures.sessions - story.map(\.sessions).reduce(0, +)
        let others = figures.topics - story.map(\.topics).reduce(0, +) - sessions
        if let symposia = figures.symposia {
            linked(sessions, symposia: symposia)
        } else {
            consult(sessions)
        }
        let grid = figures.grid ?? 0
        for number in 0..<grid { throughGrid(number) }
        for number in 0..<(others - grid) { atTheDesk(number) }
    }

    // MARK: - With a session

    /// Sessions in the rooms of towns and villages, each with one thing to do.
    private mutating func consult(_ sessions: Int) {
        let ended = max(min(figures.solved + figures.solved / 10, sessions), sessions * 7 / 8)
        let raised = (0..<sessions).map { number in
            number < ended ? day(Self.wholeWay...) : Int.random(in: 11..<Self.wholeWay, using: &random)
        }
        // Those alone whose session is over have anybody present.
        let held = raised.count { $0 > Self.toSession }
        var before = 0
        for (number, raised) in raised.enumerated() {
            let isHeld = raised > Self.toSession
            consult(number, raised, isEnded: number < ended, share: isHeld ? Share(number: before, of: held) : nil)
            before += isHeld ? 1 : 0
        }
    }

    /// One among so many.
    struct Share: Sendable {
        let number: Int
        let of: Int

        /// The part of a whole that falls to it.
        func part(of whole: Int) -> Int { whole / of + (number < whole % of ? 1 : 0) }
    }

    private mutating func consult(_ number: Int, _ raised: Int, isEnded: Bool, share: Share?) {
        let placed = place(raised)
        let matter = placed.matter(number)
        let session = raised - Self.toSession
        var task = placed.kind.task(at: placed.place)
        let isSolved = number < figures.solved
        // Half of what was not solved is partly; the other half takes longer.
        let isLong = isEnded && !isSolved && number % 2 == 0
        if isLong { task.pace = 70 }
        let steps =
            DemoArc.announced(
                raised, matter, supports: Int.random(in: 0...1, using: &random), room: placed.room, session: session,
                people: part(of: figures.citizens, share, usual: 3),
                members: members(part(of: figures.members, share, usual: 1), room: placed.room))
            + DemoArc.held(session, matter) + led(session, by: number)
            + DemoArc.dispatched(session, matter, [task])
            + handled(
                placed, session, isSolved ? .solved : .partly, isLong: isLong, isWaiting: number + 1 == figures.solved)
        add(placed, matter, steps)
        if number == 0 { wholeLoop = placed.key }
        if number + 1 == figures.solved { waitingForWord = placed.key }
    }

    /// At one session in nine a leader is there, by turns of Party and government.
    private func led(_ session: Int, by number: Int) -> [DemoStep] {
        guard number % 9 == 4 else { return [] }
        let isParty = number % 2 == 0
        return DemoArc.led(
            session, isParty ? .party : .government, isParty ? "县委常委 闻道清" : "副县长 景明川",
            briefing: "这类事今年列了多少、办到哪一步，向大家报告。", response: "大家说的几条都记下了，由单位定人定时间，下次会上再报告。")
    }

    /// What the unit does about an item, and what people say of it.
    mutating func handled(
        _ placed: Placed, _ session: Int, item: Int = 0, _ claimed: OutcomeClass, isLong: Bool, isWaiting: Bool
    ) -> [DemoStep] {
        let delay = Int.random(in: 0...8, using: &random)
        var steps = [
            DemoStep(session - 7, .item(item, .accept, [:])),
            DemoArc.progressed(session - 12, item: item, milestone: 1, "\(placed.kind.steps[0])。"),
        ]
        guard !isLong else { return steps }
        let report = claimed == .solved ? placed.kind.report : "已经做了一部分：\(placed.kind.steps[0])。其余的要等下一批安排。"
        steps += [
            DemoArc.reported(session - 18 - delay, item: item, claimed, report),
            DemoStep(session - 20 - delay, .item(item, .verify, [:])),
        ]
        if isWaiting { return steps }
        let said: [OutcomeClass?] =
            switch Int.random(in: 0..<100, using: &random) {
            case _ where claimed != .solved: [.partly]
            case ..<78: [.solved, .solved]
            case ..<84: [.partly, .solved]
            case ..<88: [.solved, .unsolved]
            default: []
            }
        return steps + DemoArc.words(session - 21 - delay, item: item, said) + [
            DemoStep(session - 32 - delay, .item(item, .close, [:]))
        ]
    }

    private func part(of whole: Int?, _ share: Share?, usual: Int) -> Int {
        guard let whole, let share else { return usual }
        return share.part(of: whole)
    }

    /// Members, the one who did the research first.
    func members(_ count: Int, room: Int) -> [String] {
        let first = DemoPeople.member(ofRoom: room)
        return [first] + DemoTenant.membersOfYear.filter { $0 != first }.prefix(count - 1)
    }

    // MARK: - Without a session

    /// What the room settles, sends on, turns down, or keeps for later.
    private mutating func atTheDesk(_ number: Int) {
        var placed = place(day(3...))
        let matter = placed.matter(number)
        let published = DemoArc.published(placed.raised, matter, supports: number % 3 == 0 ? 1 : 0)
        let answered = placed.raised - 2
        switch number % 20 {
        case 0..<7:
            add(
                placed, matter,
                published + [
                    DemoStep(
                        answered,
                        .topic(.solveDirectly, ["answer": .text(matter.outcome), "category": .text(matter.category)]))
                ] + (answered >= 4 ? DemoArc.judged(number, from: answered) : []))
        case 7, 8:
            add(
                placed, matter,
                [
                    DemoStep(placed.raised, .raise(isHeld: false), hour: 12),
                    DemoStep(
                        answered,
                        .topic(
                            .reject,
                            ["ground": "in_proceedings", "explanation": "这件事正在走别的程序，等那边有了结果再说；有新的情况可以再提。"])),
                ])
        case 9, 10:
            add(
                placed, matter,
                published + [
                    DemoStep(
                        answered,
                        .topic(.redirect, ["channel": "opinion_report", "explanation": "不只一个村有这件事，作为社情民意信息报上去。"])),
                    DemoStep(answered - 12, .topic(.tellResult, ["result": "信息被采用，有关部门已经列入明年的安排。"])),
                ])
        case 11..<14:
            guard let first = pooled[placed.room], first.raised >= 6 else { return pool(&placed, matter, published) }
            // Somebody else says it in other words, a day later.
            var again = first
            again.raised = first.raised - 1
            let words = first.matter(number + 1)
            add(
                again, words,
                [
                    DemoStep(again.raised, .raise(isHeld: false), hour: 18),
                    DemoStep(again.raised - 2, .topic(.merge, ["topic": .topic(first.key)])),
                ])
        case _: pool(&placed, matter, published)
        }
    }

    private mutating func pool(_ placed: inout Placed, _ matter: DemoMatter, _ published: [DemoStep]) {
        placed.key = add(
            placed, matter,
            published + [DemoStep(placed.raised - 2, .topic(.pool, ["category": .text(matter.category)]))])
        pooled[placed.room] = placed
    }

    /// From the grid into a room, or out of a room to the grid; the result goes back the same way.
    private mutating func throughGrid(_ number: Int) {
        let placed = place(day(16...))
        let matter = placed.matter(number)
        let ticket = Topic.Ticket(system: "县网格化平台", number: "WG-\(20_000 + number)")
        let answered = placed.raised - 2
        guard number % 2 == 0 else {
            add(
                placed, matter,
                DemoArc.published(placed.raised, matter) + [
                    DemoStep(answered, .topic(.redirect, ["channel": "grid", "explanation": "网格员每天都走到那里，请他先去看、先处理。"])),
                    DemoStep(answered, .receipt(ticket), hour: 15),
                    DemoStep(answered - 5, .topic(.tellResult, ["result": .text(placed.kind.report)])),
                ])
            return
        }
        add(
            placed, matter,
            [
                DemoStep(placed.raised, .enter(.grid, nil, ticket), hour: 9),
                DemoStep(answered, .topic(.returnResult, ["result": .text(placed.kind.report), "means": "typed"])),
                DemoStep(
                    answered,
                    .topic(
                        .solveDirectly, ["answer": .text(placed.kind.report), "category": .text(placed.kind.category)]),
                    hour: 15),
            ])
    }

    // MARK: - Where and when

    /// A matter of some kind somewhere in the towns.
    mutating func place(_ raised: Int) -> Placed {
        let town = Int.random(in: 0..<DemoTowns.places.count, using: &random)
        let kind = matters[Int.random(in: 0..<matters.count, using: &random)]
        return Placed(
            key: "year-\(threads.count)", room: DemoTenant.roomsOfStory + town, kind: kind,
            place: DemoTowns.place(kind.where, of: town, random: &random), raised: raised)
    }

    /// A day of the year, not later than so many days ago: more in the months since people know the rooms.
    mutating func day(_ latest: PartialRangeFrom<Int>) -> Int {
        let days = latest.lowerBound...(figures.months * 20)
        return min(Int.random(in: days, using: &random), Int.random(in: days, using: &random) + days.count / 4)
    }

    @discardableResult
    mutating func add(_ placed: Placed, _ matter: DemoMatter, _ steps: [DemoStep]) -> String {
        let key = "year-\(threads.count)"
        // What would be today or later has not happened.
        threads.append(DemoThread(key, room: placed.room, matter, steps.filter { $0.daysAgo > 0 }))
        return key
    }
}

extension DemoThread {
    /// How many sessions it leads to.
    var sessions: Int { steps.count { $0.isPlan } }

    /// How many topics come of it.
    var topics: Int { steps.count { $0.makesTopic } }
}

extension DemoStep {
    var isPlan: Bool {
        if case .plan = deed { return true }
        return false
    }

    var makesTopic: Bool {
        switch deed {
        case .raise, .enter, .gather, .nextRound, .visit(_, .raise, _), .sentiment(.consult, _): true
        default:
            false
        }
    }
}
