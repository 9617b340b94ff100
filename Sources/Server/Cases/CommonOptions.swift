// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What fields that refer to records offer in every kind of case alike. A desk answers for what is its own, and asks here for
/// the rest.
extension CaseDesk {
    func commonOptions(
        _ source: InputField.OptionSource, in transaction: Transaction
    ) throws -> [InputField.Option] {
        switch source {
        case .units:
            try DirectoryStore().units(of: site.tenant.id, in: transaction)
                .map { .init(code: $0.id.text, label: $0.name) }
        case .officers:
            try DirectoryStore().officers(of: site.tenant.id, on: services.clock.now().day, in: transaction)
                .map { .init(code: $0.person.id.text, label: "\($0.unit.name) · \($0.person.name)") }
        case .members:
            try MembershipStore(tenant: site.tenant.id)
                .acting(on: services.clock.now().day, in: transaction)
                .map { .init(code: $0.id.text, label: $0.name) }
        // What depends on the record, or is chosen before there is one.
        case .mergeTargets, .roomsAbove, .broughtTopics, .sessionTopics, .ownTopics, .sessionItems, .participants,
            .absentParticipants, .silentParticipants, .waitingSpeakers, .memberParticipants, .papers, .ownOfficers,
            .entries, .rooms, .ownAppointments, .otherAppointments, .candidates, .advisedTopics, .keepers, .clues,
            .origins, .nominees, .evaluators, .leaders, .supervisors, .supervisionSessions, .identities,
            .goodSlips, .fileColumns:
            []
        }
    }
}
