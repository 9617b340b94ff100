// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain
import OfficialDocuments

/// The documents of a session, from its record. They say no more of anybody than the session's page says to this reader.
struct SessionDocuments: Sendable {
    let session: ConsultationSession
    let log: [EventStore.Entry<SessionEvent>]
    /// The public titles of the topics.
    let topics: [String]
    let items: [Loop.Item]
    let names: Loop.Names
    let roomName: String
    /// The numbered document of the outcome; nil before there is one.
    let issued: SuggestionList?
    let tenant: Tenant
    let actor: Actor
    let today: Day

    var plan: ConsultationSession.Plan { session.plan }
    var title: String { DocumentWording.session(plan.title.words) }
    private var place: String { plan.place.words ?? TopicWording.erased }

    func file(_ document: SessionDocument) -> DocumentFile {
        let made =
            switch document {
            case .notice: notice
            case .signInSheet: signInSheet
            case .minutes: minutes
            case .suggestionList: suggestionList
            case .outcome: outcome
            }
        return DocumentFile(
            kind: document.kind, record: session.id.number, name: "\(DocumentWording.name(document))（\(title)）",
            document: made)
    }

    /// The day on which something happened last; today where it has not yet.
    func day(of happened: (SessionEvent) -> Bool) -> Day {
        log.last { happened($0.event) }?.at.day ?? today
    }

    private func numbered(_ texts: [String]) -> String {
        texts.count == 1
            ? texts[0] : texts.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n")
    }

    // MARK: - Notice

    private var notice: OfficialDocument {
        let announced = day { event in
            switch event {
            case .announced, .rescheduled: true
            case _: false
            }
        }
        return OfficialDocument(
            layout: .letter, issuer: tenant.name, title: "关于召开\(title)的通知", addressee: "各位参会人员",
            blocks: [
                .paragraph("为听取意见、商量办法，\(roomName)定于\(DocumentWording.date(plan.day))召开\(title)。现将有关事项通知如下："),
                .entry(label: "一、时间", DocumentWording.moment(plan)), .entry(label: "二、地点", place),
                .entry(label: "三、议题", numbered(topics)),
            ] + invited + [
                .paragraph("请按时到会签到，围绕议题准备意见；因故不能参加的，请在会前告知议事室。")
            ],
            signature: .init(signer: tenant.name, date: DocumentWording.date(announced)),
            remark: DocumentWording.contact(of: tenant))
    }

    /// A notice goes out to many: residents are counted in it and not named.
    private var invited: [OfficialDocument.Block] {
        let parts = ParticipantCategory.allCases.compactMap { category -> String? in
            let people = session.participants.filter { $0.category == category }
            guard !people.isEmpty else { return nil }
            guard category != .people else { return "\(SessionWording.name(category))\(people.count)人" }
            let names = people.map { SessionNames.masked(session).name($0) }
            return "\(SessionWording.name(category))\(names.joined(separator: "、"))"
        }
        return parts.isEmpty ? [] : [.entry(label: "四、参加人员", parts.joined(separator: "；"))]
    }

    // MARK: - Sign-in sheet

    /// Lines for those who come without being on the list: six, or what the first page has left, if that is half of them, so
    /// that none stands alone on a second page.
    private static func emptyLines(after listed: Int, _ title: String) -> Int {
        let left = linesMax - TitleLines.broken(title).count - listed
        return (3..<6).contains(left) ? left : 6
    }

    /// How many lines of the table, and of the title above it, a page has.
    private static let linesMax = 15

    private var signInSheet: OfficialDocument {
        let known = SessionNames(session, to: actor)
        let listed = inOrder(known).enumerated().map { index, person in
            [String(index + 1), known.name(person), SessionWording.name(person.category), "", ""]
        }
        let heading = "\(title)签到表"
        let empty = (0..<Self.emptyLines(after: listed.count, heading)).map {
            [String(listed.count + $0 + 1), "", "", "", ""]
        }
        return OfficialDocument(
            layout: .sheet, title: heading,
            blocks: [
                .entry(label: "时间", DocumentWording.moment(plan)), .entry(label: "地点", place),
                .table(
                    .init(
                        columns: [
                            .init("序号", width: 14, .center), .init("姓名", width: 59, .center),
                            .init("参加身份", width: 34, .center), .init("签名", width: 34, .center),
                            .init("备注", width: 15, .center),
                        ], rows: listed + empty, rowHeight: 12)),
            ])
    }

    /// Category by category, each in the order of strokes; people of the neighbourhood as they came on the list, since their
    /// names may be numbers.
    private func inOrder(_ known: SessionNames) -> [Participant] {
        ParticipantCategory.allCases.flatMap { category in
            let people = session.participants.filter { $0.category == category }
            return category == .people ? people : StrokeOrder.sorted(people) { known.name($0) }
        }
    }

    // MARK: - Minutes

    private var minutes: OfficialDocument {
        let drafted = day { event in
            switch event {
            case .minutesDrafted, .minutesConfirmed: true
            case _: false
            }
        }
        let isOpen = session.state.name == .minutesDrafted
        return OfficialDocument(
            layout: .minutes, issuer: "协商会议纪要",
            byline: .init(left: tenant.name, right: DocumentWording.date(drafted)), title: "\(title)纪要",
            note: isOpen ? "（征求意见稿）" : nil,
            blocks: MinutesText.blocks(session.minutes?.words ?? TopicWording.erased) + attendance)
    }

    /// Who was there, where the minutes do not say it themselves.
    private var attendance: [OfficialDocument.Block] {
        guard !(session.minutes?.words ?? "").contains("到会：") else { return [] }
        let masked = SessionNames.masked(session)
        let present = session.participants.filter(\.isPresent).map(masked.name)
        return present.isEmpty ? [] : [.entry(label: "出席", present.joined(separator: "、"))]
    }

    // MARK: - Suggestion list

    /// One document has one number: where the outcome is called otherwise, the list of its items goes with it and has none.
    private var listNumber: String? {
        issued.flatMap { $0.issue.name == ConsultationForm.list ? $0.issue.number.text : nil }
    }

    private var suggestionList: OfficialDocument {
        let isIssued = [.outcomeIssued, .archived].contains(session.state.name)
        let issued = DocumentWording.date(
            day { event in
                switch event {
                case .outcomeIssued: true
                case _: false
                }
            })
        var units: [String] = []
        for item in items.map({ names.unit($0.item.task.unit) }) where !units.contains(item) { units.append(item) }
        return OfficialDocument(
            layout: .document, issuer: "\(tenant.name)文件", number: listNumber, title: "关于印发\(title)建议清单的通知",
            note: isIssued ? nil : "（草案）", addressee: units.joined(separator: "、"),
            blocks: [
                .paragraph(
                    "\(DocumentWording.date(plan.day))，\(roomName)召开\(title)\(matters)。\(agreement)"
                ),
                .paragraph("会议商定建议\(items.count)件。请承办单位逐件落实责任人，按时间节点办理，并按期报告办理结果。"), .table(table),
            ],
            signature: .init(signer: tenant.name, date: issued),
            imprint: .init(copiedTo: roomName, office: tenant.name, printedOn: issued))
    }

    /// On what, where the session's own name does not say it.
    var matters: String {
        guard topics != [plan.title.words] else { return "" }
        let word = session.proposals.isEmpty ? "议题" : "提案"
        return "，协商" + topics.map { "“\($0)”" }.joined() + (topics.count > 1 ? "\(topics.count)件\(word)" : "")
    }

    private var agreement: String {
        let agreed = session.topics.compactMap { session.topicConclusions[$0] } + [session.conclusion].compactMap { $0 }
        let texts = agreed.filter(\.isConsensus).map { Self.ended(Self.plain($0.text.words ?? TopicWording.erased)) }
        return texts.isEmpty ? "" : "会议形成一致意见：\(texts.joined())"
    }

    /// Without what the sentence before it says already.
    static func plain(_ text: String) -> String {
        let lead = ["一致同意：", "一致同意，", "一致意见："].first { text.hasPrefix($0) }
        return lead.map { String(text.dropFirst($0.count)) } ?? text
    }

    /// With a full stop at its end, as one sentence among others.
    static func ended(_ text: String) -> String {
        let whole = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "。！？…”）".contains(whole.last ?? " ") ? whole : "\(whole)。"
    }

    var table: OfficialDocument.Table {
        .init(
            columns: [
                .init("序号", width: 14, .center), .init("建议事项", width: 48), .init("承办单位", width: 30),
                .init("责任人", width: 18, .center), .init("时间节点", width: 46),
            ],
            rows: items.enumerated().map { index, item in
                let task = item.item.task
                let milestones = task.milestones.map {
                    "\(DocumentWording.date($0.day))前：\($0.text.words ?? TopicWording.erased)"
                }
                return [
                    String(index + 1), task.text.words ?? TopicWording.erased, names.unit(task.unit),
                    names.person(task.officer), milestones.joined(separator: "\n"),
                ]
            })
    }
}
