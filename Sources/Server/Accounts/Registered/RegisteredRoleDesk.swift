// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Gives the roles that the registers say, to many people in one deed, and takes back what they no longer say.
///
/// Each role is given by the account's own command, with an event of its own, so whatever refuses one by hand refuses it here as well,
/// and the look beforehand asks the same. It is done by lots: hundreds hold nobody up, and what is cut short is
/// done again without doubles, since whoever holds a role by then is passed over.
struct RegisteredRoleDesk: Sendable {
    let services: Services
    let site: Site

    /// How many roles are given in one transaction.
    static let lotSize = 50

    /// How many people or roles can be ticked at once.
    static let tickedMax = 200

    private var tenant: Tenant.ID { site.tenant.id }
    private var accounts: AccountDesk { AccountDesk(services: services, site: site) }

    init(_ request: WebRequest, _ services: Services) {
        (self.services, site) = (services, request.site)
    }

    /// A line of the registers, and what would become of it now.
    struct Line: Sendable {
        let role: RegisteredRole
        let name: String
        /// As it would be given; without a number of its own until then.
        let grant: Grant
        let standing: Standing
        /// Whether it is held by the very grant that it would give, on the strength of the registers.
        var isGiven = false
    }

    /// How a line of the registers stands beside the roles that are held.
    enum Standing: Hashable, Sendable {
        case ready
        case held
        /// There is nobody to give it to yet.
        case noAccount
        case refused(AccountRefusal)
    }

    /// A role that is held, though the registers no longer say it.
    struct Contradicted: Sendable {
        let holder: Person
        let grant: Grant
        /// Why it cannot be ended here.
        let refusal: AccountRefusal?
    }

    /// All of it, as it stands in one transaction.
    struct Book: Sendable {
        let lines: [Line]
        let contradicted: [Contradicted]
        let places: GrantPlaces

        func lines(_ choice: Choice) -> [Line] { lines.filter(choice.includes) }

        /// What tells what would be given by a choice from anything else: who gets what role, where, from and until when.
        func mark(_ choice: Choice) -> String { Self.mark(lines(choice).filter { $0.standing == .ready }) }

        /// Whether this is what was seen of a choice: what would be given now or, where the deed comes again after it was cut
        /// short or done, this with what was given since. Nothing else is ever given by it: both hold all that would be.
        func isSeen(_ seen: String, of choice: Choice) -> Bool {
            seen == mark(choice) || seen == Self.mark(lines(choice).filter { $0.standing == .ready || $0.isGiven })
        }

        private static func mark(_ lines: [Line]) -> String {
            let texts = Set(
                lines.map { line -> String in
                    let (role, grant) = (line.grant.appointment.role, line.grant)
                    let place =
                        switch grant.appointment.domain {
                        case .tenant: "tenant"
                        case .area(let code): "area \(code.text)"
                        case .room(let id): "room \(id.text)"
                        case .unit(let id): "unit \(id.text)"
                        }
                    return [
                        line.role.person.text, role.rawValue, place, grant.from?.description ?? "",
                        grant.until?.description ?? "",
                    ].joined(separator: "|")
                })
            return Base64URL.encode(SHA256.digest(LengthPrefixed.join(texts.sorted().map { Array($0.utf8) })))
        }
    }

    /// Whose roles are meant: all of a kind, those in an area, or some people's.
    struct Choice: Sendable {
        let kind: RegisteredRole.Kind
        var area: AreaCode?
        /// Nil for all.
        var people: Set<Person.ID>?

        func includes(_ line: Line) -> Bool {
            line.role.kind == kind && (area.map { own in line.role.area.map(own.contains) ?? false } ?? true)
                && (people?.contains(line.role.person) ?? true)
        }
    }

    /// What was done, and what was left and why.
    struct Outcome: Sendable {
        struct Done: Sendable {
            let person: Person.ID
            let name: String
            let grant: Grant
        }

        struct Left: Sendable {
            let person: Person.ID?
            let name: String
            let code: String
            let reason: String
        }

        var done: [Done] = []
        var left: [Left] = []
    }

    /// What the registers say, and what would become of each line, asked of the same command that gives it.
    func book(for actor: Actor, at now: Instant, in transaction: Transaction) throws -> Book {
        let (registered, names) = try RegisteredRoleStore(tenant: tenant).roles(on: now.day, in: transaction)
        let held = try AppointmentStore(tenant: tenant).grants(on: now.day, in: transaction)
        var accounts = try AccountStore(tenant: tenant).accounts(
            with: Dictionary(grouping: held, by: \.holder.id).mapValues { $0.map(\.grant) }, at: now, in: transaction)
        let contradicted = held.filter { registered.contradict($0.grant, of: $0.holder.id) }
            .compactMap { holder, grant in
                accounts[holder.id].map {
                    Contradicted(
                        holder: holder, grant: grant, refusal: $0.refusal(of: .endAppointment, by: actor))
                }
            }
        let lines = registered.roles.map { role -> Line in
            let grant = role.grant(as: .init(0), today: now.day)
            func line(_ standing: Standing, isGiven: Bool = false) -> Line {
                Line(role: role, name: names[role.person] ?? "", grant: grant, standing: standing, isGiven: isGiven)
            }
            guard let account = accounts[role.person] else { return line(.noAccount) }
            guard account.state == .closed || !role.isHeld(by: account.grants) else {
                return line(.held, isGiven: account.grants.contains { $0.isGiven(as: grant) })
            }
            do throws(AccountRefusal) {
                // The next line of the same person is asked with this one given.
                accounts[role.person] = try account.granting(grant, by: actor, today: now.day).after
                return line(.ready)
            } catch {
                return line(.refused(error))
            }
        }
        return Book(
            lines: lines, contradicted: contradicted,
            places: try GrantPlaces(lines.map(\.grant) + contradicted.map(\.grant), tenant: tenant, in: transaction))
    }

    /// Gives what was chosen. `seen`: the mark of what was seen that would be given; where it is something else by now, be it as
    /// much for somebody else, nothing is given. Only whoever names the people may leave it out. Throws ``InputProblems``.
    func give(_ choice: Choice, seen: String?, by actor: Actor, at now: Instant) async throws -> Outcome {
        let first = try await services.engine.read { try book(for: actor, at: now, in: $0) }
        let chosen = first.lines(choice)
        let ready = chosen.filter { $0.standing == .ready }
        guard seen.map({ first.isSeen($0, of: choice) }) ?? (choice.people != nil) else {
            throw InputProblems([.init(field: "seen", sentence: "名册或者账号刚刚变了，请再看一遍再给。")])
        }
        var outcome = Outcome()
        outcome.left = chosen.compactMap { RegisteredRoleWording.left($0) }
        let known = Set(chosen.map(\.role.person))
        outcome.left += (choice.people ?? []).subtracting(known).sorted().map {
            .init(person: $0, name: $0.text, code: "not_found", reason: "名册里这一类没有写着他。")
        }
        var rest = ready.map(\.role)[...]
        while !rest.isEmpty {
            let lot = Set(rest.prefix(Self.lotSize))
            rest = rest.dropFirst(Self.lotSize)
            let (done, left) = try await written { try give(lot, by: actor, at: now, in: $0) }
            outcome.done += done
            outcome.left += left
        }
        return outcome
    }

    /// Gives a lot, as the registers and accounts stand in this transaction.
    private func give(
        _ lot: Set<RegisteredRole>, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> (done: [Outcome.Done], left: [Outcome.Left]) {
        var done: [Outcome.Done] = []
        var left: [Outcome.Left] = []
        let lines = try book(for: actor, at: now, in: transaction).lines
        for role in lot.subtracting(lines.map(\.role)) {
            left.append(.init(person: role.person, name: role.person.text, code: "not_found", reason: "名册刚刚改了。"))
        }
        for line in lines where lot.contains(line.role) {
            guard line.standing == .ready else {
                if let reason = RegisteredRoleWording.left(line) { left.append(reason) }
                continue
            }
            let id = Account.ID(line.role.person.number)
            guard let account = try accounts.store.account(id, at: now, in: transaction) else {
                throw WebFailure.changedMeanwhile
            }
            let grant = line.role.grant(as: services.id(Grant.self), today: now.day)
            let transition: Transition<Account>
            do throws(AccountRefusal) {
                transition = try account.granting(grant, by: actor, today: now.day)
            } catch {
                left.append(
                    .init(person: line.role.person, name: line.name, code: error.code, reason: error.sentence))
                continue
            }
            try accounts.save(
                transition,
                Signature(actor: actor, role: account.role(of: actor, for: .grant), now: now), in: transaction)
            done.append(.init(person: line.role.person, name: line.name, grant: grant))
        }
        return (done, left)
    }

    /// Ends roles that the registers no longer say; others are left.
    func end(_ grants: [Grant.ID], by actor: Actor, at now: Instant) async throws -> Outcome {
        var outcome = Outcome()
        var rest = Set(grants).sorted()[...]
        while !rest.isEmpty {
            let lot = Array(rest.prefix(Self.lotSize))
            rest = rest.dropFirst(Self.lotSize)
            let (done, left) = try await written { try end(lot, by: actor, at: now, in: $0) }
            outcome.done += done
            outcome.left += left
        }
        return outcome
    }

    private func end(
        _ lot: [Grant.ID], by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> (done: [Outcome.Done], left: [Outcome.Left]) {
        var done: [Outcome.Done] = []
        var left: [Outcome.Left] = []
        let contradicted = try book(for: actor, at: now, in: transaction).contradicted
        for id in lot {
            guard let found = contradicted.first(where: { $0.grant.id == id }) else {
                left.append(.init(person: nil, name: id.text, code: "not_found", reason: "这个职务已经免去，或者名册还写着。"))
                continue
            }
            if let refusal = found.refusal {
                left.append(
                    .init(
                        person: found.holder.id, name: found.holder.name, code: refusal.code, reason: refusal.sentence))
                continue
            }
            let holder = Account.ID(found.holder.id.number)
            guard let account = try accounts.store.account(holder, at: now, in: transaction) else {
                throw WebFailure.changedMeanwhile
            }
            try accounts.save(
                try account.endingAppointment(id, by: actor),
                Signature(actor: actor, role: account.role(of: actor, for: .endAppointment), now: now), in: transaction)
            done.append(.init(person: found.holder.id, name: found.holder.name, grant: found.grant))
        }
        return (done, left)
    }

    /// Writes a lot; once more where somebody else was faster by a hair.
    private func written<Value: Sendable>(
        _ work: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        do {
            return try await services.engine.write(work)
        } catch DatabaseError.conflict, WebFailure.changedMeanwhile {
            return try await services.engine.write(work)
        }
    }
}

extension Grant {
    /// Whether it is what a grant by the registers gave, but for its number.
    fileprivate func isGiven(as other: Grant) -> Bool {
        basis == .register && actingFor == nil && appointment == other.appointment && from == other.from
            && until == other.until
    }
}
