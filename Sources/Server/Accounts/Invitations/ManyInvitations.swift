// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Accounts for many people at once: each gets a sign-in name after the number in the register, and a link of the own.
struct ManyInvitations: Sendable {
    let desk: AccountDesk

    /// No more at once than are printed and handed out together.
    static let limit = 100

    static let fields: [InputField] = [
        InputField("people", "给哪些人开账号", .references(.candidates))
    ]

    /// Somebody of the register without an account.
    struct Candidate: Sendable {
        let person: Person
        let number: String
        /// Nil where the number makes no sign-in name, or a name that another has.
        let signInName: SignInName?
        let position: String?
    }

    /// A link that was made, for one person.
    struct Made: Sendable {
        let invited: AccountDesk.Invited
        let path: String
    }

    /// Somebody who got none, and why.
    struct Left: Sendable {
        let person: Person.ID
        let name: String?
        let code: String
        let reason: String
    }

    struct Outcome: Sendable {
        var made: [Made] = []
        var left: [Left] = []
    }

    /// People of the register without an account; those whose name, number or position hold the words.
    func candidates(saying words: String?, in transaction: Transaction) throws -> [Candidate] {
        try desk.store.withoutAccount(saying: words, limit: Self.limit, in: transaction).map { found in
            let name = SignInName(found.number)
            let isFree = try name.map { try !desk.store.isTaken($0, in: transaction) } ?? false
            return Candidate(
                person: found.person, number: found.number, signInName: isFree ? name : nil, position: found.position)
        }
    }

    /// Opens an account for each; what cannot be is left, and said.
    func invite(
        _ people: [Person.ID], by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Outcome {
        guard people.count <= Self.limit else {
            throw InputProblems([.init(field: "people", sentence: "一次最多\(Self.limit)人，请分几次开。")])
        }
        var outcome = Outcome()
        for id in people.sorted() {
            guard let found = try desk.store.withoutAccount(id, in: transaction) else {
                outcome.left.append(
                    .init(person: id, name: nil, code: "not_found", reason: "名册里没有这个人，或者他已经有账号。"))
                continue
            }
            guard let name = SignInName(found.number) else {
                outcome.left.append(
                    .init(
                        person: id, name: found.person.name, code: "no_name",
                        reason: "他的编号做不了账号名（要3到32位字母、数字），请单独开。"))
                continue
            }
            do {
                let invited = try desk.create(
                    for: found.person, isNew: false, signInName: name, by: actor, at: now, in: transaction)
                outcome.made.append(.init(invited: invited, path: "/invitations/\(invited.link.text)"))
            } catch let refusal as AccountRefusal where refusal == .nameTaken || refusal == .hasAccount {
                outcome.left.append(
                    .init(person: id, name: found.person.name, code: refusal.code, reason: refusal.sentence))
            }
        }
        return outcome
    }
}
