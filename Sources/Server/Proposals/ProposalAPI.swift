// SPDX-License-Identifier: Apache-2.0

import Domain

/// Proposals as the API shows them.
enum ProposalAPI {
    private static let state = Schema.string(values: Proposal.State.Name.allCases.map(\.rawValue))
    private static let kind = Schema.string(values: Proposer.Kind.allCases.map(\.rawValue))
    private static let period = Schema.string(values: ProposalPeriod.Kind.allCases.map(\.rawValue))
    private static let answer = Schema.string(values: Proposal.CoSigner.Answer.allCases.map(\.rawValue))
    private static let publication = Schema.string(values: ["hidden", "reviewed", "published", "withdrawn"])

    static let proposal = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("number", .nullable(.text)),
        ("kind", kind), ("signer", .id), ("body", .nullable(.id)), ("organisation", .nullable(.text)),
        ("coSigners", .array(.object([("person", .id), ("answer", .nullable(answer))]))),
        ("session", .nullable(.text)), ("period", .nullable(period)),
        ("subject", .nullable(.text)), ("situation", .nullable(.text)), ("analysis", .nullable(.text)),
        ("advice", .nullable(.text)), ("units", .array(.id)), ("isOneMatter", .boolean), ("isOpen", .boolean),
        ("closedReason", .nullable(.text)), ("basis", .nullable(.text)), ("attachments", .array(.id)),
        ("publication", publication),
        ("asksBack", .boolean),
        ("ground", .nullable(.text)), ("redirect", .nullable(.text)), ("isKey", .boolean), ("leader", .nullable(.text)),
        ("leaderPerson", .nullable(.id)),
        ("keyReason", .nullable(.text)), ("category", .nullable(.text)), ("consultations", .array(.id)),
        ("commendations", .array(.id)),
        ("followUps", .integer(minimum: 0)), ("supervisions", .integer(minimum: 0)), ("replies", .integer(minimum: 0)),
        ("outcome", .nullable(.text)),
        ("lead", .nullable(.id)), ("parts", .array(.id)), ("topic", .nullable(.id)), ("item", .nullable(.id)),
        ("clue", .nullable(.id)), ("sentiment", .nullable(.id)), ("lookBack", .nullable(.id)),
        ("meeting", .nullable(.id)),
        ("dueOn", .nullable(.day)), ("upward", .nullable(upward)),
        ("entry", .nullable(.object([("by", .id), ("handedIn", .day)]))),
        ("permittedCommands", .array(.string(values: Proposal.Command.allCases.map(\.rawValue)))),
    ])

    static func json(
        _ proposal: Proposal, parts: [Proposal.ID], links: [RecordLink], consultations: [ConsultationSession.ID],
        for actor: Actor
    ) -> JSON {
        let (content, proposer) = (proposal.content, proposal.proposer)
        let source = links.first { $0.relation == .proposedAs }?.from
        let topic = source.flatMap { $0.kind == TopicEvent.subject ? Topic.ID($0.number).text : nil }
        let item = source.flatMap { $0.kind == ItemEvent.subject ? SuggestionItem.ID($0.number).text : nil }
        let clue = source.flatMap { $0.kind == ClueEvent.subject ? ProposalClue.ID($0.number).text : nil }
        let sentiment = source.flatMap { $0.kind == SentimentEvent.subject ? SentimentIssue.ID($0.number).text : nil }
        let lookBack = source.flatMap { $0.kind == LookBackEvent.subject ? LookBack.ID($0.number).text : nil }
        let meeting = source.flatMap { $0.kind == SessionEvent.subject ? ConsultationSession.ID($0.number).text : nil }
        return [
            "id": .string(proposal.id.text), "version": .integer(Int64(proposal.version)),
            "state": .string(proposal.state.name.rawValue), "number": .optional(proposal.number?.text),
            "kind": .string(proposer.kind.rawValue), "signer": .string(proposer.signer.text),
            "body": .optional(proposer.body?.text), "organisation": .optional(proposer.organisation?.words),
            "coSigners": .array(
                proposal.coSigners.map { signer in
                    ["person": .string(signer.person.text), "answer": .optional(signer.answer?.rawValue)]
                }), "session": .optional(proposal.period?.series.name),
            "period": .optional(proposal.period?.kind.rawValue), "subject": .optional(content.subject.words),
            "situation": .optional(content.situation.words), "analysis": .optional(content.analysis.words),
            "advice": .optional(content.advice.words), "units": .array(content.units.map { .string($0.text) }),
            "isOneMatter": .boolean(content.isOneMatter), "isOpen": .boolean(proposal.isOpen),
            "closedReason": .optional(content.closedReason?.words), "basis": .optional(content.basis?.words),
            "attachments": .array(content.attachments.map { .string($0.text) }),
            "publication": .string(proposal.publication.name), "asksBack": .boolean(proposal.withdrawal != nil),
            "ground": .optional(proposal.ground), "redirect": .optional(proposal.redirect?.rawValue),
            "isKey": .boolean(proposal.isKey), "leader": .optional(proposal.leader?.words),
            "leaderPerson": .optional(proposal.ledBy?.text),
            "keyReason": .optional(proposal.keyReason?.words), "category": .optional(proposal.category),
            "consultations": .array(consultations.map { .string($0.text) }),
            "commendations": .array(proposal.commendations.map { .string($0.text) }),
            "followUps": .integer(Int64(proposal.followUps)),
            "supervisions": .integer(Int64(proposal.supervisions)), "replies": .integer(Int64(proposal.replies)),
            "outcome": .optional(proposal.outcome), "lead": .optional(proposal.lead?.text),
            "parts": .array(parts.map { .string($0.text) }), "topic": .optional(topic),
            "item": .optional(item), "clue": .optional(clue), "sentiment": .optional(sentiment),
            "lookBack": .optional(lookBack), "meeting": .optional(meeting),
            "dueOn": .optional(proposal.deadline?.day.description),
            "upward": proposal.upward.map(json) ?? .null,
            "entry": proposal.entry.map {
                ["by": .string($0.by.text), "handedIn": .string($0.handedIn.description)]
            } ?? .null,
            "permittedCommands": .array(
                proposal.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    /// How far it has come with the committee above; what that answered, once it has.
    private static let upward = Schema.object([
        ("state", .string(values: Proposal.Upward.Name.allCases.map(\.rawValue))), ("isFiled", .nullable(.boolean)),
        ("number", .nullable(.text)), ("words", .nullable(.text)), ("answeredOn", .nullable(.day)),
    ])

    private static func json(_ upward: Proposal.Upward) -> JSON {
        var (result, answeredOn): (Proposal.Result?, Day?) = (nil, nil)
        if case .answered(let given, let day) = upward { (result, answeredOn) = (given, day) }
        return [
            "state": .string(upward.name.rawValue), "isFiled": result.map { .boolean($0.isFiled) } ?? .null,
            "number": .optional(result?.number?.words), "words": .optional(result?.words.words),
            "answeredOn": .optional(answeredOn?.description),
        ]
    }

    static let enter = Operation(
        id: "enterProposal",
        summary: "Enters what a body has handed in on sealed paper, with a copy of it; whoever signs for it is told.",
        body: ProposalForm.bodyFields + ProposalForm.paperFields, isIdempotent: true,
        success: .init(status: 201, meaning: "Entered, and handed in with that.", schema: proposal))

    static let begin = Operation(
        id: "beginProposal", summary: "Begins a draft of a proposal; nobody else sees it.",
        body: ProposalForm.fields + ProposalForm.proposerFields, isIdempotent: true,
        success: .init(status: 201, meaning: "Begun.", schema: proposal))

    static let one = Operation(
        id: "readProposal", summary: "Reads a proposal, with what one may do now.", parameters: [.record],
        success: .init(status: 200, meaning: "The proposal.", schema: proposal))

    private static let listed = Schema.object([
        ("id", .id), ("subject", .nullable(.text)), ("number", .nullable(.text)), ("state", state), ("kind", kind),
        ("signerName", .text), ("bodyName", .nullable(.text)), ("isKey", .boolean), ("outcome", .nullable(.text)),
        ("dueOn", .nullable(.day)),
    ])

    /// The sums of a session: each part, the two totals, and whether they hold.
    private static let reckoning = Schema.object(
        [
            ("session", .text), ("submitted", .integer(minimum: 0)), ("filed", .integer(minimum: 0)),
            ("isBalanced", .boolean),
        ] + ProposalReckoning.Part.allCases.map { (name($0), .integer(minimum: 0)) })

    static let list = Operation(
        id: "listProposals",
        summary: "Lists the proposals of one part that one sees, by due day, with the sums of the latest session.",
        parameters: [
            .init(
                name: "part", place: .query,
                schema: .string(values: ProposalListStore.Part.allCases.map(\.rawValue)),
                meaning: "Which part; what is being written if not said."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of proposals.",
            schema: .object([
                ("items", .array(listed)), ("next", .nullable(.string())), ("reckoning", .nullable(reckoning)),
            ])))

    static func json(_ listed: ProposalListStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "subject": .optional(listed.subject),
            "number": .optional(listed.number?.text), "state": .string(listed.state.rawValue),
            "kind": .string(listed.kind.rawValue), "signerName": .string(listed.signerName),
            "bodyName": .optional(listed.bodyName), "isKey": .boolean(listed.isKey),
            "outcome": .optional(listed.outcome),
            "dueOn": .optional(listed.dueOn?.description),
        ]
    }

    static func json(_ sums: ProposalReckoning, of series: ProposalSeries) -> JSON {
        var members: [(String, JSON)] = [
            ("session", .string(series.name)), ("submitted", .integer(Int64(sums.submitted))),
            ("filed", .integer(Int64(sums.filed))), ("isBalanced", .boolean(sums.isBalanced)),
        ]
        members += ProposalReckoning.Part.allCases.map { (name($0), .integer(Int64(sums[$0]))) }
        return .object(members)
    }

    /// What a part is called in JSON.
    private static func name(_ part: ProposalReckoning.Part) -> String {
        switch part {
        case .inReview: "inReview"
        case .returned: "returned"
        case .notFiled: "notFiled"
        case .forwarded: "forwarded"
        case .mergedInReview: "mergedInReview"
        case .withdrawnInReview: "withdrawnInReview"
        case .awaiting: "awaiting"
        case .assigned: "assigned"
        case .merged: "merged"
        case .withdrawn: "withdrawn"
        }
    }

    // MARK: - For everybody

    private static let publishedFields: [(String, Schema)] = [
        ("id", .id), ("number", .text), ("title", .text), ("body", .text), ("state", state), ("kind", kind),
        ("proposer", .text), ("coSigners", .integer(minimum: 0)), ("outcome", .nullable(.text)), ("isKey", .boolean),
    ]

    private static let published = Schema.object(publishedFields)

    static let publicList = Operation(
        id: "listPublicProposals", summary: "Lists published proposals, latest number first.",
        parameters: [
            .init(name: "q", place: .query, schema: .string(maxLength: 100), meaning: "Words that it holds."),
            .init(name: "unit", place: .query, schema: .string(), meaning: "The id of a unit that handles it."),
            .init(name: "class", place: .query, schema: .string(), meaning: "What the reply came to: A, B …"),
            .init(name: "session", place: .query, schema: .string(), meaning: "Of which plenary session: 15-3."),
            .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of proposals.",
            schema: .object([("items", .array(published)), ("next", .nullable(.string()))])))

    static let publicOne = Operation(
        id: "readPublicProposal", summary: "Reads a published proposal.",
        parameters: [.init(name: "proposal", place: .path, schema: .id, meaning: "The proposal's id.")],
        success: .init(
            status: 200, meaning: "The proposal, with the replies that everybody may read.",
            schema: .object(publishedFields + [("replies", .array(AssignmentPublicReply.schema))])))

    static func json(_ proposal: PublicProposalStore.PublicProposal) -> JSON { .object(members(of: proposal)) }

    static func json(
        _ proposal: PublicProposalStore.PublicProposal, _ replies: [AssignmentPublicReply]
    ) -> JSON {
        .object(members(of: proposal) + [("replies", .array(replies.map(\.json)))])
    }

    private static func members(of proposal: PublicProposalStore.PublicProposal) -> [(String, JSON)] {
        [
            ("id", .string(proposal.id.text)), ("number", .string(proposal.number.text)),
            ("title", .string(proposal.title)), ("body", .string(proposal.body)),
            ("state", .string(proposal.state.rawValue)), ("kind", .string(proposal.kind.rawValue)),
            // As on the page: of a body its own name, and not who signs for it.
            ("proposer", .string(proposal.bodyName ?? proposal.signerName)),
            ("coSigners", .integer(Int64(proposal.coSigners))),
            ("outcome", .optional(proposal.outcome)),
            ("isKey", .boolean(proposal.isKey)),
        ]
    }
}

extension Proposal {
    /// Where its matter went, while it is not filed.
    var redirect: Redirect? {
        guard case .notFiled(let rejection) = state else { return nil }
        return rejection.redirect
    }
}
