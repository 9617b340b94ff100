// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The checks of the log: how far the one is that goes on, and what those before have found.
struct LogCheckPage: Sendable {
    let checks: [LogCheck]
    /// The address of the next page.
    let next: String?
    let today: Day
    /// The form's token by which a check of all is ordered; nil while one goes on.
    let token: String?

    var html: HTML {
        """
        \(RecordHead(title: "核对日志", parent: TextLink(text: "审计记录", address: "/desk/audit")).html)
        <div class="stack"><p class="mute">每天凌晨4点以后自动核对新增的记录，每周从头核对一次；您随时可以要求从头核对。\
        对不上时，审计管理员和系统管理员都会收到通知，“运行状况”也会报警，直到从头核对没有问题为止。</p>\
        \(present: token, { order($0) })\(list)</div>
        """
    }

    private func order(_ token: String) -> HTML {
        PostForm(
            action: LogCheckRoutes.order, token: token,
            content: Button(label: "现在从头核对", role: .submit(busy: "正在开始"), style: .quiet).html
        ).html
    }

    /// What a check that has ended found, above the log.
    static func note(_ check: LogCheck, today: Day) -> Note {
        let isWell = check.isGood == true && check.holdsHead != false
        let moment = ChineseTime.moment(check.endedAt ?? check.beganAt, today: today)
        return Note(
            text: "\(moment)：\(AuditWording.sentence(check))", tone: isWell ? .done : .late,
            icon: isWell ? .done : .error, link: TextLink(text: "看历次核对", address: LogCheckRoutes.path))
    }

    private var list: HTML {
        guard !checks.isEmpty else { return EmptyState(sentence: "还没有核对过。").html }
        let rows = checks.map { check in
            LinkList.Row(
                relation: Self.state(check),
                content: """
                    <p>\(AuditWording.sentence(check))</p>\
                    <p class="small mute">\(check.person?.name ?? "自动核对") · \
                    \(ChineseTime.moment(check.beganAt, today: today))开始\
                    \(present: check.endedAt, { "，\(ChineseTime.moment($0, today: today))结束" })</p>
                    """)
        }
        return """
            \(LinkList(rows: rows).html)\
            \(Pager(extent: "这一页\(checks.count)次", previous: nil, next: next).html)
            """
    }

    private static func state(_ check: LogCheck) -> String {
        switch check.isGood {
        case nil: "正在核对"
        case true?: check.holdsHead == false ? "签名不符" : "对得上"
        case false?: "对不上"
        }
    }
}
