// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// How a case of some kind begins: a form of its own on the desk, and an operation with the same fields.
struct CaseBeginning<Desk: CaseDesk>: Sendable {
    let services: Services
    let fields: [InputField]
    /// What the page of the new record is told: as which command, where it says so and the browser is to forget what was written.
    var done: Desk.Case.Command?
    /// The form, after a refusal with what is wrong and what was typed.
    let form: @Sendable (WebRequest, SignedIn, InputProblems?) async throws -> WebResponse
    /// Begins it by its rule.
    let begin: @Sendable (Desk, Input, WebRequest, Transaction) throws -> (id: Identifier<Desk.Case>, record: Desk.Case)

    /// What the form sends; on to the new record.
    func take(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        var sent = request.form
        do {
            let files = fields.filter(\.isFiles)
            let attachments = AttachmentDesk(services: services, site: request.site)
            if !files.isEmpty {
                // A form that was done already gets its answer again, before files are taken in once more.
                if let answer = try await services.answered.earlier(request) { return answer }
                // What was typed is looked at first: files would have to be chosen again.
                _ = try Input(
                    sent, fields: fields.filter { !$0.isFiles }, besides: attachments.problems(of: files, request))
            }
            for field in files {
                for id in try await attachments.keepFiles(of: field, request, by: signedIn.staff.id) {
                    sent["\(field.name).\(id)"] = "on"
                }
            }
            return try await once(try Input(sent, fields: fields), request) { _, id, _, _ in
                .seeOther("/desk/\(Desk.collection)/\(id)\(done.map { "?done=\($0.rawValue)" } ?? "")")
            }
        } catch let problems as InputProblems {
            return try await form(request, signedIn, InputProblems(problems.problems, sent: sent))
        } catch let refusal as any WordedRefusal {
            guard let field = refusal.blamed.first(where: fields.map(\.name).contains) else { throw refusal }
            return try await form(
                request, signedIn, InputProblems([.init(field: field, sentence: refusal.sentence)], sent: sent))
        }
    }

    /// The same for programs.
    func takeJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(fields), fields: fields)
        return try await once(input, request) { desk, _, record, transaction in
            .json(try desk.told(record, for: request.actor, in: transaction), status: .created)
        }
    }

    private func once(
        _ input: Input, _ request: WebRequest,
        answer: @escaping @Sendable (Desk, Identifier<Desk.Case>, Desk.Case, Transaction) throws -> WebResponse
    ) async throws -> WebResponse {
        let (desk, begin) = (Desk(request, services), begin)
        return try await services.answered.once(request) { transaction in
            let begun = try begin(desk, input, request, transaction)
            return try answer(desk, begun.id, begun.record, transaction)
        }
    }
}
