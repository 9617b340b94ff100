// SPDX-License-Identifier: Apache-2.0

import Domain

/// What becomes of outcomes afterwards, and what is handed in for a session.
extension Commands {
    /// Chooses a topic of the year before to look back on; returns the look-back's id.
    package func chooseLookBack(
        _ topic: Topic.ID, reason: String, by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> LookBack.ID {
        try LookBackDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .choose(topic, reason: reason, by: actor, at: now, in: transaction).id
    }

    /// Puts a topic up for this year's contest; returns the entry's id.
    package func nominate(
        _ topic: Topic.ID, reason: String, by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> ContestEntry.ID {
        try ContestDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .nominate(topic, reason: reason, by: actor, at: now, in: transaction).id
    }

    /// Sends a notice out to all, with its fields as a form would send them; returns its id.
    package func issueDeployment(
        _ fields: [String: String], by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> Deployment.ID {
        let desk = DeploymentDesk(services: services, site: Site(tenant: tenant, practice: practice))
        let id = try desk.issue(
            try DeploymentDraft(try Input(fields, fields: DeploymentDraft.sentFields)), by: actor, at: now,
            in: transaction
        ).id
        while try desk.sendNext(id, at: now, in: transaction) {}
        return id
    }

    /// Reminds all from whom nothing was heard of a notice; returns how many.
    package func remindSilent(
        of id: Deployment.ID, by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> Int {
        let desk = DeploymentDesk(services: services, site: Site(tenant: tenant, practice: practice))
        var (reminded, lot) = (0, 0)
        repeat {
            lot = try desk.remindNext(id, by: actor, at: now, in: transaction)
            reminded += lot
        } while lot > 0
        guard reminded > 0 else { throw DeploymentRefusal.nobodySilent }
        return reminded
    }

    /// The receipt that an addressee of a notice gives; nil where it did not go there.
    package func receipt(
        of id: Deployment.ID, from addressee: Deployment.Addressee, practice: Practice, tenant: Tenant
    ) throws -> DeploymentReceipt.ID? {
        try DeploymentReceiptDesk(services: services, site: Site(tenant: tenant, practice: practice)).store
            .receipt(of: id, from: addressee, in: transaction)
    }

    /// Takes in a text as a document that somebody sends; it waits for its record.
    package func upload(
        _ text: String, named name: String, by person: Person.ID, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> Attachment.ID {
        let desk = AttachmentDesk(services: services, site: Site(tenant: tenant, practice: practice))
        let sealed = desk.sealed(Array(text.utf8), .text, named: name, by: person, at: now)
        try desk.store.insert(sealed, in: transaction)
        return sealed.attachment.id
    }
}
