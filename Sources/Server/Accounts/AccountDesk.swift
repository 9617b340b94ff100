// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import Markup

/// The security administrator's desk: every change to an account goes through here, with its event.
struct AccountDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "accounts"
    static let operationNoun = "Account"
    static let place = DeskPlace.accounts
    static let schema = AccountAPI.account
    static let acts: [CaseAct<AccountDesk>] = [
        .grant, .substitute, .endAppointment, .unlock, .endSignIns, .close, .reopen,
    ]

    var tenant: Tenant.ID { site.tenant.id }
    var store: AccountStore { AccountStore(tenant: tenant) }
    private var signIns: SignInStore { SignInStore(tenant: tenant) }
    private var tokens: APITokenStore { APITokenStore(tenant: tenant) }
    private var factors: SecondFactorStore { SecondFactorStore(tenant: tenant, keys: services.keys) }
    var appointments: AppointmentStore { AppointmentStore(tenant: tenant) }

    static func name(_ command: Account.Command) -> String { AccountWording.name(command) }
    static func done(_ command: Account.Command) -> String { AccountWording.done(command) }

    func visible(_ id: Account.ID, to actor: Actor, in transaction: Transaction) throws -> Account {
        guard case .staff(let staff) = actor, staff.holds(.securityAdministrator),
            let account = try store.account(id, at: services.clock.now(), in: transaction)
        else { throw WebFailure.notFound }
        return account
    }

    /// An account that was made or is to be set up anew, with the link by which its holder chooses a password.
    struct Invited: Sendable {
        let account: Account
        let link: SecretLink
        let until: Instant
    }

    /// Lets somebody sign in under a name; the link sets the password.
    func create(
        for person: Person, isNew: Bool, signInName: SignInName, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> Invited {
        guard try !store.exists(of: person.id, in: transaction) else { throw AccountRefusal.hasAccount }
        guard try !store.isTaken(signInName, in: transaction) else { throw AccountRefusal.nameTaken }
        let transition = try Account.creating(for: person, signInName: signInName, by: actor)
        if isNew { try DirectoryStore().insert(person, tenant: tenant, at: now, in: transaction) }
        try save(transition, signature(actor, .invite, transition.after, now), in: transaction)
        return try invite(transition.after, by: actor, at: now, in: transaction)
    }

    /// Makes a new link; the old password, all sign-ins and an older link end with it.
    func invite(
        _ account: Account, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Invited {
        let transition = try account.inviting(by: actor, at: now)
        try save(transition, signature(actor, .invite, account, now), in: transaction)
        let link = SecretLink()
        let until = now.advanced(byMilliseconds: Account.invitationMilliseconds)
        try store.invite(account.person.id, by: link, until: until, in: transaction)
        return Invited(account: transition.after, link: link, until: until)
    }

    /// Ends one sign-in of an account. Throws ``WebFailure/notFound`` when it is not one of it.
    func end(
        _ signIn: SignIn.ID, of account: Account, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let transition = try account.endingSignIn(by: actor)
        guard try signIns.end(signIn, of: account.person.id, at: now, in: transaction) else {
            throw WebFailure.notFound
        }
        try save(transition, signature(actor, .endSignIns, account, now), in: transaction)
    }

    private func signature(_ actor: Actor, _ command: Account.Command, _ account: Account, _ now: Instant) -> Signature
    {
        Signature(actor: actor, role: account.role(of: actor, for: command), now: now)
    }

    func save(_ transition: Transition<Account>, _ signature: Signature, in transaction: Transaction) throws {
        try store.save(transition, in: transaction)
        let recorded = try append(transition, to: transition.after.id, signature, in: transaction)
        let (person, now) = (transition.after.person.id, signature.now)
        try warn(of: recorded, transition, at: now, in: transaction)
        switch transition.event {
        case .appointed(let grant):
            do {
                try AppointmentDesk(services: services, tenant: tenant).appoint(
                    person, to: grant, on: now.day, in: transaction)
            } catch AppointmentRefusal.separateDuties {
                throw AccountRefusal.separateDuties
            }
        case .appointmentEnded(let grant):
            try appointments.end(grant.id, of: person, at: now, in: transaction)
            try endSubstitutions(with: grant, of: transition.after, signature, in: transaction)
        case .invited:
            // Whoever has lost the phone as well begins anew.
            try factors.remove(of: person, in: transaction)
            try endEverything(of: person, at: now, in: transaction)
        case .signInsEnded: try endEverything(of: person, at: now, in: transaction)
        case .closed:
            try factors.remove(of: person, in: transaction)
            try endEverything(of: person, at: now, in: transaction)
            try store.forgetInvitation(of: person, in: transaction)
            try endSubstitutions(with: nil, of: transition.after, signature, in: transaction)
            // Whoever has left hears no more of the committee's business, nor of what waits to be sent.
            try ContactStore(tenant: tenant, keys: services.keys).removeAll(of: person, in: transaction)
            for channel in ContactChannel.allCases {
                try MessageStore(tenant: tenant, keys: services.keys).withdraw(
                    from: person, channel, at: now, in: transaction)
            }
        case .created, .passwordSet, .passwordChanged, .locked, .unlocked, .signInEnded, .reopened,
            .secondFactorEnabled, .secondFactorDisabled, .recoveryCodeUsed, .recoveryCodesRenewed, .tokenMade,
            .tokenRevoked, .tokenEnding, .calendarMade, .calendarRevoked:
            break
        }
    }

    /// Whoever acts for somebody that holds the role no more, or on the strength of an own role that has ended, acts no more.
    /// `ended`: the one role that has ended; all of them where nil.
    private func endSubstitutions(
        with ended: Grant?, of account: Account, _ signature: Signature, in transaction: Transaction
    ) throws {
        let held = account.grants.filter { $0.isInForce(on: signature.now.day) }
        let ofOthers = try appointments.substitutes(of: account.person.id, in: transaction).filter { other in
            guard let ended else { return true }
            return ended.actingFor == nil && ended.appointment == other.grant.appointment
                && !held.contains { $0.actingFor == nil && $0.appointment == other.grant.appointment }
        }
        let own = try account.grants.filter { grant in
            guard grant.actingFor != nil, ended != nil else { return grant.actingFor != nil }
            let isSole = try appointments.isSole(
                grant.appointment, besides: account.person.id, on: signature.now.day, in: transaction)
            return Grant.refusal(substitutingIn: grant.appointment, holding: held, isSole: isSole) != nil
        }
        for (substitute, grant) in ofOthers + own.map({ (account.person.id, $0) }) {
            guard
                let account = try store.account(
                    .init(substitute.number), at: signature.now, in: transaction),
                account.grants.contains(where: { $0.id == grant.id })
            else { continue }
            try save(Transition(account, .appointmentEnded(grant)), signature, in: transaction)
        }
    }

    private func endEverything(of person: Person.ID, at now: Instant, in transaction: Transaction) throws {
        try signIns.endAll(of: person, at: now, in: transaction)
        try tokens.revokeAll(of: person, at: now, in: transaction)
        try calendars.remove(of: person, in: transaction)
    }

    // MARK: - Calendars

    private var calendars: PersonalCalendarStore { PersonalCalendarStore(tenant: tenant) }

    /// Keeps the secret address of somebody's own calendar; the one before works no more.
    func makeCalendar(_ link: SecretLink, for staff: Staff, at now: Instant, in transaction: Transaction) throws {
        try calendars.set(link.hash, of: staff.id, at: now, in: transaction)
        try note(.calendarMade, by: staff, at: now, in: transaction)
    }

    /// Takes the address away; where there is none, nothing happens.
    func revokeCalendar(of staff: Staff, at now: Instant, in transaction: Transaction) throws {
        guard try calendars.remove(of: staff.id, in: transaction) else { return }
        try note(.calendarRevoked, by: staff, at: now, in: transaction)
    }

    /// What the holder does to the own account.
    private func note(_ event: AccountEvent, by staff: Staff, at now: Instant, in transaction: Transaction) throws {
        guard let account = try store.account(.init(staff.id.number), at: now, in: transaction) else {
            throw WebFailure.notFound
        }
        try save(Transition(account, event), Signature(actor: .staff(staff), role: nil, now: now), in: transaction)
    }

    // MARK: - Tokens

    /// Keeps a token that somebody made for the own rights.
    func makeToken(
        _ token: APIToken, hash: [UInt8], for staff: Staff, at now: Instant, in transaction: Transaction
    ) throws {
        guard let account = try store.account(.init(staff.id.number), at: now, in: transaction) else {
            throw WebFailure.notFound
        }
        try tokens.insert(token, hash: hash, of: staff.id, in: transaction)
        let event = AccountEvent.tokenMade(
            id: token.id, name: .kept(token.name), scope: token.scope, until: token.expiresAt.day)
        try save(
            Transition(account, event), Signature(actor: .staff(staff), role: nil, now: now), in: transaction)
    }

    /// Ends a token: its person does, or the security administrator. Throws ``WebFailure/notFound`` for everybody else,
    /// and where there is no such token.
    func revokeToken(
        _ id: APIToken.ID, of account: Account.ID, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        guard case .staff(let staff) = actor, staff.holds(.securityAdministrator) || staff.id.number == account.number,
            let account = try store.account(account, at: now, in: transaction),
            try tokens.revoke(id, of: account.person.id, at: now, in: transaction)
        else { throw WebFailure.notFound }
        let role: Role? = staff.id == account.person.id ? nil : .securityAdministrator
        try save(
            Transition(account, .tokenRevoked(id: id)), Signature(actor: actor, role: role, now: now),
            in: transaction)
    }

    // MARK: - What the holder does, and what happens by itself

    /// Sets the password of whoever holds the link, and spends it. Nil when the link does not work any more.
    func accept(
        _ link: SecretLink, _ hash: PasswordHash, at now: Instant, in transaction: Transaction
    ) throws -> Account? {
        guard let account = try store.invited(by: link, at: now, in: transaction),
            try store.forgetInvitation(of: account.person.id, in: transaction)
        else { return nil }
        let transition = try account.settingPassword()
        try signIns.setPassword(hash, of: account.person.id, at: now, in: transaction)
        try signIns.endAll(of: account.person.id, at: now, in: transaction)
        try save(transition, holder(account, now), in: transaction)
        return transition.after
    }

    /// Changes the password of somebody who is signed in; the other sign-ins end.
    func changePassword(
        of signedIn: SignedIn, to hash: PasswordHash, at now: Instant, in transaction: Transaction
    ) throws {
        guard let account = try store.account(.init(signedIn.staff.id.number), at: now, in: transaction) else {
            throw WebFailure.notFound
        }
        let transition = try account.changingPassword()
        try signIns.setPassword(hash, of: account.person.id, at: now, in: transaction)
        try signIns.endAll(of: account.person.id, sparing: signedIn.signIn, at: now, in: transaction)
        try save(transition, holder(account, now), in: transaction)
    }

    /// Counts an attempt to sign in; the one too many leaves an event. False when there is nothing to try.
    func claimAttempt(of person: Person.ID?, at now: Instant, in transaction: Transaction) throws -> Bool {
        switch try signIns.claimAttempt(of: person, at: now, in: transaction) {
        case .refused: return false
        case .counted: return true
        case .locking:
            guard let person, let account = try store.account(.init(person.number), at: now, in: transaction) else {
                return true
            }
            try save(
                Transition(account, .locked), Signature(actor: .system, role: nil, now: now), in: transaction)
            return true
        }
    }

    /// The account of a person, if it rests just now.
    func resting(_ person: Person.ID, at now: Instant, in transaction: Transaction) throws -> Account? {
        guard let account = try store.account(.init(person.number), at: now, in: transaction), account.isLocked else {
            return nil
        }
        return account
    }

    /// The try that made the account rest was right: whoever signs in by it ends the rest, and the log says so.
    func lift(_ account: Account, at now: Instant, in transaction: Transaction) throws {
        try save(Transition(account, .unlocked), holder(account, now), in: transaction)
    }

    /// Somebody who is signed in was asked for the password once more, and it was right: what was counted before is forgotten, as
    /// at the door. Otherwise five right ones in a row would lock the account.
    func forgive(_ person: Person.ID, at now: Instant, in transaction: Transaction) throws {
        if let account = try resting(person, at: now, in: transaction) {
            return try lift(account, at: now, in: transaction)
        }
        try signIns.forgetFailures(of: person, in: transaction)
    }

    /// The account's holder as the one who acts, without a role: it is the own account.
    private func holder(_ account: Account, _ now: Instant) -> Signature {
        let staff = Staff(id: account.person.id, name: account.person.name, appointments: [])
        return Signature(actor: .staff(staff), role: nil, now: now)
    }

    // MARK: - What forms are made from

    func options(
        _ source: InputField.OptionSource, for account: Account, in transaction: Transaction
    ) throws -> [InputField.Option] {
        switch source {
        case .rooms:
            return try RoomStore(tenant: tenant).rooms(.init(), on: today, after: nil, limit: 1000, in: transaction)
                .map { .init(code: $0.room.id.text, label: $0.room.name) }
        case .ownAppointments:
            let places = try places(of: account.grants, in: transaction)
            return account.grants.map { .init(code: $0.id.text, label: places.words($0, today: today)) }
        case .otherAppointments:
            let held = try others(than: account, in: transaction)
            let places = try places(of: held.map(\.grant), in: transaction)
            return held.map {
                .init(code: $0.grant.id.text, label: "\($0.holder.name)：\(places.words($0.grant, today: today))")
            }
        default: return try commonOptions(source, in: transaction)
        }
    }

    /// The appointments of others in which the account's holder could act: those of the same place, and of units that have one
    /// officer alone.
    func others(than account: Account, in transaction: Transaction) throws -> [AppointmentStore.Held] {
        let today = today
        let own = account.grants.filter { $0.isInForce(on: today) }
        let held = try appointments.held(without: account.person.id, on: today, in: transaction)
        let holders = Dictionary(grouping: held, by: \.grant.appointment).mapValues { Set($0.map(\.holder.id)).count }
        return held.map { each in
            var each = each
            each.isSole = holders[each.grant.appointment] == 1
            return each
        }.filter { Grant.refusal(substitutingIn: $0.grant.appointment, holding: own, isSole: $0.isSole) == nil }
    }

    private var today: Day { services.clock.now().day }

    /// The names of the places where appointments count.
    func places(of grants: [Grant], in transaction: Transaction) throws -> GrantPlaces {
        try GrantPlaces(grants, tenant: tenant, in: transaction)
    }

    func headline(_ account: Account, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(title: "\(account.person.name)（\(account.signInName)）", said: nil)
    }

    /// Before somebody's post or account ends: how much of the own work is under way, in numbers alone (BR-39).
    func aside(
        of command: Account.Command, for account: Account, written: [String: String], to actor: Actor,
        in transaction: Transaction
    ) throws -> HTML {
        guard command == .endAppointment || command == .close else { return HTML() }
        let counts = try HandOverDesk(services: services, site: site).counts(of: account.person.id, in: transaction)
        guard let warning = HandOverWording.warning(counts) else { return HTML() }
        return Note(lead: "\(account.person.name)手上", text: warning, tone: .wait).html
    }

    func json(_ account: Account, for actor: Actor, in transaction: Transaction) throws -> JSON {
        AccountAPI.json(account, for: actor)
    }
}
