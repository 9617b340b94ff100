// SPDX-License-Identifier: Apache-2.0

/// That a person can sign in: under which name, in what state, and with which roles.
package struct Account: Hashable, Sendable {
    package typealias ID = Identifier<Account>

    package let person: Person
    package let signInName: String
    package internal(set) var state: State
    /// Whether it rests after wrong passwords, at the moment it was read.
    package internal(set) var isLocked: Bool
    /// The appointments that nobody has ended and whose last day has not passed.
    package internal(set) var grants: [Grant]
    package internal(set) var version: Int

    /// The id of the account is its person's: a person has one account at most.
    package var id: ID { ID(person.id.number) }

    package init(
        person: Person, signInName: String, state: State, isLocked: Bool, grants: [Grant], version: Int
    ) {
        self.person = person
        self.signInName = signInName
        self.state = state
        self.isLocked = isLocked
        self.grants = grants
        self.version = version
    }

    /// Where an account stands.
    package enum State: String, CaseIterable, Hashable, Sendable {
        /// Its holder has no password yet, or has lost it. → active, closed
        case invited
        /// Its holder signs in. → invited, closed
        case active
        /// Nobody signs in with it. → invited
        case closed
    }

    /// What the security administrator can do to an account.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        /// Gives a role.
        case grant
        /// Lets somebody act for another person for some days.
        case substitute
        /// Takes a role back.
        case endAppointment = "end_appointment"
        /// Makes a one-time link by which a password is set; what was there before, password and sign-ins, ends.
        case invite
        case unlock
        case endSignIns = "end_sign_ins"
        case close
        case reopen

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> { [.securityAdministrator] }
    }
}
