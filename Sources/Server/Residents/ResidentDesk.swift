// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Residents' signing in by phone: codes out, codes in, and the end of it.
struct ResidentDesk: Sendable {
    let services: Services
    let site: Site

    init(_ request: WebRequest, _ services: Services) {
        self.init(services: services, site: request.site)
    }

    init(services: Services, site: Site) {
        self.services = services
        self.site = site
    }

    private var tenant: Tenant.ID { site.tenant.id }
    private var practice: ResidentPractice { site.practice.profile.residents }
    private var codes: PhoneCodeStore { PhoneCodeStore(tenant: tenant, keys: services.keys) }
    private var signIns: ResidentSignInStore { ResidentSignInStore(tenant: tenant, keys: services.keys) }
    private var hasGateway: Bool { services.channels(of: site.tenant.id).contains(.sms) }

    /// Whether there is a way to sign in here.
    var isOpen: Bool { hasGateway && practice.codesPerDay > 0 }

    /// Sends a code to a phone, whoever it belongs to; returns until when it is good. A double of the request sends none.
    func send(
        to phone: MobileNumber, ticket: PhoneCodeStore.Ticket, at now: Instant, in transaction: Transaction
    ) throws -> Instant {
        let sentToday = try codes.hold(now.day, in: transaction)
        if let sent = try codes.code(of: phone, ticket: ticket, in: transaction) { return sent.code.expiresAt }
        let circumstances = PhoneCode.Circumstances(
            hasGateway: hasGateway, sent: try codes.moments(of: phone, in: transaction), sentToday: sentToday,
            budget: practice.codesPerDay)
        let code = try PhoneCode.sending(circumstances, as: services.id(PhoneCode.self), at: now)
        let digits = PhoneCode.text(Random.uniform(below: 1_000_000))
        try codes.countOne(on: now.day, in: transaction)
        try codes.insert(code, digits: digits, phone: phone, ticket: ticket, in: transaction)
        try MessageStore(tenant: tenant, keys: services.keys).insert(
            to: .sms(phone), title: ResidentWording.codeTitle,
            text: ResidentWording.codeText(digits, organ: site.tenant.shortName), key: "phone_code/\(code.id)",
            expiresAt: code.expiresAt, as: services.id(MessageStore.self), at: now, in: transaction)
        return code.expiresAt
    }

    /// What typing a code came to.
    enum Confirmed: Sendable {
        case entered(ResidentSignIn, ResidentSignIn.Token)
        case refused(PhoneCodeRefusal)
    }

    /// What somebody typed, and on what.
    struct Typed: Sendable {
        let phone: MobileNumber
        let ticket: PhoneCodeStore.Ticket
        let digits: String
        let device: String
        /// The sign-in of the same browser, which ends with the new one: one device, one sign-in.
        let earlier: ResidentSignIn?
    }

    /// Takes a code. A wrong one is counted, so nothing is thrown for it. Of two who bring the right one at once, the
    /// second finds it gone.
    func confirm(_ typed: Typed, at now: Instant, in transaction: Transaction) throws -> Confirmed {
        guard let tried = try tried(typed.digits, typed.phone, typed.ticket, at: now, in: transaction) else {
            return .refused(.gone)
        }
        if let refusal = try counting(tried, at: now, in: transaction) { return .refused(refusal) }
        guard tried.outcome == .right else { return .refused(.gone) }
        try codes.save(tried.before, tried.after, in: transaction)
        if let earlier = typed.earlier { try end(earlier.id, .replaced, at: now, in: transaction) }
        return try enter(typed, at: now, in: transaction)
    }

    /// One try at a code: what it was, what it would be after, and what came of it.
    private typealias Tried = (before: PhoneCode, after: PhoneCode, outcome: PhoneCode.Outcome)

    /// What typing these digits comes to; nothing is written of it yet. Nil where no code was sent for the ticket.
    private func tried(
        _ digits: String, _ phone: MobileNumber, _ ticket: PhoneCodeStore.Ticket, at now: Instant,
        in transaction: Transaction
    ) throws -> Tried? {
        guard let found = try codes.code(of: phone, ticket: ticket, in: transaction) else { return nil }
        let isRight = ConstantTime.areEqual(found.hash, codes.hash(digits, found.code.id))
        let (after, outcome) = found.code.trying(isRight: isRight, at: now)
        return (found.code, after, outcome)
    }

    /// Counts a wrong try; nil where it was not one.
    private func counting(_ tried: Tried, at now: Instant, in transaction: Transaction) throws -> PhoneCodeRefusal? {
        switch tried.outcome {
        case .right, .gone: return nil
        case .wrong:
            try codes.save(tried.before, tried.after, in: transaction)
            return .wrong
        case .triedOut:
            try codes.save(tried.before, tried.after, in: transaction)
            try note(.triedOut, of: tried.after.id.number, version: 1, by: .system, at: now, in: transaction)
            return .gone
        }
    }

    /// Counts a try by which somebody shows whose a phone is, where it is a wrong one; why it was not taken, or nil. A right one is
    /// spent with what it is for, by ``spend(_:_:_:at:in:)``.
    func countMiss(
        _ digits: String, _ phone: MobileNumber, _ ticket: PhoneCodeStore.Ticket, at now: Instant,
        in transaction: Transaction
    ) throws -> PhoneCodeRefusal? {
        try tried(digits, phone, ticket, at: now, in: transaction).flatMap {
            try counting($0, at: now, in: transaction)
        }
    }

    /// Takes a code by which somebody shows whose a phone is. Throws ``PhoneCodeRefusal/gone`` where it cannot be taken.
    func spend(
        _ digits: String, _ phone: MobileNumber, _ ticket: PhoneCodeStore.Ticket, at now: Instant,
        in transaction: Transaction
    ) throws {
        guard let tried = try tried(digits, phone, ticket, at: now, in: transaction), tried.outcome == .right else {
            throw PhoneCodeRefusal.gone
        }
        try codes.save(tried.before, tried.after, in: transaction)
    }

    private func enter(_ typed: Typed, at now: Instant, in transaction: Transaction) throws -> Confirmed {
        let token = ResidentSignIn.Token()
        let signIn = ResidentSignIn(
            id: services.id(), phone: typed.phone, phoneHash: services.keys.hash(ofPhone: typed.phone.text, in: tenant),
            tokenHash: token.hash, device: typed.device, createdAt: now,
            expiresAt: now.advanced(byMilliseconds: Int64(practice.signInDays) * 86_400_000))
        try signIns.insert(signIn, in: transaction)
        try note(.began, of: signIn.id.number, version: 1, by: .visitor, at: now, in: transaction)
        return .entered(signIn, token)
    }

    /// Ends one sign-in; nothing happens where it has ended already.
    func end(
        _ id: ResidentSignIn.ID, _ ending: ResidentSignInEvent.Ending, at now: Instant, in transaction: Transaction
    ) throws {
        guard try signIns.end(id, in: transaction) else { return }
        try note(.ended(ending), of: id.number, version: 2, by: .visitor, at: now, in: transaction)
    }

    /// Ends all sign-ins by a phone.
    func endAll(
        of phoneHash: [UInt8], _ ending: ResidentSignInEvent.Ending, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws {
        for id in try signIns.endAll(of: phoneHash, in: transaction) {
            try note(.ended(ending), of: id.number, version: 2, by: actor, at: now, in: transaction)
        }
    }

    /// The sign-ins by the same phone, latest first.
    func signIns(like signIn: ResidentSignIn, at now: Instant, in transaction: Transaction) throws -> [ResidentSignIn] {
        try signIns.alive(of: signIn.phoneHash, at: now, in: transaction)
    }

    private func note(
        _ event: ResidentSignInEvent, of subject: Int64, version: Int, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws {
        try services.eventLog.append(
            event, subject: subject, subjectVersion: version,
            .init(tenant: tenant, actor: actor, role: nil, recordedAt: now), in: transaction)
    }
}
