// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// How long people wait for the first answer: how it was counted, and the topics behind it that the reader may see.
struct AnswerTimePage: Sendable {
    /// The room, or the committee.
    let name: String
    let times: AnswerTimes
    let lines: [AnswerTimeStore.Line]
    let pager: Pager
    let today: Day

    var html: HTML {
        """
        <div class="stack"><span class="over">\(name)</span><h1>多久有第一次答复</h1>\
        <p class="lead">\(AnswerTimeWording.line(times))。</p>\
        <p class="small mute">从收到那天数到第一次答复那天，放假也算。受理、请补充、并案、转送、当场解决、说明不受理，都算答复；\
        没有答复的不算在“一半”里，另外列出。本人在答复以前撤回的不算。</p></div>
        \(table)\(PageSection(id: "topics", title: "这些议题", content: list).html)
        """
    }

    /// Up to how many days there is a line of its own.
    private static let steps = [0, 1, 2, 3, 5, 10, 20]

    private var table: HTML {
        guard times.answeredCount > 0 else { return HTML() }
        let rows = Self.steps.map { days -> HTML in
            """
            <tr><th scope="row">\(days == 0 ? "当天" : "\(days)天内")</th>\
            <td class="num">\(times.within(days))/\(times.answeredCount)</td></tr>
            """
        }
        let late: HTML = """
            <tr><th scope="row">\(Self.steps.last ?? 0)天以上</th>\
            <td class="num">\(times.answeredCount - times.within(Self.steps.last ?? 0))/\(times.answeredCount)</td></tr>\
            <tr><th scope="row">还没有答复</th><td class="num">\(times.unanswered)/\(times.received)</td></tr>
            """
        return """
            <div class="table-wrap"><table><caption class="vh">多少件在几天内有了答复</caption>\
            <thead><tr><th scope="col">多久</th><th scope="col">多少件</th></tr></thead>\
            <tbody>\(rows)\(late)</tbody></table></div>
            """
    }

    private var list: HTML {
        guard !lines.isEmpty else { return EmptyState(sentence: "没有您能看到的议题。公开了的才列在这里。").html }
        let rows = lines.map { line in
            LinkList.Row(
                content: """
                    \(TextLink(
                        text: line.title, address: line.isOnDesk ? "/desk/topics/\(line.id)" : "/topics/\(line.id)").html)\
                    <br><span class="small mute">\(AnswerTimeWording.took(line, today: today))</span>
                    """)
        }
        return "\(LinkList(rows: rows).html)\(pager.html)"
    }
}
