// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// How all stand with one quota in one period; each figure opens the records behind it.
struct QuotaPage: Sendable {
    /// Those that the reader can look at.
    let quotas: [DutyQuota]
    /// The one that is looked at; nil where nothing is asked.
    let quota: DutyQuota?
    let lines: [QuotaReader.Line]
    /// The day around which the period lies.
    let day: Day
    let part: Part
    let today: Day

    /// Which of them are listed.
    enum Part: String, CaseIterable, Sendable {
        case all, behind, fulfilled

        func includes(_ standing: QuotaStanding, on today: Day) -> Bool {
            switch self {
            case .all: true
            case .behind: standing.state(on: today).isBehind
            case .fulfilled: standing.state(on: today) == .fulfilled
            }
        }

        var word: String {
            switch self {
            case .all: "全部"
            case .behind: "落后"
            case .fulfilled: "已完成"
            }
        }
    }

    static let parent = TextLink(text: "会议", address: "/desk/sessions")

    private static let trainings = Button(
        label: TrainingPage.title, role: .link(to: TrainingPage.address), size: .small)

    var html: HTML {
        guard let quota else {
            return """
                \(RecordHead(title: QuotaWording.title, parent: Self.parent, buttons: [Self.trainings]).html)\
                \(EmptyState(sentence: QuotaWording.nothingAsked).html)
                """
        }
        let table = "/desk/quotas/table?\(query(quota.duty, day))&part=\(part.rawValue)"
        return """
            \(RecordHead(title: QuotaWording.title, parent: Self.parent, buttons: [
                Self.trainings, Button(label: "存为 Excel 表", role: .link(to: "\(table)&format=xlsx"), size: .small),
                Button(label: "存为 CSV", role: .link(to: "\(table)&format=csv"), size: .small),
            ]).html)<div class="stack">\(duties(quota))\(periods(quota))\
            <p><b>\(RoomPracticeText.words(quota))</b></p>\
            <p class="mute">\(QuotaWording.counted(quota.duty))\(QuotaWording.advice)</p>\(parts(quota))\(list)</div>
            """
    }

    private func query(_ duty: DutyQuota.Duty, _ day: Day) -> String { "duty=\(duty.rawValue)&on=\(day)" }

    private func duties(_ quota: DutyQuota) -> HTML {
        Filters(
            filters: quotas.map { each in
                .init(
                    word: RoomPracticeText.name(each.duty), address: "/desk/quotas?\(query(each.duty, day))",
                    isOn: each.duty == quota.duty)
            }, label: "看哪一项"
        ).html
    }

    private func periods(_ quota: DutyQuota) -> HTML {
        let shown = quota.period.span(around: day)
        var spans = [quota.period.span(around: shown.first.advanced(by: -1)), shown]
        if shown.last < today { spans.append(quota.period.span(around: shown.last.advanced(by: 1))) }
        return Filters(
            filters: spans.map { span in
                .init(
                    word: QuotaWording.name(span, of: quota.period),
                    address: "/desk/quotas?\(query(quota.duty, min(span.last, today)))", isOn: span == shown)
            }, label: "看哪一期"
        ).html
    }

    private func parts(_ quota: DutyQuota) -> HTML {
        Filters(
            filters: Part.allCases.map { each in
                .init(
                    word: each.word, count: lines.count { each.includes($0.standing, on: today) },
                    address: "/desk/quotas?\(query(quota.duty, day))&part=\(each.rawValue)", isOn: each == part)
            }
        ).html
    }

    private var list: HTML {
        guard !lines.isEmpty else { return EmptyState(sentence: QuotaWording.noMembers).html }
        let shown = lines.filter { part.includes($0.standing, on: today) }
        guard !shown.isEmpty else { return EmptyState(sentence: part == .behind ? "没有落后的。" : "还没有完成的。").html }
        return LinkList(
            rows: shown.map { line in
                let address = "/desk/quotas/\(Identifier<Person>(line.bearer.id))?on=\(day)"
                return LinkList.Row(
                    relation: QuotaWording.figure(line.standing),
                    content: """
                        \(TextLink(text: line.bearer.name, address: address).html) \(Self.chip(line.standing, today))
                        """)
            }
        ).html
    }

    static func chip(_ standing: QuotaStanding, _ today: Day) -> HTML {
        let state = standing.state(on: today)
        let (icon, tone): (Icon, Tone?) =
            switch state {
            case .fulfilled: (.check, .go)
            case .open: (.clock, nil)
            case .behindAtHalf: (.alert, .soon)
            case .behindAtFourFifths, .missed: (.alert, .late)
            }
        return Chip(word: QuotaWording.name(state), icon: icon, tone: tone).html
    }
}

extension QuotaPage {
    /// What leads to figures of members: the own, and those of all whom somebody looks after.
    static func buttons(for staff: Staff) -> [Button] {
        func button(_ label: String, _ address: String) -> Button {
            Button(label: label, role: .link(to: address), style: .quiet, size: .small)
        }
        var buttons: [Button] = []
        if staff.holds(.member) {
            buttons.append(button("我的出席", "/desk/attendance/\(staff.id)"))
            buttons.append(button("我的\(QuotaWording.title)", "/desk/quotas/\(staff.id)"))
            buttons.append(button(AppraisalRoutes.title, AppraisalRoutes.address))
        }
        if staff.opensRooms {
            buttons.append(button(AttendancePage.title, "/desk/attendance"))
            buttons.append(button(QuotaWording.title, "/desk/quotas"))
        }
        return buttons
    }

    /// With what a member is behind; nothing where with nothing.
    static func warning(_ behind: [QuotaStanding], _ staff: Staff, today: Day) -> HTML {
        guard !behind.isEmpty else { return HTML() }
        let words = behind.map { QuotaWording.sentence(.own($0, staff.id), today: today) }.joined(separator: "；")
        let isLate = behind.contains { $0.state(on: today) != .behindAtHalf }
        return Note(
            text: "\(words)。", tone: isLate ? .late : .soon, icon: .alert,
            link: TextLink(text: "看记录", address: "/desk/quotas/\(staff.id)")
        ).html
    }
}

/// One member or body with all that is asked, and the records behind each figure.
struct QuotaRecordPage: Sendable {
    let bearer: QuotaStore.Bearer
    let parts: [Part]
    let file: DirectoryFile?
    let today: Day
    /// Whether an address leads anywhere here.
    let opens: @Sendable (String) -> Bool

    /// A figure with its records.
    struct Part: Sendable {
        let standing: QuotaStanding
        let records: [QuotaStore.Record]
    }

    var html: HTML {
        let parent = TextLink(text: QuotaWording.title, address: "/desk/quotas")
        let found =
            parts.isEmpty
            ? EmptyState(sentence: QuotaWording.nothingAsked).html : parts.map(section).joined()
        return """
            \(RecordHead(title: bearer.name, parent: parent).html)<div class="stack">\
            <p class="mute">\(QuotaWording.advice)</p>\(found)\(file?.html)</div>
            """
    }

    private func section(_ part: Part) -> HTML {
        let quota = part.standing.quota
        let cut = part.records.count >= QuotaReader.recordsMax ? "只列出最近的\(QuotaReader.recordsMax)条。" : ""
        let records =
            part.records.isEmpty
            ? EmptyState(sentence: "这段时间还没有记录。").html : LinkList(rows: part.records.map(row)).html
        return PageSection(
            id: "duty-\(quota.duty.rawValue)", title: RoomPracticeText.words(quota),
            content: """
                <p class="row">\(QuotaPage.chip(part.standing, today))\
                <b>\(QuotaWording.name(part.standing.span, of: quota.period))完成\(QuotaWording.figure(part.standing))</b></p>\
                <p class="mute">\(QuotaWording.counted(quota.duty))\(cut)</p>\(records)
                """
        ).html
    }

    private func row(_ record: QuotaStore.Record) -> LinkList.Row {
        let people = record.kind == .reception || record.kind == .activity ? record.amount : 1
        let amount = people > 1 ? "，\(people)人" : ""
        let words = record.isSeen ? record.name ?? TopicWording.erased : QuotaWording.unseen(record.kind)
        let address = record.address.flatMap { record.isSeen && opens($0) ? $0 : nil }
        let name: HTML = address.map { TextLink(text: words, address: $0).html } ?? "\(words)"
        return LinkList.Row(
            relation: QuotaWording.name(record.kind),
            content: "\(name) <span class=\"small mute\">\(ChineseTime.date(record.day, today: today))\(amount)</span>")
    }
}

extension QuotaStore.Record {
    /// Where it is read; nil where nobody but who keeps the registers reads it.
    var address: String? {
        switch kind {
        case .session: "/desk/sessions/\(ConsultationSession.ID(id))"
        case .sentiment: "/desk/sentiments/\(SentimentIssue.ID(id))"
        case .reception: "/desk/receptions/\(ReceptionDay.ID(id))"
        case .activity: nil
        }
    }
}
