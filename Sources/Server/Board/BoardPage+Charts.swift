// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

extension BoardPage {
    /// How many topics are left from step to step, and where the others are.
    var funnel: Chart {
        let all = board.figures(.topics)
        func count(_ stage: TopicStage) -> Int { all.count(.stage, [stage.rawValue]) }
        func lost(_ stages: [TopicStage]) -> String? {
            let words = stages.compactMap { count($0) > 0 ? "\(BoardWording.remaining($0))\(count($0))" : nil }
            return words.isEmpty ? nil : "少：\(words.joined(separator: "，"))"
        }
        let steps: [(name: String, from: TopicStage, lost: String?)] = [
            ("收到", .waiting, nil), ("受理", .direct, lost([.waiting, .refused, .former])),
            ("进入协商", .consulted, lost([.direct, .merged, .pooled])), ("交办", .assigned, lost([.consulted])),
            ("单位报告解决", .reported, lost([.assigned])), ("大家确认解决", .confirmed, lost([.reported])),
        ]
        return Chart(
            id: "funnel", title: "议题从收到到解决", note: "件；下一条比上一条少的，写着在哪里", address: address(.topics),
            drawing: ChartDrawing.funnel(
                steps.map {
                    .init(
                        name: $0.name, count: board.topics(from: $0.from), lost: $0.lost, isGood: $0.from == .confirmed)
                }),
            columns: ["步骤", "件数", "占收到"],
            rows: steps.map { step in
                let count = board.topics(from: step.from)
                return .init(
                    name: step.name,
                    cells: [
                        .init(
                            String(count),
                            address: address(.topics, [.stage: Board.stages(from: step.from).map(\.rawValue)])),
                        .init(BoardWording.percent(count, of: all.total).map { "\($0)%" } ?? "—"),
                    ])
            })
    }

    /// What units claim beside what people confirm.
    var claims: Chart {
        let claimed = board.figures(.items).narrowed(.claimed, OutcomeClass.solved.rawValue)
        let (counts, rest) = (claimed.counts(.unit, .confirmed), claimed.counts(.unit, .unflagged))
        let pairs = counts.map { unit, said in
            (
                unit: unit, name: board.names.units[unit] ?? unit, claimed: said.values.reduce(0, +),
                confirmed: said["solved"] ?? 0
            )
        }.sorted { ($1.claimed, $0.name) < ($0.claimed, $1.name) }
        let solved = [OutcomeClass.solved.rawValue]
        return Chart(
            id: "claims", title: "单位说解决了，大家说呢", note: "件；绿的是答了的人都说解决了，差得多的标红",
            address: address(.items, [.claimed: solved]),
            drawing: ChartDrawing.pairs(
                pairs.prefix(10).map { .init(name: $0.name, claimed: $0.claimed, confirmed: $0.confirmed) }),
            columns: ["单位", "单位报告解决", "大家确认", "占报告", "不算已标记的答复"],
            rows: pairs.map { pair in
                .init(
                    name: pair.name,
                    cells: [
                        .init(String(pair.claimed), address: address(.items, [.unit: [pair.unit], .claimed: solved])),
                        .init(
                            String(pair.confirmed),
                            address: address(
                                .items, [.unit: [pair.unit], .claimed: solved, .confirmed: ["solved"]])),
                        .init(BoardWording.percent(pair.confirmed, of: pair.claimed).map { "\($0)%" } ?? "—"),
                        .init(
                            String(rest[pair.unit]?["solved"] ?? 0),
                            address: address(
                                .items, [.unit: [pair.unit], .claimed: solved, .unflagged: ["solved"]])),
                    ])
            })
    }

    /// Where topics come from, and when.
    var heat: Chart {
        let counts = board.figures(.topics).counts(.town, .part)
        let parts = board.period.parts
        let towns = counts.map { town, counts in
            (town: town, name: name(town, of: .town, .topics), counts: counts, sum: counts.values.reduce(0, +))
        }.sorted { ($1.sum, $0.name) < ($0.sum, $1.name) }
        return Chart(
            id: "heat", title: "哪里、什么时候", note: "各镇（街道）收到的议题，件；颜色越深越多", address: address(.topics),
            drawing: ChartDrawing.heat(
                .init(
                    // Above a narrow column there is room for no more.
                    columns: parts.map { BoardWording.part($0.code).split(separator: "年").last.map(String.init) ?? "" },
                    rows: towns.prefix(12).map { town in
                        (town.name, parts.map { town.counts[$0.code] ?? 0 })
                    })),
            columns: ["镇（街道）"] + parts.map { BoardWording.part($0.code) } + ["合计"],
            rows: towns.map { town in
                .init(
                    name: town.name,
                    cells: parts.map { part in
                        .init(
                            String(town.counts[part.code] ?? 0),
                            address: address(.topics, [.town: [town.town], .part: [part.code]]))
                    } + [.init(String(town.sum), address: address(.topics, [.town: [town.town]]))])
            })
    }

    var sources: Chart { table("sources", "议题怎么来的", .source, of: .topics) }
    var held: Chart { table("held", "协商会开得怎么样", .state, of: .sessions) }
    var forms: Chart { table("forms", "用什么形式协商", .form, of: .sessions) }
    var levels: Chart { table("levels", "哪一级的协商会", .level, of: .sessions) }
    var lamps: Chart { table("lamps", "事项办到哪里", .state, of: .items) }

    var terms: Chart { table("terms", "事项的期限", .lamp, of: .items) }
    var adoptions: Chart { table("adoptions", "建议采纳了多少", .adoption, of: .items) }
    var units: Chart { table("units", "交给了哪些单位", .unit, of: .items) }

    /// The values of one facet, the most frequent first.
    private func table(_ id: String, _ title: String, _ facet: BoardFacet, of subject: BoardSubject) -> Chart {
        let figures = board.figures(subject)
        let counts = figures.counts(facet).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return Chart(
            id: id, title: title, note: "共\(BoardWording.grouped(figures.total))\(BoardWording.unit(subject))",
            address: address(subject),
            drawing: ChartDrawing.bars(counts.map { .init(name: name($0.key, of: facet, subject), count: $0.value) }),
            columns: [BoardWording.name(facet), "\(BoardWording.unit(subject))数", "占全部"],
            rows: counts.map { value, count in
                .init(
                    name: name(value, of: facet, subject),
                    cells: [
                        .init(String(count), address: address(subject, [facet: [value]])),
                        .init(BoardWording.percent(count, of: figures.total).map { "\($0)%" } ?? "—"),
                    ])
            })
    }

    /// How long each step takes, for those that have taken it.
    var times: [Chart] {
        [(BoardSubject.topics, "议题每一步要多久"), (.sessions, "协商会每一步要多久"), (.items, "事项每一步要多久")]
            .compactMap { subject, title in
                let times = (board.times[subject] ?? []).sorted { ($1.median, $0.state) < ($0.median, $1.state) }
                return times.isEmpty ? nil : chart(title, times, of: subject)
            }
    }

    private func chart(_ title: String, _ times: [StateTime], of subject: BoardSubject) -> Chart {
        Chart(
            id: "\(subject.rawValue)-times", title: title, note: "天；深的是一半在这么多天以内，浅的是九成",
            address: address(subject, left: times.map(\.state)),
            drawing: ChartDrawing.spans(
                times.map {
                    .init(
                        name: BoardWording.state($0.state, subject), usual: $0.median, most: $0.ninetieth,
                        numbers: "\(BoardWording.days($0.median))/\(BoardWording.days($0.ninetieth))")
                }),
            columns: ["步骤", "走完的\(BoardWording.unit(subject))数", "一半在几天以内", "九成在几天以内"],
            rows: times.map { time in
                .init(
                    name: BoardWording.state(time.state, subject),
                    cells: [
                        .init(String(time.records), address: address(subject, left: [time.state])),
                        .init(BoardWording.days(time.median)), .init(BoardWording.days(time.ninetieth)),
                    ])
            })
    }

    private func name(_ value: String, of facet: BoardFacet, _ subject: BoardSubject) -> String {
        BoardWording.name(value, of: facet, subject, board.names)
    }
}
