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
        guard let found = try codes.code(of: typed.phone, ticket: typed.ticket, in: transaction) else {
            return .refused(.gone)
        }
        let isRight = ConstantTime.areEqual(found.hash, codes.hash(typed.digits, found.code.id))
        let (after, outcome) = found.code.trying(isRight: isRight, at: now)
        if outcome != .gone { try codes.save(found.code, after, in: transaction) }
        switch outcome {
        case .wrong: return .refused(.wrong)
        case .gone: return .refused(.gone)
        case .triedOut:
            try note(.triedOut, of: after.id.number, version: 1, by: .system, at: now, in: transaction)
            return .refused(.gone)
        case .right:
            if let earlier = typed.earlier { try end(earlier.id, .replaced, at: now, in: transaction) }
            return try enter(typed, at: now, in: transaction)
        }
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
