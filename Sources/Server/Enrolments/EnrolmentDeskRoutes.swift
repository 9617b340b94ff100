// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Enrolments on the desk: each with its acts, and the list of a session for programs.
struct EnrolmentDeskRoutes: RouteGroup {
    let services: Services
    private static let readers: Set<Role> = [.roomSecretary, .convener, .leader]

    var routes: [Route] {
        [
            .desk(.get, "/desk/enrolments/{record}", for: Self.readers, record),
            EnrolmentDesk.reading(EnrolmentAPI.one, for: Self.readers, services),
            .api(.get, "/desk/sessions/{record}/enrolments", EnrolmentAPI.list, for: Self.readers, listJSON),
        ] + CaseRoutes<EnrolmentDesk>(services: services) { $0.holders }.routes
    }

    private func record(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Enrolment.ID = try request.id("record")
        let desk = EnrolmentDesk(request, services)
        let (enrolment, log) = try await services.engine.read { transaction in
            (
                try desk.visible(id, to: request.actor, in: transaction), try desk.log(of: id, in: transaction)
            )
        }
        let done = request.query["done"].flatMap(Enrolment.Command.init)
        let record = EnrolmentRecord(
            enrolment: enrolment, log: log, actor: request.actor, today: request.now.day, done: done,
            token: { request.token(for: $0) })
        return Pages(request, services).desk(
            record.title, signedIn, place: .sessions, flash: done.map { Flash(sentence: EnrolmentWording.done($0)) },
            content: record.html)
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: ConsultationSession.ID = try request.id("record")
        let (desk, sessions) = (EnrolmentDesk(request, services), SessionDesk(request, services))
        let (session, enrolments) = try await services.engine.read { transaction in
            let session = try sessions.visible(id, to: request.actor, in: transaction)
            guard SessionScope(of: request.actor).opensRoom(of: session) else { throw WebFailure.notFound }
            return (session, try desk.store.enrolments(for: id, in: transaction))
        }
        return .json([
            "items": .array(enrolments.map { EnrolmentAPI.json($0, of: session, for: request.actor) })
        ])
    }
}
