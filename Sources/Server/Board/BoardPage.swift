// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The board: two minutes to know how things stand. Every number opens the records it counts.
struct BoardPage: Sendable {
    let board: Board
    let today: Day
    /// Whether the committee looks back at what was consulted.
    let hasLookBacks: Bool
    /// What the days that are looked at are chosen by.
    let problems: [FieldProblem]

    private var topics: BoardFigures { board.figures(.topics) }
    private var items: BoardFigures { board.figures(.items) }
    private var sessions: BoardFigures { board.figures(.sessions) }

    var html: HTML {
        """
        <div class="stack-l"><div class="board-top"><div><span class="over">\(span)</span><h1>\(headline)</h1></div>\
        \(look)</div>\(choices)\
        <div class="figs">\(each: figures, { $0.html })</div>\
        <div class="board-grid">\(funnel.html)\(claims.html)\(heat.html)\(sources.html)\(held.html)\(forms.html)\(levels.html)\(lamps.html)\(terms.html)\(adoptions.html)\(units.html)\
        \(each: times, { $0.html })</div>\
        <p class="small mute">每个数字都能打开它所数的记录。口径：议题按收到的日子数，协商会按开会的日子数，事项按商定它的那场会的日子数；\
        “大家确认解决”是答了的人都说解决了，没有人答的不算；每一步要多久只数已经走完这一步的。只数您看得到的记录。</p></div>
        """
    }

    private var span: String {
        "\(ChineseTime.date(board.period.first, today: today))至\(ChineseTime.date(board.period.last, today: today))"
    }

    private var headline: String {
        let (all, confirmed) = (topics.total, board.topics(from: .confirmed))
        return all == 0
            ? "这段时间没有收到议题。"
            : "群众提的\(BoardWording.grouped(all))件事，\(BoardWording.grouped(confirmed))件由群众确认解决了。"
    }

    func address(
        _ subject: BoardSubject, _ values: [BoardFacet: [String]] = [:], left: [String]? = nil
    ) -> String {
        "/desk/board/\(subject.rawValue)?\(board.period.query)\(BoardFilter(values, left: left).query)"
    }

    /// What a leader should not overlook.
    private var look: HTML {
        let late = topics.narrowed(.stage, TopicStage.waiting.rawValue).count(.lamp, ["overdue"])
        let overdue = items.count(.lamp, ["overdue"])
        let unheard = items.narrowed(.claimed, OutcomeClass.solved.rawValue).narrowed(.confirmed, "not_solved")
        let worst = unheard.counts(.unit).max { ($0.value, $1.key) < ($1.value, $0.key) }
        let links = [
            board.isLookBackOwed && hasLookBacks
                ? TextLink(text: LookBackWording.owed(today.year), address: "/desk/lookbacks") : nil,
            late == 0
                ? nil
                : TextLink(
                    text: "\(late)件议题过了期还没有答复",
                    address: address(.topics, [.stage: [TopicStage.waiting.rawValue], .lamp: ["overdue"]])),
            overdue == 0
                ? nil : TextLink(text: "\(overdue)件事项超期", address: address(.items, [.lamp: ["overdue"]])),
            worst.map { unit, count in
                TextLink(
                    text: "\(board.names.units[unit] ?? "")：\(count)件报了解决，有人说没有解决",
                    address: address(
                        .items,
                        [.unit: [unit], .claimed: [OutcomeClass.solved.rawValue], .confirmed: ["not_solved"]]))
            },
        ].compactMap { $0 }
        guard !links.isEmpty else { return HTML() }
        return """
            <section class="look" aria-labelledby="look"><h2 id="look">\(Icon.alert.html)要您看的</h2>\
            <ol>\(each: links, { "<li>\($0.html)</li>" })</ol></section>
            """
    }

    private var choices: HTML {
        let links = BoardPeriod.usual(today).map { word, period in
            """
            <a class="btn small" href="\(url: "/desk/board?\(period.query)")"\
            \(attribute: "aria-current", period == board.period ? "true" : nil)>\(word)</a>
            """ as HTML
        }
        func field(_ name: String, _ label: String, _ value: Day) -> HTML {
            Field(
                name: name, label: label, control: .day, value: value.description,
                error: problems.first { $0.field == name }?.sentence
            ).html
        }
        return """
            <nav class="filters no-print" aria-label="看哪段时间">\(links.joined())\
            <button type="button" class="btn small" data-print hidden>\(Icon.print.html)<span>打印</span></button></nav>\
            <details class="no-print"\(flag: "open", !problems.isEmpty)><summary>别的日子</summary>\
            <form method="get" action="/desk/board" class="row">\(field("from", "从哪天", board.period.first))\
            \(field("to", "到哪天", board.period.last))\
            \(Button(label: "看这段", role: .submit(busy: "请稍等"), size: .small).html)</form></details>\
            <details class="no-print"><summary>出文件</summary>\
            <p>\(DocumentLinks.board(board.period, today: today).html)</p></details>
            """
    }

    /// How many of the sessions that came to an end came to an agreement.
    private var agreed: String {
        let agreed = sessions.count(.conclusion, ["consensus"])
        let ended = sessions.total - sessions.count(.conclusion, ["open"])
        return "商量完的\(BoardWording.grouped(ended))场里达成共识\(BoardWording.grouped(agreed))场"
    }

    private var figures: [Figure] {
        let (all, confirmed) = (topics.total, board.topics(from: .confirmed))
        let scanned = topics.count(.source, [Topic.Source.scan.rawValue])
        let active = items.total - items.count(.lamp, ["over"])
        let overdue = items.count(.lamp, ["overdue"])
        return [
            Figure(
                name: "收到议题", number: BoardWording.grouped(all), unit: "件",
                note: "扫码\(BoardWording.grouped(scanned))/\(BoardWording.grouped(all))件", address: address(.topics)),
            Figure(
                name: "协商会", number: BoardWording.grouped(sessions.total), unit: "场",
                note: "\(agreed)，\(BoardWording.attendance(board.attendance) ?? "还没有人签到")", address: address(.sessions)),
            Figure(
                name: "大家确认解决", number: BoardWording.percent(confirmed, of: all) ?? "—", unit: all == 0 ? "" : "%",
                note: "\(BoardWording.grouped(confirmed))/\(BoardWording.grouped(all))件",
                address: address(.topics, [.stage: [TopicStage.confirmed.rawValue]])),
            Figure(
                name: "商定的事项", number: BoardWording.grouped(items.total), unit: "件",
                note: "办结\(BoardWording.grouped(items.total - active))件，在办\(BoardWording.grouped(active))件",
                address: address(.items)),
            Figure(
                name: "超期", number: "\(BoardWording.grouped(overdue))/\(BoardWording.grouped(active))", unit: "件",
                note: "在办的事项里过了期的", address: address(.items, [.lamp: ["overdue"]]), isLate: overdue > 0),
            Figure(
                name: "没有回音的单位",
                number:
                    "\(BoardWording.grouped(board.silentUnits.count))/\(BoardWording.grouped(items.counts(.unit).count))",
                unit: "家",
                note: "\(BoardWording.grouped(board.silentUnits.values.reduce(0, +)))件过了期没有签收，或者没有报告",
                address: address(.items, Board.silent), isLate: !board.silentUnits.isEmpty),
            Figure(
                name: "重办过", number: "\(BoardWording.grouped(board.reopened))/\(BoardWording.grouped(items.total))",
                unit: "件", note: "报了办好、没有真解决的，现在办到哪一步都算",
                address: address(.items, [.reopened: ["reopened"]])),
        ]
    }
}
