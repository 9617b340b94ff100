// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes
import Markup

/// Issuing the assessment of a year, and the documents that were issued.
struct HandlingAssessmentRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.board.roles

    static let fields = [InputField("year", "哪一年", .line(limit: 4))]

    var routes: [Route] {
        let document = "/desk/assessments/{record}/documents/assessment"
        return [
            .desk(.post, "/desk/assessment/issue", for: HandlingAssessment.issuers, issue),
            .desk(.get, document, for: Self.readers, self.document),
            .api(.get, "/desk/assessments", HandlingAssessmentAPI.list, for: Self.readers, listJSON),
            .api(
                .post, "/desk/assessments", HandlingAssessmentAPI.issue, for: HandlingAssessment.issuers, issueJSON),
            .api(.get, document, DocumentAPI.assessment, for: Self.readers, self.document),
        ]
    }

    private func document(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: HandlingAssessment.ID = try request.id("record")
        let desk = HandlingAssessmentDesk(request, services)
        let file = try await services.engine.read { try desk.file(id, in: $0) }
        return try await file.answer(request, signedIn, services)
    }

    private static func year(_ input: Input) throws -> Int {
        guard let year = Int(input.text("year")), (2000...2199).contains(year) else {
            throw InputProblems([.init(field: "year", sentence: "年份写四位数字，如2026。")])
        }
        return year
    }

    private func issue(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let year = try Self.year(try Input(request.form, fields: Self.fields))
        // Nothing can be taken back afterwards, so it is asked once more.
        guard request.form[Self.confirmation.name] == Self.confirmation.value else {
            return confirm(year, request, signedIn)
        }
        do {
            return try await issue(year, request) { _ in .seeOther("/desk/assessment?done=issued") }
        } catch let refusal as HandlingAssessmentRefusal where !refusal.blamed.isEmpty {
            return .seeOther("/desk/assessment?refused=\(refusal.rawValue)#issued")
        }
    }

    private static let confirmation = HiddenField(name: "confirmed", value: "yes")

    /// What issuing means, before it is done.
    private func confirm(_ year: Int, _ request: WebRequest, _ signedIn: SignedIn) -> WebResponse {
        let action = IssuedAssessments.action
        let days = BoardPeriod(Day(year: year, month: 1, day: 1), Day(year: year, month: 12, day: 31))
        let shown = "/desk/assessment?\(days.query)"
        let form = PostForm(
            action: action, token: request.token(for: action),
            hidden: [HiddenField(name: "year", value: String(year)), Self.confirmation], isPanel: true,
            content: """
                <div class="actions">\(Button(label: "发布\(year)年的年度考评", style: .primary).html)\
                \(Button(label: "先看看这一年的数字", role: .link(to: shown), style: .quiet).html)</div>
                """)
        return Pages(request, services).desk(
            "发布年度考评", signedIn, place: .items,
            content: """
                \(RecordHead(title: "发布\(year)年的年度考评", parent: TextLink(text: "办理考评", address: shown)).html)
                <div class="stack"><p>发布\(year)年的考评以后，这一年的数字固定不变，编号、签名，委员也不再测评；不能撤回，也不能再发一份。</p>\
                \(form.html)</div>
                """)
    }

    private func issueJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let year = try Self.year(try Input(try request.fields(Self.fields), fields: Self.fields))
        return try await issue(year, request) { issued in
            .json(
                [
                    "id": .string(issued.id.text), "year": .integer(Int64(issued.issue.year)),
                    "number": .string(issued.issue.number.text),
                    "issuedOn": .string(issued.issue.day.description),
                ], status: .created)
        }
    }

    private func issue(
        _ year: Int, _ request: WebRequest, answer: @escaping @Sendable (HandlingAssessment) -> WebResponse
    ) async throws -> WebResponse {
        let desk = HandlingAssessmentDesk(request, services)
        return try await services.answered.once(request) { transaction in
            answer(try desk.issue(year, by: request.actor, at: request.now, in: transaction))
        }
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let desk = HandlingAssessmentDesk(request, services)
        let all = try await services.engine.read { try desk.store.all(in: $0) }
        return .json([
            "items": .array(all.map(HandlingAssessmentAPI.json)),
            "publicKey": .string(Base64URL.encode(services.keys.signing.publicKey.bytes)),
        ])
    }
}

/// Issued assessments as programs see them.
enum HandlingAssessmentAPI {
    private static let columns: [(String, Schema)] = [
        ("id", .id), ("year", .integer(minimum: 2000)), ("number", .text), ("issuedOn", .day),
    ]

    static let list = Operation(
        id: "listAssessments",
        summary: "Lists the yearly assessments that were issued, with the key that checks their documents.",
        success: .init(
            status: 200, meaning: "The assessments, latest first.",
            schema: .object([
                ("items", .array(.object(columns + [("issuerName", .text)]))), ("publicKey", .text),
            ])))

    static let issue = Operation(
        id: "issueAssessment",
        summary: "Issues the assessment of a year as a numbered document; from then on its scores are fixed.",
        body: HandlingAssessmentRoutes.fields, isIdempotent: true,
        success: .init(status: 201, meaning: "Issued.", schema: .object(columns)))

    static func json(_ listed: HandlingAssessmentStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "year": .integer(Int64(listed.year)), "number": .string(listed.number),
            "issuedOn": .string(listed.issuedOn.description), "issuerName": .string(listed.issuerName),
        ]
    }
}
