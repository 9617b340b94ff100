// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension Commands {
    /// Puts a media consultation beside a session; returns its id.
    package func planLive(
        _ plan: MediaConsultation.Plan, beside session: ConsultationSession.ID, by actor: Actor, at now: Instant,
        practice: Practice, tenant: Tenant
    ) throws -> MediaConsultation.ID {
        try MediaDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .plan(plan, beside: session, by: actor, at: now, in: transaction).id
    }

    /// Says something to a media consultation, as somebody invented who has signed in by this phone; returns its id.
    package func comment(
        _ words: String, name: String, phone: String, to live: MediaConsultation.ID, at now: Instant,
        practice: Practice, tenant: Tenant
    ) throws -> LiveComment.ID {
        let desk = CommentDesk(services: services, site: Site(tenant: tenant, practice: practice))
        return try desk.send(
            words, name: name, by: try resident(phone, at: now, tenant: tenant), to: live, isFlooded: false, at: now,
            in: transaction
        ).id
    }

    /// Finds a comment right that everybody may read.
    package func like(
        _ comment: LiveComment.ID, of live: MediaConsultation.ID, phone: String, at now: Instant, practice: Practice,
        tenant: Tenant
    ) throws {
        _ = try CommentDesk(services: services, site: Site(tenant: tenant, practice: practice)).like(
            comment, of: live, by: try resident(phone, at: now, tenant: tenant), at: now, in: transaction)
    }

    /// Somebody invented, signed in by a phone for this moment.
    private func resident(_ phone: String, at now: Instant, tenant: Tenant) throws -> ResidentSignIn {
        guard let number = MobileNumber(phone) else { throw WebFailure.malformedBody }
        return ResidentSignIn(
            id: services.id(), phone: number, phoneHash: services.keys.hash(ofPhone: phone, in: tenant.id),
            tokenHash: [], device: "", createdAt: now, expiresAt: now)
    }
}
