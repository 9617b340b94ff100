// SPDX-License-Identifier: Apache-2.0

extension Account: Lifecycle {
    package typealias Event = AccountEvent
    package typealias Refused = AccountRefusal

    /// Nil if the actor may do this now; otherwise why not. On the machine itself everything is the operator's.
    package func refusal(of command: Command, by actor: Actor) -> AccountRefusal? {
        switch actor {
        case .console: break
        case .staff(let staff):
            guard staff.holds(.securityAdministrator) else { return .notYours }
            // BR-39: nobody gives himself a role, lifts the own lock or renews the own password without the old one.
            guard staff.id != person.id else { return .ownAccount }
        case .visitor, .holder, .system:
            return .notYours
        }
        return refusal(of: command)
    }

    /// What the state says to a command, whoever asks.
    private func refusal(of command: Command) -> AccountRefusal? {
        switch command {
        case .grant, .substitute: state == .closed ? .isClosed : nil
        case .endAppointment: grants.isEmpty ? .notAppointed : nil
        case .invite, .close: state == .closed ? .isClosed : nil
        case .unlock: isLocked ? nil : .notLocked
        case .endSignIns: state == .active ? nil : .noSignIns
        case .reopen: state == .closed ? nil : .notClosed
        }
    }

    /// The role in which the actor does this.
    package func role(of actor: Actor, for command: Command) -> Role? { actor.holding(.securityAdministrator) }

    /// The account after this event.
    package func applying(_ event: AccountEvent) -> Account {
        var account = self
        account.version += 1
        switch event {
        case .created, .reopened: account.state = .invited
        case .invited:
            account.state = .invited
            account.isLocked = false
        case .passwordSet: account.state = .active
        case .passwordChanged, .signInsEnded, .signInEnded, .secondFactorEnabled, .secondFactorDisabled,
            .recoveryCodeUsed, .recoveryCodesRenewed, .tokenMade, .tokenRevoked, .tokenEnding, .calendarMade,
            .calendarRevoked:
            break
        case .locked: account.isLocked = true
        case .unlocked: account.isLocked = false
        case .appointed(let grant): account.grants.append(grant)
        case .appointmentEnded(let grant): account.grants.removeAll { $0.id == grant.id }
        case .closed: account.state = .closed
        }
        return account
    }
}
