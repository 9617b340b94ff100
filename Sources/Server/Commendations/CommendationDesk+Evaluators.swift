// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The link by which a third party judges units for itself, without an account. The office hands it out; it ends when all is judged, on
/// its day, when it is revoked, and with the commendation.
extension CommendationDesk {
    var evaluatorLinks: EvaluatorLinkStore { EvaluatorLinkStore(tenant: site.tenant.id) }

    /// What somebody reads who holds such a link: of the commendation the own part alone.
    struct Judging: Sendable {
        let commendation: Commendation
        let evaluator: Commendation.Evaluator
        /// What all units are called that it judges.
        let units: [HandlingUnit.ID: String]

        /// What is still to be judged.
        var unjudged: [HandlingUnit.ID] { commendation.unjudged(by: evaluator) }
        /// What it has said already.
        var own: [Commendation.Evaluation] { commendation.evaluations.filter { $0.link == evaluator.number } }
    }

    /// The third party that a field or an address names. Throws ``CommendationRefusal`` where it is not asked.
    func evaluator(
        _ id: Identifier<Commendation.Evaluator>, of record: Commendation
    ) throws -> Commendation.Evaluator {
        guard let evaluator = record.evaluators.first(where: { $0.id == id }) else {
            throw CommendationRefusal.notInvited
        }
        return evaluator
    }

    /// Makes the link of a third party that is asked, and says so in the log; one that was made before works no more. Throws
    /// ``CommendationRefusal`` where it is not asked, has nothing left to judge, or judges the unit of whoever makes it.
    func makeLink(
        for id: Identifier<Commendation.Evaluator>, of record: Commendation, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> (link: SecretLink, judging: Judging) {
        // Locked first: no mark comes between.
        try evaluatorLinks.lock(record.id, in: transaction)
        guard let record = try commendation(record.id, in: transaction) else { throw WebFailure.notFound }
        let evaluator = try evaluator(id, of: record)
        let transition = try record.makingLink(for: evaluator.number, by: actor, on: now.day)
        try save(
            transition, Signature(actor: actor, role: record.role(of: actor, for: .inviteEvaluator), now: now),
            in: transaction)
        let link = SecretLink()
        try evaluatorLinks.set(
            link.hash, of: evaluator.number, in: record.id, until: Self.end(of: evaluator), in: transaction)
        return (link, try judging(transition.after, evaluator, in: transaction))
    }

    /// Until when a link works: to the end of its last day.
    static func end(of evaluator: Commendation.Evaluator) -> Instant { Instant(evaluator.until.advanced(by: 1)) }

    func address(_ link: SecretLink) -> String {
        "\(services.baseURL(of: site.tenant.id))\(EvaluatorLinkRoutes.page)/\(link.text)"
    }

    /// What a link opens, while it works. Throws ``WebFailure/notFound`` for any other.
    func judging(behind link: SecretLink, at now: Instant, in transaction: Transaction) throws -> Judging {
        guard let found = try evaluatorLinks.evaluator(linkHash: link.hash, at: now, in: transaction),
            let record = try commendation(found.commendation, in: transaction), record.state == .collecting,
            let evaluator = record.evaluator(found.number)
        else { throw WebFailure.notFound }
        return try judging(record, evaluator, in: transaction)
    }

    private func judging(
        _ record: Commendation, _ evaluator: Commendation.Evaluator, in transaction: Transaction
    ) throws -> Judging {
        let names = try AssignmentStore(tenant: site.tenant.id).unitNames(in: transaction)
        return Judging(
            commendation: record, evaluator: evaluator, units: names.filter { evaluator.units.contains($0.key) })
    }

    /// Takes what the holder of a link says of one unit. Of two who come with it at once, one waits for the other.
    func mark(_ input: Input, by link: SecretLink, at now: Instant, in transaction: Transaction) throws -> Judging {
        try evaluatorLinks.lock(
            try judging(behind: link, at: now, in: transaction).commendation.id, in: transaction)
        let judging = try judging(behind: link, at: now, in: transaction)
        let (record, profile) = (judging.commendation, site.practice.profile)
        let actor = Actor.evaluator(judging.evaluator.number, in: record.id)
        let transition = try record.marking(
            input.id("unit"), EvaluationForm.marks(input, profile), words: input.text("words"), by: actor, on: now.day,
            practice: profile.proposals.commendation)
        try save(transition, Signature(actor: actor, role: nil, now: now), in: transaction)
        return try self.judging(transition.after, judging.evaluator, in: transaction)
    }

    /// What a step means for the links of third parties.
    func endLinks(after transition: Transition<Commendation>, in transaction: Transaction) throws {
        let record = transition.after
        switch transition.event {
        case .announced, .dropped: try evaluatorLinks.end(of: nil, in: record.id, in: transaction)
        case .evaluatorRevoked(let number, _): try evaluatorLinks.end(of: number, in: record.id, in: transaction)
        case .evaluated:
            // One whose units are all judged has nothing to ask any more, by paper or by link.
            for evaluator in record.evaluators where record.unjudged(by: evaluator).isEmpty {
                try evaluatorLinks.end(of: evaluator.number, in: record.id, in: transaction)
            }
        case .begun, .evaluatorInvited, .evaluatorLinkMade, .nominated, .struck, .reviewed: break
        }
    }
}
