// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The content rows that hold who somebody is: what is erased without the rest of an event.
struct PersonalContents: Sendable {
    let services: Services
    let tenant: Tenant.ID

    /// Names and phones of a session's residents; of one of them alone, if one is named.
    func ofResidents(
        in session: ConsultationSession.ID, only participant: Participant.ID? = nil, _ transaction: Transaction
    ) throws -> [Int64] {
        let events = try services.eventLog.references(
            of: session.number, tenant: tenant, as: SessionEvent.self, in: transaction)
        return events.flatMap { event -> [Participant] in
            let people =
                switch event {
                case .invited(let people): people
                case .answered(_, .substituted(let substitute)): [substitute]
                case _: [Participant]()
                }
            return people.filter { $0.category == .people && (participant == nil || $0.id == participant) }
        }.flatMap { [$0.name, $0.phone] }.compactMap { text in
            text?.words.flatMap { ContentKeeper.parse($0)?.id }
        }
    }
}
