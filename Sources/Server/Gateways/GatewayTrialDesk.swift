// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Sends a message to see whether a gateway takes it. Where the gateway is, the settings say; whoever tries names only who is to get
/// the message.
struct GatewayTrialDesk: Sendable {
    let services: Services
    let site: Site

    private var tenant: Tenant.ID { site.tenant.id }

    /// What a trial came to.
    struct Outcome: Sendable {
        let trial: Int64
        /// When it was begun.
        let at: Instant
        let channel: String
        /// Nil while it is under way.
        let result: GatewayTrial.Result?
        let reason: String?
    }

    /// Makes a trial, once for each key. Throws ``GatewayTrialRefusal`` and ``WebFailure/tooManyRequests(seconds:)``.
    func send(to address: ContactAddress, _ request: WebRequest) async throws -> Outcome {
        guard services.channels(of: tenant).contains(address.channel),
            let gateway = services.gateways[address.channel]
        else { throw GatewayTrialRefusal.notConfigured }
        let channel = address.channel.rawValue
        let noted = try await services.answered.once(request) { transaction in
            guard try !GatewayTrialStore(tenant: tenant).isOver(at: request.now, in: transaction) else {
                throw WebFailure.tooManyRequests(seconds: Int(GatewayTrialStore.milliseconds / 1000))
            }
            let trial = services.ids.next()
            try note(
                .tried(channel: channel), of: trial, as: 1, by: request.actor, at: request.now, in: transaction)
            return .json(["trial": .string(Identifier<GatewayTrial>(trial).text)])
        }
        guard case .object(let fields)? = JSON(parsing: noted.body),
            case .string(let text)? = fields.first(where: { $0.0 == "trial" })?.1,
            let trial = Identifier<GatewayTrial>(text)
        else { throw WebFailure.notFound }
        if noted.headers[.idempotencyReplayed] != nil { return try await outcome(of: trial) }
        let (result, reason) = await sent(to: address, through: gateway, as: text, at: request.now)
        do {
            try await services.engine.write {
                try end(trial, as: result, reason: reason, by: request.actor, at: request.now, in: $0)
            }
        } catch DatabaseError.conflict {
            // The watch gave the trial up at the same moment: what it has noted stands.
        }
        return try await outcome(of: trial)
    }

    /// Notes what became of a trial; one that has ended already stays as it is.
    func end(
        _ trial: Identifier<GatewayTrial>, as result: GatewayTrial.Result, reason: String?, by actor: Actor,
        at now: Instant, in transaction: Transaction
    ) throws {
        guard try events(of: trial, in: transaction).count == 1 else { return }
        try note(.ended(result, reason: reason), of: trial.number, as: 2, by: actor, at: now, in: transaction)
    }

    private func events(
        of trial: Identifier<GatewayTrial>, in transaction: Transaction
    ) throws -> [EventStore.Entry<GatewayTrial>] {
        try services.eventLog.log(of: trial.number, tenant: tenant, as: GatewayTrial.self, in: transaction)
    }

    /// What became of a trial of this committee. Throws ``WebFailure/notFound`` for any other.
    func outcome(of trial: Identifier<GatewayTrial>) async throws -> Outcome {
        let log = try await services.engine.read { try events(of: trial, in: $0) }
        guard let first = log.first, case .tried(let channel) = first.event else { throw WebFailure.notFound }
        guard case .ended(let result, let reason)? = log.last?.event else {
            return Outcome(trial: trial.number, at: first.at, channel: channel, result: nil, reason: nil)
        }
        return Outcome(trial: trial.number, at: first.at, channel: channel, result: result, reason: reason)
    }

    private func sent(
        to address: ContactAddress, through gateway: any Gateway, as key: String, at now: Instant
    ) async -> (GatewayTrial.Result, String?) {
        let message = OutgoingMessage(
            key: key, address: address, senderName: site.tenant.shortName, title: GatewayTrialWording.title,
            text: GatewayTrialWording.text(of: site.tenant), writtenAt: now)
        do {
            try await gateway.send(message)
            return (services.gateways.shown == nil ? .sent : .shown, nil)
        } catch GatewayFailure.refused(let code) {
            return (.refused, code == 0 ? nil : String(code))
        } catch GatewayFailure.unavailable(let reason) {
            return (.unavailable, reason)
        } catch {
            return (.unavailable, nil)
        }
    }

    private func note(
        _ event: GatewayTrial, of trial: Int64, as version: Int, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws {
        try services.eventLog.append(
            event, subject: trial, subjectVersion: version,
            .init(
                tenant: tenant, actor: actor, role: actor == .system ? nil : .systemAdministrator, recordedAt: now),
            in: transaction)
    }
}
