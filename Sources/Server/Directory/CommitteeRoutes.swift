// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Where the system administrator keeps right what the committee is called and how it is reached.
struct CommitteeRoutes: RouteGroup {
    let services: Services
    static let path = "/desk/settings/committee"
    private static let keepers: Set<Role> = [.systemAdministrator]
    private static let changeFields = CommitteeForm.fields + [recordVersionField]

    var routes: [Route] {
        [
            .desk(.get, Self.path, for: Self.keepers) { try await page($0, $1, problems: nil) },
            .desk(.post, Self.path, for: Self.keepers, change),
            .api(.get, Self.path, Self.readOperation, for: Self.keepers, readJSON),
            .api(.post, Self.path, Self.changeOperation, for: Self.keepers, changeJSON),
        ]
    }

    private static let face = Schema.object([
        ("name", .text), ("shortName", .text), ("contact", .text), ("hosts", .array(.text)),
        ("version", .integer(minimum: 0)),
    ])

    private static let readOperation = Operation(
        id: "readCommittee",
        summary: "Reads the committee's names, phone and host names, the first of which stands in links.",
        success: .init(status: 200, meaning: "As they are.", schema: face))

    private static let changeOperation = Operation(
        id: "changeCommittee",
        summary: """
            Changes the committee's names, phone and host names; the first host stands in links. A name or a host of another \
            committee is refused.
            """,
        body: changeFields, isIdempotent: true,
        success: .init(status: 200, meaning: "Changed; it counts at once.", schema: face))

    private static func json(_ face: CommitteeFace) -> JSON {
        [
            "name": .optional(face.values.name.words), "shortName": .optional(face.values.shortName.words),
            "contact": .optional(face.values.contact.words),
            "hosts": .array(face.values.hosts.map { .string($0) }), "version": .integer(Int64(face.version)),
        ]
    }

    private func desk(_ request: WebRequest) -> CommitteeDesk {
        CommitteeDesk(services: services, site: request.site)
    }

    private func page(
        _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?, status: Int? = nil
    ) async throws -> WebResponse {
        let desk = desk(request)
        let face = try await services.engine.read { try desk.face(in: $0) }
        let content = CommitteePage(face: face, problems: problems).html(token: request.token(for: Self.path))
        return Pages(request, services).desk(
            "单位的名称和电话", signedIn, place: .health,
            flash: request.query["done"] == "changed" ? Flash(sentence: CommitteeWording.done) : nil,
            status: status ?? (problems == nil ? 200 : 422), content: content)
    }

    private func change(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        do {
            let input = try Input(request.form, fields: Self.changeFields)
            let desk = desk(request)
            return try await services.answered.once(request) { transaction in
                _ = try desk.change(
                    input, from: request.host, by: request.actor, at: request.now, in: transaction)
                return .seeOther("\(Self.path)?done=changed")
            }
        } catch let problems as InputProblems {
            return try await page(
                request, signedIn, problems: InputProblems(problems.problems, sent: request.form))
        } catch let refusal as CommitteeRefusal {
            guard let field = refusal.blamed.first else { throw refusal }
            return try await page(
                request, signedIn,
                problems: InputProblems([.init(field: field, sentence: refusal.sentence)], sent: request.form))
        } catch WebFailure.changedMeanwhile {
            // Somebody else was first: what was typed comes back, for the committee as it is now.
            let version = recordVersionField.name
            return try await page(
                request, signedIn,
                problems: InputProblems(
                    [.init(field: version, sentence: WebFailure.changedMeanwhile.sentence)],
                    sent: request.form.filter { $0.key != version }),
                status: 409)
        }
    }

    private func readJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let desk = desk(request)
        return .json(Self.json(try await services.engine.read { try desk.face(in: $0) }))
    }

    private func changeJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.changeFields), fields: Self.changeFields)
        let desk = desk(request)
        return try await services.answered.once(request) { transaction in
            .json(
                Self.json(
                    try desk.change(
                        input, from: request.host, by: request.actor, at: request.now, in: transaction)))
        }
    }
}
