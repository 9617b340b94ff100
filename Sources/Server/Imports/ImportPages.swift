// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes
import Markup

/// Sending a table, and the tables that were sent.
struct ImportListPage: Sendable {
    /// What the registers are called to which the page leads back.
    let shelf: String
    /// What may be imported.
    let targets: [RegisterImport.Target]
    let field: InputField
    let chosen: String
    let problems: InputProblems?
    let token: String
    let rows: [LinkList.Row]
    let next: String?

    var html: HTML {
        let form = PostForm(
            action: "/desk/imports", token: token, isPanel: true, takesFiles: true,
            content: """
                \(Field(
                    name: field.name, label: field.label, control: .select([Choice(value: "", label: "请选择")] + choices),
                    value: chosen, error: problems?.sentence(for: field.name), isRequired: true).html)\
                \(FileField(
                    name: "file", label: "表格文件（xlsx或csv）", mark: nil, error: problems?.sentence(for: "file"),
                    isAgain: problems != nil, kind: .table).html)\
                <div class="actions">\(Button(label: "上传检查", role: .submit(busy: "正在上传"), style: .primary).html)</div>
                """)
        let sent: HTML = rows.isEmpty ? "<p class=\"mute\">还没有导入过。</p>" : LinkList(rows: rows).html
        return """
            \(RecordHead(title: "用表格导入", parent: TextLink(text: shelf, address: "/desk/directory")).html)\
            <div class="stack"><p class="mute">先下载模板，照着填好再上传。系统先检查，全对了、您确认后才导入；有一处不对就一行也不导入。\
            同一个文件可以再导，已有的不会重复。</p>\
            \(ErrorSummary(problems: (problems?.problems ?? []).map { .init(field: $0.field, sentence: $0.sentence) }, title: nil).html)\
            \(form.html)\
            \(PageSection(id: "templates", title: "下载模板", content: templates).html)\
            \(PageSection(id: "sent", title: "导入过的", content: sent).html)\
            \(Pager(extent: "这一页\(rows.count)次", previous: nil, next: next).html)</div>
            """
    }

    private var choices: [Choice] {
        guard case .choice(let options) = field.kind else { return [] }
        return options.map { Choice(value: $0.code, label: $0.label) }
    }

    /// The templates, in one paragraph.
    private var templates: HTML {
        let links = targets.map { target -> HTML in
            let base =
                switch target {
                case .register(let register): "/desk/directory/\(register.rawValue)/template"
                case .formerTopics: FormerTopicForm.template
                case .formerProposals: FormerProposalForm.template
                }
            return """
                <span class="num">\(TextLink(text: target.title, address: base).html)\
                （\(TextLink(text: "csv", address: "\(base)?format=csv").html)）</span>
                """
        }
        return "<p>\(links.reduce(HTML()) { "\($0) \($1)" })</p>"
    }
}

/// One table: what it would do, how far it is, or what is wrong with it, line by line.
struct ImportPage {
    let run: RegisterImport
    let done: Int
    let total: Int
    /// The first of what is wrong.
    let problems: [ImportProblem]
    /// Whether a server ended while it was taken, and it goes on, or went on, where it stood.
    let isResumed: Bool
    let actor: Actor
    let token: (String) -> String

    init(
        run: RegisterImport, done: Int, total: Int, problems: [ImportProblem], isResumed: Bool, actor: Actor,
        token: @escaping @Sendable (String) -> String
    ) {
        self.run = run
        self.done = done
        self.total = total
        self.problems = problems
        self.isResumed = isResumed
        self.actor = actor
        self.token = token
    }

    var html: HTML {
        let bar = CaseActions<ImportDesk>(
            record: run, id: run.id, actor: actor, explanation: "确认前什么也不会改动。", helpful: [], token: token
        ).bar
        return """
            \(RecordHead(
                title: "导入\(run.target.title)",
                parent: TextLink(text: "用表格导入", address: "/desk/imports")).html)\
            <div class="stack"><p class="row">\(ImportWording.chip(run.state.name).html)</p>\
            <p role="status">\(sentence)</p>\(present: resumed, { $0.html })\(bar.html)\(list)\
            \(present: register, { "<p>\($0.html)</p>" })</div>
            """
    }

    /// The register that the lines went into; topics are for the rooms, not for who imports them (BR-39).
    private var register: TextLink? {
        guard case .register(let register) = run.target else { return nil }
        return TextLink(text: "看\(run.target.title)", address: "/desk/directory/\(register.rawValue)")
    }

    private var resumed: Note? {
        guard isResumed else { return nil }
        switch run.state {
        case .applying: return Note(text: ImportWording.resuming(done: done), icon: .history)
        case .applied, .stopped: return Note(text: ImportWording.resumed, icon: .history)
        case .checking, .unplaced, .checked, .refused, .discarded: return nil
        }
    }

    private var sentence: String {
        switch run.state {
        case .checking:
            total > 0 ? "正在检查文件：\(done)/\(total)行。这一页会自己更新。" : "正在检查文件，这一页会自己更新。"
        case .unplaced: "文件的标题和模板不一样。请说明哪一列是什么，再检查；这之前什么也不会导入。"
        case .checked(let tally): ImportWording.sentence(tally, isDone: false)
        case .refused(let count):
            ImportWording.refused(count, shown: problems.count)
        case .applying: "正在导入：\(done)/\(total)行。这一页会自己更新，关掉也会继续。"
        case .applied(let tally): ImportWording.sentence(tally, isDone: true)
        case .stopped(let row): ImportWording.stopped(row)
        case .discarded: "这个文件没有导入，已经删掉。"
        }
    }

    private var list: HTML {
        guard !problems.isEmpty else { return HTML() }
        let file = "/desk/imports/\(run.id)/problems"
        return """
            <p>\(TextLink(text: "把不对的地方存成表格", address: file).html)\
            （\(TextLink(text: "csv", address: "\(file)?format=csv").html)）</p>\
            <div class="table-wrap"><table><caption class="vh">哪里不对</caption><thead><tr><th scope="col">行</th>\
            <th scope="col">列</th><th scope="col">哪里不对，怎么改</th></tr></thead><tbody>\(each: problems, { problem in
                "<tr><td class=\"num\">\(problem.row.map { String($0) } ?? "")</td><td>\(problem.column ?? "")</td><td>\(problem.sentence)</td></tr>"
            })</tbody></table></div>
            """
    }
}
