// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The table of a former system's topics.
struct FormerTopicForm: TableForm {
    static let name = "原系统的议题"
    static let template = "/desk/imports/former-topics/template"

    let title: String = FormerTopicForm.name
    let key: [String] = ["number"]
    let definesAreas: Bool = false
    let tellsParts: Bool = false
    let columns: [RegisterColumn]
    let problems: @Sendable (DirectoryEntry.Values) -> [FieldProblem]

    init(practice: Practice, today: Day) {
        columns = [
            Self.column("number", "原编号", .line(limit: 40), .code, help: "同一个编号只接一次。"),
            .entry("room", "议事室", "", of: .rooms), .day("receivedOn", "收到日期", ""),
            Self.column("text", "内容", .paragraph(limit: 2_000), .words),
            Self.column("place", "地点", .line(limit: 60), .words, isRequired: false),
            .choice("source", "来源", "", Self.sources, isRequired: false), .choice("state", "状态", "", Self.states),
            .choice("ending", "怎样办结的", "", Self.endings, isRequired: false),
            .choice("category", "类别", "", TopicCategories.options(practice.profile), isRequired: false),
            Self.column("result", "办理结果", .paragraph(limit: 2_000), .words, isRequired: false),
            Self.column("phone", "手机号", .phone, .words, isRequired: false),
        ]
        problems = { values in
            var problems: [FieldProblem] = []
            if let day = values["receivedOn"].flatMap({ Day($0) }), day > today {
                problems.append(.init(field: "receivedOn", sentence: "收到的日子还没有到，请改成实际收到的那一天。"))
            }
            let isClosed = values["state"] == "closed"
            if isClosed != (values["result"] != nil) {
                problems.append(
                    .init(
                        field: "result",
                        sentence: isClosed ? "已办结的要写明办理结果。" : "还在议题池里的没有办理结果，请改状态，或者去掉这一格。"))
            }
            if !isClosed, values["ending"] != nil {
                problems.append(
                    .init(field: "ending", sentence: "还在议题池里的没有办结，请改状态，或者去掉这一格。"))
            }
            return problems
        }
    }

    /// Sources that a former system may have known; next rounds and what rooms bring to each other come about here.
    private static let sources: [InputField.Option] = Topic.Source.allCases.filter {
        ![.round, .escalation, .api, .grid, .hotline].contains($0)
    }.map { .init(code: $0.rawValue, label: TopicWording.source($0)) }

    private static let states: [InputField.Option] = [
        .init(code: "pooled", label: "在议题池"), .init(code: "closed", label: "已办结"),
    ]

    /// As it was declared there: nothing here proves it, and it counts in no figure (BR-47).
    private static let endings: [InputField.Option] = Topic.Former.Ending.allCases.map { ending in
        .init(code: ending.rawValue, label: TopicWording.declared(ending))
    }

    private static func column(
        _ name: String, _ label: String, _ kind: InputField.Kind, _ content: RegisterColumn.Content,
        isRequired: Bool = true, help: String? = nil
    ) -> RegisterColumn {
        RegisterColumn(
            field: InputField(name, label, kind, isRequired: isRequired, help: help), sql: "", content: content)
    }
}

/// Lines that become topics, as they stood in the former system. None is screened again, and none is published.
struct FormerTopicLines: LineTaker {
    private let desk: TopicDesk
    let form: any TableForm

    init(_ desk: TopicDesk) {
        self.desk = desk
        form = FormerTopicForm(practice: desk.site.practice, today: desk.services.clock.now().day)
    }

    var tenant: Tenant.ID { desk.site.tenant.id }

    func look(at sheet: inout ImportSheet, in transaction: Transaction) throws -> RegisterImport.Tally {
        let known = try desk.store.formerNumbers(in: transaction)
        var tally = RegisterImport.Tally()
        for line in sheet.lines {
            if known.contains(line.values["number"] ?? "") { tally.same += 1 } else { tally.new += 1 }
        }
        return tally
    }

    func take(
        _ line: ImportSheet.Line, of sheet: ImportSheet, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let values = line.values
        guard let number = values["number"], let room = values["room"].flatMap({ Identifier<Room>($0) }),
            let day = values["receivedOn"].flatMap({ Day($0) }), let text = values["text"]
        else { throw WebFailure.notFound }
        if try desk.store.isTakenOver(number, in: transaction) { return }
        guard let area = try RoomStore(tenant: tenant).area(of: room, in: transaction) else {
            throw WebFailure.notFound
        }
        let draft = TopicDraft(
            room: room, area: area, source: values["source"].flatMap(Topic.Source.init) ?? .former, text: text,
            place: values["place"], phone: values["phone"].flatMap { MobileNumber($0)?.text },
            category: values["category"])
        try desk.takeOver(
            draft,
            .init(
                number: number, receivedOn: day, result: values["result"].map(FreeText.kept),
                ending: values["ending"].flatMap(Topic.Former.Ending.init)), by: actor, at: now, in: transaction)
    }
}
