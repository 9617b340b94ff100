// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The records behind a number: what they have in common, how many they are, and each with the way to it.
struct BoardRecordsPage: Sendable {
    let subject: BoardSubject
    let period: BoardPeriod
    let filter: BoardFilter
    let names: BoardNames
    let count: Int
    /// Of sessions: how often somebody of each category was there.
    let attendance: [ParticipantCategory: Int]
    let records: [BoardStore.Record]
    let next: String?
    let today: Day

    var html: HTML {
        """
        \(RecordHead(title: BoardWording.name(subject)).html)<div class="stack-l">\
        <p>\(TextLink(text: "回到看板", address: "/desk/board?\(period.query)").html)</p>\(conditions)\
        <p class="row"><b>\(BoardWording.grouped(count))\(BoardWording.unit(subject))</b>\
        \(Button(label: "导出Excel", role: .link(to: table("xlsx")), size: .small).html)\
        \(Button(label: "导出CSV", role: .link(to: table("csv")), size: .small).html)</p>\(present)\(list)</div>
        """
    }

    private func table(_ format: String) -> String {
        "/desk/board/\(subject.rawValue)/table?\(period.query)\(filter.query)&format=\(format)"
    }

    private var conditions: HTML {
        let rows = filter.values.sorted { $0.key.rawValue < $1.key.rawValue }.map { facet, values in
            Facts.Row(
                BoardWording.name(facet),
                values.map { BoardWording.name($0, of: facet, subject, names) }.joined(separator: "、"))
        }
        let days =
            "\(ChineseTime.date(period.first, today: today))至\(ChineseTime.date(period.last, today: today))"
        let left = filter.left.map { states in
            Facts.Row("走完了", states.map { BoardWording.state($0, subject) }.joined(separator: "、"))
        }
        return Facts(rows: [.init("时间", days)] + rows + (left.map { [$0] } ?? [])).html
    }

    private var present: HTML {
        guard let words = BoardWording.attendance(attendance) else { return HTML() }
        return "<p class=\"mute\">到会：\(words)</p>"
    }

    private var list: HTML {
        guard !records.isEmpty else { return EmptyState(sentence: "没有这样的记录。").html }
        let rows = records.map { record in
            LinkList.Row(
                relation: BoardWording.state(record.state, subject),
                content: """
                    \(TextLink(
                        text: record.title ?? TopicWording.erased, address: "/desk/\(subject.rawValue)/\(record.id)").html) \
                    <span class="small mute">\(record.place) · \(ChineseTime.date(record.day, today: today))</span>
                    """)
        }
        return """
            \(LinkList(rows: rows).html)\
            \(Pager(extent: "这一页\(records.count)\(BoardWording.unit(subject))", previous: nil, next: next).html)
            """
    }
}
