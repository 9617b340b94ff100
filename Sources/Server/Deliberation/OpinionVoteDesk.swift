// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Whose vote it is, as far as can be known: one voice for each phone, slip and device.
struct OpinionVoice: Sendable, Hashable {
    let means: Support.Means
    /// What tells this voice from every other of its kind.
    private let mark: [UInt8]

    static func phone(_ resident: ResidentSignIn) -> OpinionVoice {
        OpinionVoice(means: .phone, mark: resident.phoneHash)
    }

    /// A voice of the demo: nobody's phone or device.
    static func invented(_ means: Support.Means, _ mark: String) -> OpinionVoice {
        OpinionVoice(means: means, mark: Array("invented/\(mark)".utf8))
    }

    static func slip(_ code: SlipCode) -> OpinionVoice { OpinionVoice(means: .slip, mark: Array(code.text.utf8)) }

    static func device(_ mark: String) -> OpinionVoice { OpinionVoice(means: .device, mark: Array(mark.utf8)) }

    /// Of a request's form: whoever has signed in by phone votes by it, everybody else by the browser's mark; staff have one
    /// voice whatever the browser. Nil for a browser that has no mark yet.
    static func of(_ request: WebRequest) -> OpinionVoice? {
        if let resident = request.resident { return phone(resident) }
        if let signedIn = request.signedIn { return device("staff/\(signedIn.staff.id)") }
        return request.client.device.map(device)
    }

    /// By what the voice is found again in one call; in every other call it is another.
    func key(in call: Deliberation.ID, of tenant: Tenant.ID, _ keys: Keyring) -> [UInt8] {
        keys.lookup.digest(
            LengthPrefixed.join([Array("opinion_voter/\(tenant)/\(call)/\(means.rawValue)".utf8), mark]))
    }

    /// By what is found again what this voice has offered in one call. Another than the key of its votes: who has only the rows
    /// does not see which votes are those of whoever offered what (decision 0071).
    func author(in call: Deliberation.ID, of tenant: Tenant.ID, _ keys: Keyring) -> [UInt8] {
        keys.lookup.digest(
            LengthPrefixed.join([Array("opinion_author/\(tenant)/\(call)/\(means.rawValue)".utf8), mark]))
    }
}

/// Takes votes in, many at once and without an event; those by slip one by one, since a slip is spent for them.
struct OpinionVoteDesk: Sendable {
    let services: Services
    let site: Site

    static let answerField = InputField(
        "answer", "您怎么看",
        .choice(OpinionVote.Answer.allCases.map { .init(code: $0.code, label: DeliberationWording.name($0)) }))
    static let statementField = InputField("statement", "哪一句", .line(limit: 13))
    static let fields: [InputField] = [statementField, answerField]

    private var tenant: Tenant.ID { site.tenant.id }
    private var store: OpinionVoteStore { OpinionVoteStore(tenant: tenant) }

    /// A vote as it was sent.
    struct Ballot: Sendable {
        let statement: OpinionStatement.ID
        let answer: OpinionVote.Answer

        init(statement: OpinionStatement.ID, answer: OpinionVote.Answer) {
            (self.statement, self.answer) = (statement, answer)
        }

        init(_ sent: [String: String]) throws {
            let input = try Input(sent, fields: OpinionVoteDesk.fields)
            guard let statement = OpinionStatement.ID(input.text("statement")),
                let answer = OpinionVote.Answer(code: input.text("answer"))
            else { throw WebFailure.notFound }
            self.statement = statement
            self.answer = answer
        }
    }

    /// Takes a vote, in the stead of an earlier one to the same statement. Sent twice it is the same vote: no key is needed. A
    /// flood of new devices is refused, a hall of them is not.
    func vote(
        _ ballot: Ballot, in call: Deliberation.ID, by voice: OpinionVoice, from client: WebRequest.Client,
        at now: Instant
    ) async throws {
        guard voice.means != .slip else { return try await voteBySlip(ballot, in: call, by: voice, at: now) }
        let key = voice.key(in: call, of: tenant, services.keys)
        func cast(mayBeNew: Bool) async throws -> BallotBox.Verdict {
            try await services.ballots.cast(
                .init(
                    tenant: tenant, call: call, statement: ballot.statement, answer: ballot.answer, key: key,
                    means: voice.means, mayBeNew: mayBeNew, castAt: now))
        }
        var verdict = try await cast(mayBeNew: voice.means != .device)
        if case .isNew = verdict {
            let admitted = services.intake.admit(tenant: tenant, room: "vote/\(call)", client: client, at: now)
            if case .refuse(let seconds) = admitted { throw WebFailure.tooManyRequests(seconds: seconds) }
            verdict = try await cast(mayBeNew: true)
        }
        switch verdict {
        case .counted: return
        case .refused(let refusal): throw refusal
        case .notFound, .isNew: throw WebFailure.notFound
        }
    }

    /// A slip is spent with its first vote, in the same transaction.
    private func voteBySlip(
        _ ballot: Ballot, in call: Deliberation.ID, by voice: OpinionVoice, at now: Instant
    ) async throws {
        let key = voice.key(in: call, of: tenant, services.keys)
        do {
            try await services.engine.write { try vote(ballot, in: call, by: voice, key, at: now, in: $0) }
        } catch SlipRefusal.alreadyUsed {
            // Its double was faster by a hair, and now its voice is there; or it was spent for something else.
            try await services.engine.write { try vote(ballot, in: call, by: voice, key, at: now, in: $0) }
        }
    }

    /// A vote by itself, within a transaction of more.
    func vote(
        _ ballot: Ballot, in call: Deliberation.ID, by voice: OpinionVoice, _ key: [UInt8], at now: Instant,
        in transaction: Transaction
    ) throws {
        guard let standing = try store.standing(of: ballot.statement, in: call, for: key, in: transaction),
            standing.isPublic
        else { throw WebFailure.notFound }
        if let refusal = OpinionVote.refusal(in: standing.call, until: standing.lastDay, on: now.day)
            ?? OpinionVote.refusal(of: standing.statement)
        {
            throw refusal
        }
        let voter = try standing.voter ?? admit(voice, key, to: call, at: now, in: transaction)
        try store.cast(ballot.answer, to: ballot.statement, in: call, by: voter, at: now, in: transaction)
    }

    /// Lets a voice in that has said nothing in this call before; a slip is spent for it.
    func admit(
        _ voice: OpinionVoice, _ key: [UInt8], to call: Deliberation.ID, at now: Instant, in transaction: Transaction
    ) throws -> Int64 {
        if let code = voice.slip {
            try SlipDesk(services: services, site: site).spend(code, for: call, at: now, in: transaction)
        }
        return try store.insertVoter(services.ids.next(), key, voice.means, in: call, in: transaction)
    }
}

extension OpinionVoice {
    /// The code of the slip that speaks.
    fileprivate var slip: SlipCode? { means == .slip ? SlipCode(String(decoding: mark, as: UTF8.self)) : nil }
}
