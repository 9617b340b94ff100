// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension Commands {
    /// Begins a call for opinions on a topic with its statements and opens it up to a day; returns its id and those of the
    /// statements.
    package func openDeliberation(
        on topic: Topic.ID, question: String, statements: [String], until day: Day, by actor: Actor, at now: Instant,
        practice: Practice, tenant: Tenant
    ) throws -> (call: Deliberation.ID, statements: [OpinionStatement.ID]) {
        let site = Site(tenant: tenant, practice: practice)
        let calls = DeliberationDesk(services: services, site: site)
        let call = try calls.begin(on: .topic(topic), question: question, by: actor, at: now, in: transaction)
        let desk = OpinionStatementDesk(services: services, site: site)
        let ids = try statements.map { try desk.seed($0, in: call.id, by: actor, at: now, in: transaction).id }
        let fields = ["until": day.description]
        try perform(.open, fields, DeliberationDesk.acts, calls, calls.call(call.id, in: transaction), actor, now)
        return (call.id, ids)
    }

    /// Answers a statement as somebody invented: a verified phone, or nothing but a device.
    package func vote(
        _ answer: OpinionVote.Answer, on statement: OpinionStatement.ID, in call: Deliberation.ID, as name: String,
        isVerified: Bool, at now: Instant, practice: Practice, tenant: Tenant
    ) throws {
        let voice = OpinionVoice.invented(isVerified ? .phone : .device, name)
        try OpinionVoteDesk(services: services, site: Site(tenant: tenant, practice: practice)).vote(
            .init(statement: statement, answer: answer), in: call, by: voice,
            voice.key(in: call, of: tenant.id, services.keys), at: now, in: transaction)
    }
}
