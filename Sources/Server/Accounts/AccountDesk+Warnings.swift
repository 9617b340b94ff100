// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Whoever has something at the own account that runs out is told in time.
extension AccountDesk {
    /// Tells of what runs out: the holder, though it was the holder who acted, and of a program's token the security administrators
    /// as well, who see and end those of others.
    func warn(
        of recorded: EventStore.Recorded, _ transition: Transition<Account>, at now: Instant,
        in transaction: Transaction
    ) throws {
        let holder = transition.after.person.id
        var people: Set<Person.ID>
        switch transition.event {
        case .recoveryCodeUsed:
            let left = try SecondFactorStore(tenant: tenant, keys: services.keys)
                .recoveryCodesLeft(of: holder, in: transaction)
            people = left <= SecondFactorStore.recoveryCodesLow ? [holder] : []
        case .tokenEnding:
            people = Set(
                try AppointmentStore(tenant: tenant).holders(of: .securityAdministrator, on: now.day, in: transaction)
                    .map(\.id))
            people.insert(holder)
        case .created, .invited, .passwordSet, .passwordChanged, .locked, .unlocked, .appointed, .appointmentEnded,
            .signInsEnded, .signInEnded, .secondFactorEnabled, .secondFactorDisabled, .recoveryCodesRenewed, .tokenMade,
            .tokenRevoked, .calendarMade, .calendarRevoked, .closed, .reopened:
            people = []
        }
        try OutboxStore(tenant: tenant).insert(
            recorded.event, to: people.sorted(), ids: services.ids, at: now, in: transaction)
    }

    /// Notes that a token ends soon, for those who are to be told; nothing where that was done, or it ends or was ended meanwhile.
    func warn(of id: APIToken.ID, at now: Instant, in transaction: Transaction) throws {
        let tokens = APITokenStore(tenant: tenant)
        guard let (token, person) = try tokens.alive(id, at: now, in: transaction),
            token.isWarningDue(days: site.practice.profile.tokenWarningDays, at: now),
            let account = try store.account(.init(person.number), at: now, in: transaction)
        else { return }
        try tokens.noteWarning(of: id, at: now, in: transaction)
        try save(
            Transition(account, .tokenEnding(id: id, on: token.expiresAt.day)),
            Signature(actor: .system, role: nil, now: now), in: transaction)
    }
}
