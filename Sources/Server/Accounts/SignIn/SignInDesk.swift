// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes

/// What follows at the door once the password was right.
struct SignInDesk: Sendable {
    let services: Services
    let request: WebRequest

    /// A sign-in, or the half of one that has passed the password alone.
    enum Begun: Sendable {
        case whole(SignIn.Token)
        case half(SignIn.Token)
    }

    /// What an answer to the second question came to.
    enum Finished: Sendable {
        case entered(SignIn.Token)
        case wrong
        case gone
    }

    private var tenant: Tenant.ID { request.site.tenant.id }
    private var factors: SecondFactorStore { SecondFactorStore(tenant: tenant, keys: services.keys) }

    /// Begins a sign-in, or, where a second question is set up, asks it. `code`: an answer that came along already; empty
    /// for none, nil where it is asked on a page. Throws ``WebFailure/wrongPassword`` when the password was changed
    /// meanwhile, and ``WebFailure/wrongCode``.
    func begin(_ account: SignInStore.Account, code: String?) async throws -> Begun {
        let token = SignIn.Token()
        let person = account.person
        let outcome = try await services.engine.write { transaction -> Begun? in
            if let factor = try factors.factor(of: person, in: transaction), factor.isConfirmed {
                guard let code, !code.isEmpty else {
                    if code == nil {
                        try factors.beginHalf(
                            token, of: person, verified: account.passwordHash, at: request.now, in: transaction)
                    }
                    return .half(token)
                }
                let isRight = try SecondFactor(services: services, site: request.site)
                    .accepts(code, of: person, at: request.now, in: transaction)
                guard isRight else { return nil }
            }
            guard try enter(token, person, account.passwordHash, in: transaction) else {
                throw WebFailure.wrongPassword
            }
            return .whole(token)
        }
        guard let outcome else {
            services.countWrongPassword(of: person, request)
            throw WebFailure.wrongCode
        }
        return outcome
    }

    /// Takes the answer to the second question. Wrong ones count as wrong passwords do: whoever knows the password cannot
    /// try codes for ever by beginning again and again.
    func finish(_ half: SignIn.Token, code: String) async throws -> Finished {
        let token = SignIn.Token()
        let accounts = AccountDesk(request, services)
        let (finished, wrongOf) = try await services.engine.write { transaction -> (Finished, Person.ID?) in
            guard let found = try factors.claimTry(half, at: request.now, in: transaction) else { return (.gone, nil) }
            guard try accounts.claimAttempt(of: found.person, at: request.now, in: transaction) else {
                return (.gone, found.person)
            }
            let isRight = try SecondFactor(services: services, site: request.site)
                .accepts(String(code.prefix(40)), of: found.person, at: request.now, in: transaction)
            guard isRight else { return (.wrong, found.person) }
            guard try factors.endHalf(half, in: transaction),
                try enter(token, found.person, found.passwordHash, in: transaction)
            else { return (.gone, nil) }
            return (.entered(token), nil)
        }
        if let wrongOf { services.countWrongPassword(of: wrongOf, request) }
        return finished
    }

    /// Writes the sign-in and its event; false when the password is not the account's any more.
    private func enter(
        _ token: SignIn.Token, _ person: Person.ID, _ verified: PasswordHash, in transaction: Transaction
    ) throws -> Bool {
        let id = services.id(SignIn.self)
        let device = PlainText.normalised(
            String((request.head.headerFields[.userAgent] ?? "").prefix(200)), keepsLines: false)
        let accounts = AccountDesk(request, services)
        let resting = try accounts.resting(person, at: request.now, in: transaction)
        guard
            try SignInStore(tenant: tenant).begin(
                id, of: person, token: token, device: device, verified: verified, at: request.now, in: transaction)
        else { return false }
        try UnitAddressStore(tenant: tenant, keys: services.keys)
            .note(request.client.address, of: person, at: request.now, in: transaction)
        // The fifth try was the right one after all.
        if let resting { try accounts.lift(resting, at: request.now, in: transaction) }
        try services.eventLog.append(
            SignInEvent.began, subject: id.number, subjectVersion: 1,
            .init(
                tenant: tenant, actor: .staff(Staff(id: person, name: "", appointments: [])), role: nil,
                recordedAt: request.now), in: transaction)
        return true
    }
}

extension Services {
    /// Counts a wrong password, or code, of an account; `person`: nil where the name is no account's.
    func countWrongPassword(of person: Person.ID?, _ request: WebRequest) {
        refused.count(.wrongPassword, of: person, in: request.site.tenant.id, at: request.now)
    }
}
