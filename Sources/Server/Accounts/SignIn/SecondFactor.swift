// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The second question at the door: set up, asked, and given up by its holder.
struct SecondFactor: Sendable {
    let services: Services
    let site: Site

    private var store: SecondFactorStore { SecondFactorStore(tenant: site.tenant.id, keys: services.keys) }
    private var desk: AccountDesk { AccountDesk(services: services, site: site) }

    /// Whether an answer is right: the authenticator's code, which counts once, or a recovery code, which is spent.
    /// Runs in the transaction that acts on it.
    func accepts(_ typed: String, of person: Person.ID, at now: Instant, in transaction: Transaction) throws -> Bool {
        guard let factor = try store.factor(of: person, in: transaction), factor.isConfirmed else { return false }
        let code = typed.filter { !$0.isWhitespace }
        if let step = factor.code.step(of: code, at: now.milliseconds / 1000, after: factor.lastStep) {
            return try store.use(step, of: person, in: transaction)
        }
        guard let recovery = RecoveryCode(code), try store.spend(recovery.text, of: person, in: transaction) else {
            return false
        }
        try note(.recoveryCodeUsed, of: person, at: now, in: transaction)
        return true
    }

    /// Begins with a new secret. Throws ``AccountRefusal/hasSecondFactor``.
    func begin(of person: Person.ID, in transaction: Transaction) throws -> [UInt8] {
        let secret = OneTimeCode.makeSecret()
        guard try store.begin(secret, of: person, in: transaction) else { throw AccountRefusal.hasSecondFactor }
        return secret
    }

    /// The authenticator knows the secret: from now on it is asked. Returns the recovery codes, told once; nil when the
    /// code is wrong.
    func confirm(
        _ typed: String, of person: Person.ID, at now: Instant, in transaction: Transaction
    ) throws -> [RecoveryCode]? {
        guard let factor = try store.factor(of: person, in: transaction), !factor.isConfirmed else {
            throw AccountRefusal.hasSecondFactor
        }
        let code = typed.filter { !$0.isWhitespace }
        guard let step = factor.code.step(of: code, at: now.milliseconds / 1000, after: factor.lastStep),
            try store.use(step, of: person, in: transaction)
        else { return nil }
        let codes = RecoveryCode.makeAll()
        try store.confirm(person, codes: codes.map(\.text), in: transaction)
        try note(.secondFactorEnabled, of: person, at: now, in: transaction)
        return codes
    }

    /// Makes other recovery codes; those of before open nothing any more. Its holder has said the password, and shows by a code of the
    /// authenticator that the phone is there: a recovery code does not do, or whoever finds one could make ten. Nil when the code is
    /// wrong. Throws ``AccountRefusal/noSecondFactor``.
    func renew(
        _ typed: String, of person: Person.ID, at now: Instant, in transaction: Transaction
    ) throws -> [RecoveryCode]? {
        guard let factor = try store.factor(of: person, in: transaction), factor.isConfirmed else {
            throw AccountRefusal.noSecondFactor
        }
        let code = typed.filter { !$0.isWhitespace }
        guard let step = factor.code.step(of: code, at: now.milliseconds / 1000, after: factor.lastStep),
            try store.use(step, of: person, in: transaction)
        else { return nil }
        let codes = RecoveryCode.makeAll()
        try store.setRecoveryCodes(codes.map(\.text), of: person, in: transaction)
        try note(.recoveryCodesRenewed, of: person, at: now, in: transaction)
        return codes
    }

    /// Its holder, who has said the password, gives it up.
    func remove(of person: Person.ID, at now: Instant, in transaction: Transaction) throws {
        guard try store.remove(of: person, in: transaction) else { throw AccountRefusal.noSecondFactor }
        try note(.secondFactorDisabled, of: person, at: now, in: transaction)
    }

    private func note(
        _ event: AccountEvent, of person: Person.ID, at now: Instant, in transaction: Transaction
    ) throws {
        guard let account = try desk.store.account(.init(person.number), at: now, in: transaction) else {
            throw WebFailure.notFound
        }
        let holder = Staff(id: person, name: account.person.name, appointments: [])
        try desk.save(
            Transition(account, event), Signature(actor: .staff(holder), role: nil, now: now), in: transaction)
    }
}

/// One of ten codes for the day on which the phone is gone: 50 random bits, in two groups of five.
struct RecoveryCode: Sendable {
    let text: String

    init() {
        let value = Random.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } & (1 << 50 - 1)
        text = Crockford.text(of: value, length: 10)
    }

    /// As many as a person has at once.
    static func makeAll() -> [RecoveryCode] { (0..<SecondFactorStore.recoveryCodes).map { _ in RecoveryCode() } }

    /// One that was typed; nil for what cannot be one.
    init?(_ typed: String) {
        guard let value = Crockford.value(of: typed.filter { $0 != "-" }, length: 10) else { return nil }
        text = Crockford.text(of: value, length: 10)
    }

    /// As it is shown.
    var shown: String { "\(text.prefix(5))-\(text.suffix(5))" }
}
