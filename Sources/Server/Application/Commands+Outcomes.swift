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

    /// Does one thing to a look-back, with its fields as a form would send them.
    package func perform(
        _ command: LookBack.Command, _ fields: [String: String], on id: LookBack.ID, by actor: Actor, at now: Instant,
        practice: Practice, tenant: Tenant
    ) throws {
        let desk = LookBackDesk(services: services, site: Site(tenant: tenant, practice: practice))
        try perform(command, fields, LookBackDesk.acts, desk, desk.lookBack(id, in: transaction), actor, now)
    }

    /// Puts a topic up for this year's contest; returns the entry's id.
    package func nominate(
        _ topic: Topic.ID, reason: String, by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> ContestEntry.ID {
        try ContestDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .nominate(topic, reason: reason, by: actor, at: now, in: transaction).id
    }

    /// An entry of the contest as its log tells it.
    package func contestEntry(
        _ id: ContestEntry.ID, practice: Practice, tenant: Tenant
    ) throws -> ContestEntry? {
        try ContestDesk(services: services, site: Site(tenant: tenant, practice: practice)).entry(id, in: transaction)
    }

    /// Does one thing to an entry of the contest, with its fields as a form would send them.
    package func perform(
        _ command: ContestEntry.Command, _ fields: [String: String], on id: ContestEntry.ID, by actor: Actor,
        at now: Instant, practice: Practice, tenant: Tenant
    ) throws {
        let desk = ContestDesk(services: services, site: Site(tenant: tenant, practice: practice))
        try perform(command, fields, ContestDesk.acts, desk, desk.entry(id, in: transaction), actor, now)
    }

    /// Sends a notice out, with its fields as a form would send them; returns its id.
    package func issueDeployment(
        _ fields: [String: String], by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> Deployment.ID {
        try DeploymentDesk(services: services, site: Site(tenant: tenant, practice: practice)).issue(
            DeploymentDraft(try Input(fields, fields: DeploymentDraft.fields)), by: actor, at: now, in: transaction
        ).id
    }

    /// Reminds all from whom nothing was heard of a notice; returns how many.
    package func remindSilent(
        of id: Deployment.ID, by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> Int {
        try DeploymentDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .remindAll(id, by: actor, at: now, in: transaction)
    }

    /// The receipt that an addressee of a notice gives; nil where it did not go there.
    package func receipt(
        of id: Deployment.ID, from addressee: Deployment.Addressee, practice: Practice, tenant: Tenant
    ) throws -> DeploymentReceipt.ID? {
        try DeploymentDesk(services: services, site: Site(tenant: tenant, practice: practice)).store
            .receipt(of: id, from: addressee, in: transaction)
    }

    /// Does one thing to a receipt of a notice, with its fields as a form would send them.
    package func perform(
        _ command: DeploymentReceipt.Command, _ fields: [String: String], on id: DeploymentReceipt.ID, by actor: Actor,
        at now: Instant, practice: Practice, tenant: Tenant
    ) throws {
        let desk = DeploymentReceiptDesk(services: services, site: Site(tenant: tenant, practice: practice))
        try perform(command, fields, DeploymentReceiptDesk.acts, desk, desk.receipt(id, in: transaction), actor, now)
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
