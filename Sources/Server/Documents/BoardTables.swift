// SPDX-License-Identifier: Apache-2.0

import Domain
import OfficialDocuments

/// What a board says, as sentences and tables of a document: every figure is one of the board's counts (BR-47).
struct BoardTables: Sendable {
    let board: Board

    var topics: BoardFigures { board.figures(.topics) }
    var sessions: BoardFigures { board.figures(.sessions) }
    var items: BoardFigures { board.figures(.items) }

    func count(_ stage: TopicStage) -> Int { topics.count(.stage, [stage.rawValue]) }

    /// 1,271件 of a count.
    static func pieces(_ number: Int) -> String { "\(BoardWording.grouped(number))件" }

    var closed: Int { items.count(.lamp, ["over"]) }
    var overdue: Int { items.count(.lamp, ["overdue"]) }
    var lateTopics: Int { topics.narrowed(.stage, TopicStage.waiting.rawValue).count(.lamp, ["overdue"]) }
    var claimed: BoardFigures { items.narrowed(.claimed, OutcomeClass.solved.rawValue) }

    /// 政协委员12人次，群众代表30人次; nil when nobody was there.
    var attendance: String? {
        let parts = ParticipantCategory.allCases.compactMap { category in
            board.attendance[category].map { "\(SessionWording.name(category))\(BoardWording.grouped($0))人次" }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "，")
    }

    /// The largest first; `limit` of them.
    private static func sorted(_ counts: [String: Int], limit: Int = .max) -> [(key: String, value: Int)] {
        Array(counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit))
    }

    /// Where topics come from: 居民扫码80件、… .
    func sources(limit: Int) -> String {
        let shown = Self.sorted(topics.counts(.source), limit: limit)
        let rest = topics.total - shown.reduce(0) { $0 + $1.value }
        let named = shown.map { value, count in
            let name = BoardWording.name(value, of: .source, .topics, board.names).replacing(" · ", with: "")
            return "\(name)\(Self.pieces(count))"
        }
        return (named + (rest > 0 ? ["其他\(Self.pieces(rest))"] : [])).joined(separator: "，")
    }

    /// Topics by town: how many came in, how many were consulted on or went further, how many the people confirm.
    func towns(limit: Int = .max) -> OfficialDocument.Table {
        let stages = topics.counts(.town, .stage)
        func sum(_ town: String, from stage: TopicStage) -> Int {
            Board.stages(from: stage).reduce(0) { $0 + (stages[town]?[$1.rawValue] ?? 0) }
        }
        return .init(
            columns: [
                .init("镇（街道）", width: 48), .init("收到议题", width: 26, .right),
                .init("进入协商", width: 26, .right), .init("报告解决", width: 26, .right),
                .init("大家确认", width: 26, .right),
            ],
            rows: Self.sorted(topics.counts(.town), limit: limit).map { town, count in
                [BoardWording.name(town, of: .town, .topics, board.names)]
                    + [
                        count, sum(town, from: .consulted), sum(town, from: .reported), sum(town, from: .confirmed),
                    ].map(BoardWording.grouped)
            })
    }

    /// Items by unit: how many it has, how many are closed, overdue, reported as solved and confirmed by the people.
    func units(limit: Int = .max) -> OfficialDocument.Table {
        .init(
            columns: [
                .init("承办单位", width: 62), .init("事项", width: 18, .right), .init("办结", width: 18, .right),
                .init("超期", width: 18, .right), .init("报告解决", width: 24, .right),
                .init("大家确认", width: 24, .right),
            ],
            rows: Self.sorted(items.counts(.unit), limit: limit).map { unit, count in
                let own = items.narrowed(.unit, unit)
                return [BoardWording.name(unit, of: .unit, .items, board.names)]
                    + [
                        count, own.count(.lamp, ["over"]), own.count(.lamp, ["overdue"]),
                        own.count(.claimed, [OutcomeClass.solved.rawValue]), own.count(.confirmed, ["solved"]),
                    ].map(BoardWording.grouped)
            })
    }

    /// What needs somebody's eye; empty when nothing does.
    var concerns: [String] {
        let denied = claimed.narrowed(.confirmed, "not_solved")
        let worst = Self.sorted(denied.counts(.unit), limit: 1).first
        return [
            lateTopics == 0 ? nil : "\(Self.pieces(lateTopics))议题过了期还没有答复。",
            overdue == 0 ? nil : "\(Self.pieces(overdue))事项超期没有办结。",
            worst.map { unit, count in
                let name = BoardWording.name(unit, of: .unit, .items, board.names)
                return "\(Self.pieces(denied.total))事项单位报了解决、有人说没有解决，其中\(name)\(Self.pieces(count))最多。"
            },
        ].compactMap { $0 }
    }

    /// How things are counted.
    static let method =
        "议题按收到的日子数，协商会按开会的日子数，事项按商定它的那场会的日子数；“大家确认解决”是答了的人都说解决了，没有人答的不算。"
}
