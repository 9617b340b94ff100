// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The table of proposals of earlier sessions.
struct FormerProposalForm: TableForm {
    static let name = "往年的提案"
    static let template = "/desk/imports/former-proposals/template"

    let title: String = FormerProposalForm.name
    let key: [String] = ["session", "number"]
    let definesAreas: Bool = false
    let tellsParts: Bool = false
    let columns: [RegisterColumn]
    let problems: @Sendable (DirectoryEntry.Values) -> [FieldProblem]

    init(practice: ProposalPractice, today: Day) {
        columns = [
            Self.column("number", "编号", .line(limit: 40), .code, help: "如：15-2-001；只写第001号的，要有“会议”一列。"),
            Self.column("session", "会议", .line(limit: 20), .code, isRequired: false, help: "如：十五届二次会议，或15-2。"),
            Self.column("subject", "案由", .line(limit: 100), .words),
            Self.column("proposer", "提案者", .line(limit: 200), .words),
            .choice("kind", "提案形式", "", ProposalWording.kinds, isRequired: false),
            .choice(
                "open", "提案者同意公开", "", [.init(code: "yes", label: "是"), .init(code: "no", label: "否")]),
            Self.column("unit", "承办单位", .line(limit: 100), .words, isRequired: false),
            .day("filedOn", "立案日期", "", isRequired: false), .day("repliedOn", "答复日期", "", isRequired: false),
            .choice(
                "outcome", "办理结果", "", practice.classes.map { .init(code: $0.code, label: "\($0.code)类") },
                isRequired: false),
            .choice("opinion", "提案者意见", "", ItemWording.ratings, isRequired: false),
            Self.column("text", "提案内容", .paragraph(limit: 9_000), .words, isRequired: false),
            Self.column("reply", "答复内容", .paragraph(limit: 9_000), .words, isRequired: false),
        ]
        problems = { values in
            var problems: [FieldProblem] = []
            if Self.number(values) == nil {
                problems.append(
                    .init(field: "number", sentence: "看不出是哪次会议的第几号。请写成15-2-001，或者写第001号、另有“会议”一列。"))
            }
            for field in ["filedOn", "repliedOn"] {
                if let day = values[field].flatMap({ Day($0) }), day > today {
                    problems.append(.init(field: field, sentence: "日子还没有到，请改成实际的那一天。"))
                }
            }
            return problems
        }
    }

    /// The number that a line means.
    static func number(_ values: DirectoryEntry.Values) -> ProposalNumber? {
        values["number"].flatMap { ProposalNumber(written: $0, session: values["session"]) }
    }

    private static func column(
        _ name: String, _ label: String, _ kind: InputField.Kind, _ content: RegisterColumn.Content,
        isRequired: Bool = true, help: String? = nil
    ) -> RegisterColumn {
        RegisterColumn(
            field: InputField(name, label, kind, isRequired: isRequired, help: help), sql: "", content: content)
    }

    /// Which column of a file is which: a question for each column of the form.
    static let placing: [InputField] = FormerProposalForm(practice: ProposalPractice(), today: Day(number: 0)).columns
        .map {
            InputField(
                $0.name, $0.label, .reference(.fileColumns), isRequired: $0.field.isRequired, help: $0.field.help)
        }

    /// What papers of counties call the same.
    static let usualTitles: [String: [String]] = [
        "number": ["案号", "提案编号", "提案号", "立案号"], "session": ["届次", "会次", "届别"],
        "subject": ["提案标题", "提案名称", "标题", "题目"], "proposer": ["提案人", "第一提案人", "提案者姓名", "委员"],
        "kind": ["提案类型", "类型"], "open": ["是否公开", "是否同意公开"], "unit": ["主办单位", "办理单位"],
        "filedOn": ["立案时间"], "repliedOn": ["答复时间"], "outcome": ["答复类别", "办理类别", "类别"],
        "opinion": ["满意度", "委员意见", "反馈意见"], "text": ["内容", "正文"], "reply": ["答复", "答复意见"],
    ]
}

/// Lines that become proposals of earlier sessions. Nothing runs for them, and nobody is told.
struct FormerProposalLines: LineTaker {
    private let desk: FormerProposalDesk
    let form: any TableForm

    init(_ desk: FormerProposalDesk) {
        self.desk = desk
        form = FormerProposalForm(
            practice: desk.site.practice.profile.proposals, today: desk.services.clock.now().day)
    }

    var tenant: Tenant.ID { desk.site.tenant.id }

    /// Two ways to write one number are one proposal; a session that is numbered here takes none (BR-13).
    func look(at sheet: inout ImportSheet, in transaction: Transaction) throws -> RegisterImport.Tally {
        let known = try desk.store.numbers(in: transaction)
        let numberedHere = try desk.store.seriesNumberedHere(in: transaction)
        var tally = RegisterImport.Tally()
        var seen: [ProposalNumber: Int] = [:]
        for line in sheet.lines {
            guard let number = FormerProposalForm.number(line.values) else { continue }
            if !FormerProposal.mayDeclare(number, numberedHere: numberedHere) {
                sheet.note(line.row, nil, "\(number.series.name)的提案是在本系统里编号的，不从表格导入。")
            } else if let first = seen[number] {
                sheet.note(line.row, nil, ImportWording.twice(first))
            } else if known.contains(number) {
                tally.same += 1
            } else {
                tally.new += 1
            }
            if seen[number] == nil { seen[number] = line.row }
        }
        return tally
    }

    func take(
        _ line: ImportSheet.Line, of sheet: ImportSheet, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let values = line.values
        guard let number = FormerProposalForm.number(values), let subject = values["subject"],
            let proposer = values["proposer"]
        else { throw WebFailure.notFound }
        try desk.declare(
            FormerProposal(
                number: number, kind: values["kind"].flatMap(Proposer.Kind.init) ?? .member, subject: .kept(subject),
                proposer: .kept(proposer), unit: values["unit"].map(FreeText.kept),
                filedOn: values["filedOn"].flatMap { Day($0) }, repliedOn: values["repliedOn"].flatMap { Day($0) },
                outcome: values["outcome"], opinion: values["opinion"].flatMap(ProposerOpinion.Rating.init),
                isOpen: values["open"] == "yes", text: values["text"].map(FreeText.kept),
                reply: values["reply"].map(FreeText.kept)),
            by: actor, at: now, in: transaction)
    }
}
