// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup
import Spreadsheets

/// A platform's views out of the table that it exported: the file is read and shown first, in the form by which views are
/// declared; nothing is declared before that is sent.
struct ViewFileRoutes: RouteGroup {
    let services: Services
    private static let title = "上传观看人次的表格"
    /// What is said beside the file.
    private static let fields = MediaFields.views.filter { ["platform", "source"].contains($0.name) }

    var routes: [Route] {
        let path = "/desk/live/{record}/views-file"
        return [
            .desk(.get, path, for: MediaConsultation.holders) { try await form($0, $1, nil) },
            .desk(.post, path, for: MediaConsultation.holders, look).takingFiles(),
        ]
    }

    private static func options(_ field: InputField) -> [InputField.Option] {
        guard case .choice(let options) = field.kind else { return [] }
        return options
    }

    /// Where the file of a consultation is sent.
    static func address(_ id: MediaConsultation.ID) -> String { "/desk/live/\(id)/views-file" }

    private func record(_ request: WebRequest) async throws -> (MediaConsultation, CaseHeadline) {
        let id: MediaConsultation.ID = try request.id("record")
        let desk = MediaDesk(request, services)
        return try await services.engine.read { transaction in
            let record = try desk.visible(id, to: request.actor, in: transaction)
            if let refusal = record.refusal(of: .declareViews, by: request.actor) { throw refusal }
            return (record, try desk.headline(record, in: transaction))
        }
    }

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?, read: [ImportProblem] = []
    ) async throws -> WebResponse {
        let (record, headline) = try await record(request)
        let action = Self.address(record.id)
        let filled = Self.fields.map { field in
            CaseActPage.Filled(
                field: field, options: Self.options(field),
                value: problems?.sent[field.name] ?? (field.name == "source" ? "export" : ""))
        }
        let form = PostForm(
            action: action, token: request.token(for: action), isPanel: true, takesFiles: true,
            content: """
                \(each: filled, { CaseActPage.control($0, problems) })\
                \(FileField(
                    name: "file", label: "表格文件（xlsx或csv）", mark: nil, error: problems?.sentence(for: "file"),
                    isAgain: problems != nil, kind: .table).html)\
                <div class="actions">\(Button(label: "上传检查", role: .submit(busy: "正在上传"), style: .primary).html)\
                \(Button(label: "不办了，回去", role: .link(to: "/desk/live/\(record.id)"), style: .quiet).html)</div>
                """)
        let wrong: HTML =
            read.isEmpty
            ? HTML()
            : PageSection(
                id: "wrong", title: "文件里不对的地方",
                content: LinkList(
                    rows: read.map { .init(relation: $0.row.map { "第\($0)行" }, content: "\($0.sentence)") }
                ).html
            ).html
        let summary = (problems?.problems ?? []).map {
            ErrorSummary.Problem(field: $0.field, sentence: $0.sentence)
        }
        return Pages(request, services).desk(
            Self.title, signedIn, place: .live, status: problems == nil ? 200 : 422,
            content: """
                \(RecordHead(
                    title: Self.title, parent: TextLink(text: headline.title, address: "/desk/live/\(record.id)")).html)\
                <div class="stack"><p class="mute">用平台后台导出的表格：一行一段，写开始、结束、人次。先检查给您看，您核对、再点一次才记下。</p>\
                \(ErrorSummary(problems: summary, title: nil).html)\(form.html)\(wrong)</div>
                """)
    }

    /// Reads the file and shows what it says, in the form that declares it. Nothing changes.
    private func look(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            _ = try Input(sent, fields: Self.fields)
            let file = try Self.read(request)
            guard file.problems.isEmpty else {
                let problem = FieldProblem(field: "file", sentence: "有\(file.problems.count)处不对，什么也没有记下。请照下面改好，再上传一次。")
                return try await form(
                    request, signedIn, InputProblems([problem], sent: sent), read: file.problems)
            }
            return try await checked(file, sent, request, signedIn)
        } catch let problems as InputProblems {
            return try await form(request, signedIn, InputProblems(problems.problems, sent: sent))
        }
    }

    private static func read(_ request: WebRequest) throws -> ViewFile {
        guard let file = request.files("file").first, !file.bytes.isEmpty else {
            throw InputProblems([.init(field: "file", sentence: "还没有选文件。")])
        }
        do {
            return ViewFile(try Spreadsheet.read(Array(file.bytes)))
        } catch {
            throw InputProblems([.init(field: "file", sentence: ImportWording.sentence(error))])
        }
    }

    private func checked(
        _ file: ViewFile, _ sent: [String: String], _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> WebResponse {
        let (record, headline) = try await record(request)
        let earlier = record.feeds.first { $0.platform.words == sent["platform"] }
        let values = [
            "platform": sent["platform"] ?? "", "source": sent["source"] ?? "",
            "day": (file.day ?? record.plan.opensAt.day).description, "buckets": file.lines.joined(separator: "\n"),
        ]
        let found = Facts(rows: [
            .init("读到", "\(file.lines.count)段"), .init("加起来", "\(file.sum)人次"),
            .init("原来填的", earlier.map { "\($0.total)人次，以这次的为准" } ?? "没有填过"),
        ])
        let action = "/desk/live/\(record.id)/views"
        let page = CaseActPage(
            title: MediaDesk.name(.declareViews), headline: headline,
            advice: "文件读好了，还没有记下。请核对，填上平台说的总数，再点一次。",
            fields: MediaFields.views.map { .init(field: $0, options: Self.options($0), value: values[$0.name] ?? "") },
            version: record.version, action: action, back: "/desk/live/\(record.id)", problems: nil,
            aside: PageSection(id: "read", title: "文件里写的", content: found.html).html)
        return Pages(request, services).desk(
            page.title, signedIn, place: .live, content: page.html(token: request.token(for: action)))
    }
}
