// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// A row of `topic` with its words, on the way to a value; what breaks an invariant stops here.
struct TopicRow {
    private let id: Topic.ID
    private let room: Room.ID
    private let area: String
    private let source: String
    private let receivedAt: Int64
    private let round: Int
    private let previousRound: Topic.ID?
    private let nextRound: Topic.ID?
    private let category: String?
    private let state: String
    private let rejectionGround: String?
    private let mergedInto: Topic.ID?
    private let researcher: Person.ID?
    private let researchRecords: Int
    private let session: ConsultationSession.ID?
    private let closure: String?
    private let claimed: OutcomeClass?
    private let deadline: Deadline?
    private let publication: String
    private let reviewers: String
    private let publicText: Topic.PublicText?
    private let version: Int
    private let text: FreeText?
    private let place: FreeText?
    private let question: FreeText?
    private let answer: FreeText?
    private let rejectionReason: FreeText?
    private let closureReason: FreeText?
    private let redirection: Topic.Redirection?
    private let plan: Topic.Plan?
    private let withdrawalAt: Instant?
    private let additions: Int
    private let askedUntil: Day?
    private let word: OutcomeClass?
    private let denials: Int
    private let formerEnding: Topic.Former.Ending?
    private let escalation: Topic.Escalation?
    private let dispatch: Topic.Dispatch?

    init(_ row: inout Row, tenant: Tenant.ID, contents: ContentStore) throws {
        id = Identifier(try row.next())
        room = Identifier(try row.next())
        area = try row.next()
        source = try row.next()
        receivedAt = try row.next()
        round = try row.next()
        previousRound = try row.next(Int64?.self).map { Identifier($0) }
        nextRound = try row.next(Int64?.self).map { Identifier($0) }
        category = try row.next()
        state = try row.next()
        rejectionGround = try row.next()
        mergedInto = try row.next(Int64?.self).map { Identifier($0) }
        researcher = try row.next(Int64?.self).map { Identifier($0) }
        researchRecords = try row.next()
        session = try row.next(Int64?.self).map { Identifier($0) }
        closure = try row.next()
        claimed = try row.next(String?.self).flatMap { OutcomeClass(rawValue: $0) }
        deadline = try DeadlineColumns.next(&row)
        publication = try row.next()
        reviewers = try row.next()
        let title = try row.next(String?.self)
        let body = try row.next(String?.self)
        let publicAnswer = try row.next(String?.self)
        publicText = title.flatMap { title in
            body.map { .init(title: .kept(title), body: .kept($0), answer: publicAnswer.map(FreeText.kept)) }
        }
        version = try row.next()
        text = try contents.next(&row, tenant: tenant)
        place = try contents.next(&row, tenant: tenant)
        question = try contents.next(&row, tenant: tenant)
        answer = try contents.next(&row, tenant: tenant)
        rejectionReason = try contents.next(&row, tenant: tenant)
        closureReason = try contents.next(&row, tenant: tenant)
        let channel = try row.next(String?.self).flatMap { Topic.Channel(rawValue: $0) }
        let explanation = try contents.next(&row, tenant: tenant)
        let result = try contents.next(&row, tenant: tenant)
        let isProposed = try row.next(String?.self) == "proposed"
        let reference = try contents.next(&row, tenant: tenant)
        let day = try row.next(String?.self).flatMap { Day($0) }
        plan =
            isProposed
            ? .proposed : reference.flatMap { reference in day.map { .approved(reference: reference, on: $0) } }
        withdrawalAt = try row.next(Int64?.self).map { Instant(milliseconds: $0) }
        additions = try row.next()
        let above = try row.next(Int64?.self)
        let aboveArea = try row.next(String?.self).flatMap { AreaCode($0) }
        let parent = try row.next(Int64?.self)
        let brought = try contents.next(&row, tenant: tenant)
        let declined = try contents.next(&row, tenant: tenant)
        escalation = above.flatMap { room in
            aboveArea.flatMap { area in
                brought.map {
                    .init(
                        room: Identifier(room), area: area, reason: $0, parent: parent.map { Identifier($0) },
                        declined: declined)
                }
            }
        }
        let pushed = try Self.ticket(&row)
        let isReturned = try row.next(Bool?.self) ?? false
        let returned = try contents.next(&row, tenant: tenant)
        dispatch = pushed.map { .init(ticket: $0, result: returned, isReturned: isReturned) }
        let receipt = try Self.ticket(&row)
        let answerBy = try row.next(String?.self).flatMap { Day($0) }
        askedUntil = try row.next(String?.self).flatMap { Day($0) }
        word = try row.next(String?.self).flatMap { OutcomeClass(rawValue: $0) }
        denials = try row.next()
        formerEnding = try row.next(String?.self).flatMap { Topic.Former.Ending(rawValue: $0) }
        redirection = channel.flatMap { channel in
            explanation.map {
                .init(channel: channel, explanation: $0, result: result, receipt: receipt, answerBy: answerBy)
            }
        }
    }

    private static func ticket(_ row: inout Row) throws -> Topic.Ticket? {
        let (system, number) = (try row.next(String?.self), try row.next(String?.self))
        return system.flatMap { system in number.map { .init(system: system, number: $0) } }
    }

    /// The topic. Throws ``DatabaseError/malformed(_:)`` if the row cannot be one.
    func topic() throws -> Topic {
        guard let area = AreaCode(area), let source = Topic.Source(rawValue: source), let text else {
            throw DatabaseError.malformed("topic \(id)")
        }
        return Topic(
            id: id, room: room, area: area, source: source, receivedAt: Instant(milliseconds: receivedAt), text: text,
            place: place, round: round, previousRound: previousRound, category: category,
            state: try stateValue(),
            publication: try publicationValue(), publicText: publicText, deadline: deadline, researcher: researcher,
            researchRecords: researchRecords, session: session, nextRound: nextRound, plan: plan,
            withdrawalAt: withdrawalAt, additions: additions, askedUntil: askedUntil, word: word, denials: denials,
            formerEnding: formerEnding, escalation: escalation, dispatch: dispatch,
            version: version)
    }

    private func stateValue() throws -> Topic.State {
        guard let name = Topic.State.Name(rawValue: state), let value = value(of: name) else {
            throw DatabaseError.malformed("topic \(id): state \(state)")
        }
        return value
    }

    private func value(of name: Topic.State.Name) -> Topic.State? {
        switch name {
        case .held: .held
        case .screening: .screening
        case .pooled: .pooled
        case .selected: .selected
        case .researching: .researching
        case .ready: .ready
        case .scheduled: .scheduled
        case .consulted: .consulted
        case .inHandling: .inHandling
        case .reopened: .reopened
        case .withdrawn: .withdrawn
        case .asked: question.map { .asked(question: $0) }
        case .solvedDirectly: answer.map { .solvedDirectly(answer: $0) }
        case .rejected:
            rejectionGround.flatMap { ground in
                rejectionReason.map { .rejected(.init(ground: ground, explanation: $0)) }
            }
        case .redirected: redirection.map { .redirected($0) }
        case .merged: mergedInto.map { .merged(into: $0) }
        case .closed:
            closure == "handled"
                ? claimed.map { .closed(.handled(claimed: $0)) } : closureReason.map { .closed(.noAction(reason: $0)) }
        }
    }

    private func publicationValue() throws -> Publication {
        switch publication {
        case "hidden": .hidden
        case "published": .published
        case "withdrawn": .withdrawn
        case "reviewed": .reviewed(by: reviewers.split(separator: " ").compactMap { Identifier($0) })
        default: throw DatabaseError.malformed("topic \(id): publication \(publication)")
        }
    }
}
