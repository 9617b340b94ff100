// SPDX-License-Identifier: Apache-2.0

/// What can happen to an account. Written once, never changed.
package enum AccountEvent: LifecycleEvent {
    /// A person can sign in from now on, once a password is set.
    case created(signInName: FreeText)
    /// A one-time link was made; password and sign-ins of before have ended.
    case invited(until: Day)
    /// The holder of the link has set a password.
    case passwordSet
    /// The holder has changed the own password; the other sign-ins have ended.
    case passwordChanged
    /// So many wrong passwords came in a row that the account rests.
    case locked
    case unlocked
    case appointed(Grant)
    case appointmentEnded(Grant)
    case signInsEnded
    /// One sign-in was ended by somebody else.
    case signInEnded
    /// At the door a code is asked after the password.
    case secondFactorEnabled
    case secondFactorDisabled
    /// A recovery code was taken in place of the authenticator's.
    case recoveryCodeUsed
    /// The holder has other recovery codes; those of before open nothing any more.
    case recoveryCodesRenewed
    /// A program of the holder's gets a token.
    case tokenMade(id: APIToken.ID, name: FreeText, scope: APIToken.Scope, until: Day)
    case tokenRevoked(id: APIToken.ID)
    /// A token works for a few days more only: whoever has it is told in time.
    case tokenEnding(id: APIToken.ID, on: Day)
    /// The holder's own calendar has a new secret address.
    case calendarMade
    case calendarRevoked
    case closed(reason: FreeText)
    case reopened

    package static let subject = "account"
    package static let version = 1

    package var kind: String {
        switch self {
        case .created: "created"
        case .invited: "invited"
        case .passwordSet: "password_set"
        case .passwordChanged: "password_changed"
        case .locked: "locked"
        case .unlocked: "unlocked"
        case .appointed: "appointed"
        case .appointmentEnded: "appointment_ended"
        case .signInsEnded: "sign_ins_ended"
        case .signInEnded: "sign_in_ended"
        case .secondFactorEnabled: "second_factor_enabled"
        case .secondFactorDisabled: "second_factor_disabled"
        case .recoveryCodeUsed: "recovery_code_used"
        case .recoveryCodesRenewed: "recovery_codes_renewed"
        case .tokenMade: "token_made"
        case .tokenRevoked: "token_revoked"
        case .tokenEnding: "token_ending"
        case .calendarMade: "calendar_made"
        case .calendarRevoked: "calendar_revoked"
        case .closed: "closed"
        case .reopened: "reopened"
        }
    }
}

/// Why a command on an account was refused.
package enum AccountRefusal: String, Refusal, CaseIterable {
    /// Accounts are the security administrator's.
    case notYours = "not_yours"
    /// Nobody does this to the own account (BR-39).
    case ownAccount = "own_account"
    /// The account is closed.
    case isClosed = "is_closed"
    /// The account is not closed.
    case notClosed = "not_closed"
    /// The account does not rest.
    case notLocked = "not_locked"
    /// Nobody is signed in who has no password.
    case noSignIns = "no_sign_ins"
    /// An administrator's role and another one exclude each other (BR-39).
    case separateDuties = "separate_duties"
    /// The role does not count in such a place.
    case wrongPlace = "wrong_place"
    /// The person holds no such appointment.
    case notAppointed = "not_appointed"
    /// The person holds this role at this place in these days.
    case alreadyAppointed = "already_appointed"
    /// The last day is before the first, or has passed.
    case wrongPeriod = "wrong_period"
    /// A substitute holds the same role, or one that may stand in for it, at the same place; for a unit's only officer, in another
    /// unit.
    case otherPlace = "other_place"
    /// Nobody stands in for an administrator.
    case noSubstitute = "no_substitute"
    /// Somebody else signs in under this name.
    case nameTaken = "name_taken"
    /// The person has an account.
    case hasAccount = "has_account"
    /// A second factor is in use already.
    case hasSecondFactor = "has_second_factor"
    /// There is no second factor.
    case noSecondFactor = "no_second_factor"

    package var code: String { rawValue }
}
