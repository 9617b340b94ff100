// SPDX-License-Identifier: Apache-2.0

extension Account {
    /// How long an invitation can be opened.
    package static let invitationMilliseconds: Int64 = 7 * 86_400_000

    /// Lets a person sign in under a name, once the link has been opened.
    package static func creating(
        for person: Person, signInName: SignInName, by actor: Actor
    ) throws(AccountRefusal) -> Transition<Account> {
        let blank = Account(
            person: person, signInName: signInName.text, state: .invited, isLocked: false, grants: [], version: 0)
        if let refusal = blank.refusal(of: .invite, by: actor) { throw refusal }
        return Transition(blank, .created(signInName: .kept(signInName.text)))
    }

    /// Gives a role from `today` or a later day on.
    package func granting(_ grant: Grant, by actor: Actor, today: Day) throws(AccountRefusal) -> Transition<Account> {
        try require(.grant, by: actor)
        return try appointing(grant, today: today)
    }

    /// Lets the holder act in somebody else's appointment for some days, and no longer than in the own one on which it rests.
    /// `isSole`: whether nobody but that person holds the appointment.
    package func substituting(
        in appointment: Appointment, of holder: Person.ID, isSole: Bool = false, as id: Grant.ID, from: Day, until: Day,
        by actor: Actor, today: Day
    ) throws(AccountRefusal) -> Transition<Account> {
        try require(.substitute, by: actor)
        guard holder != person.id else { throw .otherPlace }
        let held = grants.filter { $0.isInForce(on: today) }
        if let refusal = Grant.refusal(substitutingIn: appointment, holding: held, isSole: isSole) { throw refusal }
        let lasting = held.filter { $0.until.map { until <= $0 } ?? true }
        guard Grant.refusal(substitutingIn: appointment, holding: lasting, isSole: isSole) == nil else {
            throw .wrongPeriod
        }
        return try appointing(
            Grant(id: id, appointment: appointment, from: from, until: until, actingFor: holder), today: today)
    }

    private func appointing(_ grant: Grant, today: Day) throws(AccountRefusal) -> Transition<Account> {
        guard grant.appointment.isPlaced else { throw .wrongPlace }
        // BR-39
        guard Appointment.conflict(adding: grant.appointment.role, to: grants.map(\.appointment.role)) == nil else {
            throw .separateDuties
        }
        if let until = grant.until {
            guard until >= max(today, grant.from ?? today) else { throw .wrongPeriod }
        }
        guard !grants.contains(where: { $0.isSame(as: grant) }) else { throw .alreadyAppointed }
        return Transition(self, .appointed(grant))
    }

    /// Takes a role back, at once.
    package func endingAppointment(_ id: Grant.ID, by actor: Actor) throws(AccountRefusal) -> Transition<Account> {
        try require(.endAppointment, by: actor)
        guard let grant = grants.first(where: { $0.id == id }) else { throw .notAppointed }
        return Transition(self, .appointmentEnded(grant))
    }

    /// Makes a link by which a password is set.
    package func inviting(by actor: Actor, at now: Instant) throws(AccountRefusal) -> Transition<Account> {
        try require(.invite, by: actor)
        return Transition(self, .invited(until: now.advanced(byMilliseconds: Self.invitationMilliseconds).day))
    }

    /// Takes a lock away: whoever has the password signs in again.
    package func unlocking(by actor: Actor) throws(AccountRefusal) -> Transition<Account> {
        try require(.unlock, by: actor)
        return Transition(self, .unlocked)
    }

    /// Whoever is signed in with it is signed in no more, anywhere.
    package func endingSignIns(by actor: Actor) throws(AccountRefusal) -> Transition<Account> {
        try require(.endSignIns, by: actor)
        return Transition(self, .signInsEnded)
    }

    /// One sign-in among several ends; the others go on.
    package func endingSignIn(by actor: Actor) throws(AccountRefusal) -> Transition<Account> {
        try require(.endSignIns, by: actor)
        return Transition(self, .signInEnded)
    }

    /// Nobody signs in with it from here on; what was done with it stays.
    package func closing(reason: String, by actor: Actor) throws(AccountRefusal) -> Transition<Account> {
        try require(.close, by: actor)
        return Transition(self, .closed(reason: .kept(reason)))
    }

    /// A closed account waits for its holder's password again, as a new one does.
    package func reopening(by actor: Actor) throws(AccountRefusal) -> Transition<Account> {
        try require(.reopen, by: actor)
        return Transition(self, .reopened)
    }

    /// The holder sets a password by the link.
    package func settingPassword() throws(AccountRefusal) -> Transition<Account> {
        switch state {
        case .invited: Transition(self, .passwordSet)
        case .active: Transition(self, .passwordSet)
        case .closed: throw .isClosed
        }
    }

    /// The holder, who has said the old password, changes it.
    package func changingPassword() throws(AccountRefusal) -> Transition<Account> {
        switch state {
        case .active: Transition(self, .passwordChanged)
        case .invited, .closed: throw .isClosed
        }
    }
}
