// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import OpinionMap

/// A call as somebody who answers sees it: what is asked, what this voice has answered, and what comes next. Nothing of
/// others but how many they are.
struct OpinionReading: Sendable {
    let call: Deliberation
    let room: Room
    let isOpen: Bool
    let statements: [OpinionStatementStore.Listed]
    let answers: [OpinionStatement.ID: OpinionVote.Answer]
    /// What is asked next; nil when all are answered.
    let next: OpinionStatementStore.Listed?
    let people: SupportCount
    /// How many statements were not asked, on which grounds.
    let rejected: [OpinionStatement.Ground: Int]
    /// The voice, if it has answered before.
    let voter: Int64?

    var question: String { call.opening.question.words ?? TopicWording.erased }

    /// Those of the statements that are still asked and that this voice has answered.
    var answered: [OpinionStatementStore.Listed] { statements.filter { answers[$0.id] != nil } }

    /// So many are counted anew for each page; of more the map knows, as of some seconds ago.
    private static let countedMax = 200

    private static func people(_ kept: OpinionMaps.Kept) -> SupportCount? {
        kept.findings.people.all > countedMax ? kept.findings.people : nil
    }

    /// `key`: nil for a browser on its first page. Throws ``WebFailure/notFound`` where strangers may not read it.
    init(
        _ id: Deliberation.ID, by key: [UInt8]?, _ kept: OpinionMaps.Kept?, _ desk: DeliberationDesk, on today: Day,
        in transaction: Transaction
    ) throws {
        let published = try desk.published(id, in: transaction)
        call = published
        guard let listed = try RoomStore(tenant: desk.site.tenant.id).room(published.opening.room, in: transaction)
        else {
            throw WebFailure.notFound
        }
        room = listed.room
        isOpen = OpinionVote.refusal(in: published, on: today) == nil
        let all = try desk.statements.list(of: id, [.adopted, .rejected, .takenDown], in: transaction)
        statements = all.filter { $0.state == .adopted }
        rejected = all.compactMap(\.ground).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        voter = try key.flatMap { try desk.votes.voter($0, in: id, in: transaction)?.id }
        answers = try voter.map { try desk.votes.answers(of: $0, in: transaction) } ?? [:]
        // Another server may have closed the call after this one drew its map.
        let isClosed = published.state.name == .closed
        let current = kept.flatMap { isClosed && !$0.isFinal ? nil : $0 }
        people = try current.flatMap(Self.people) ?? desk.votes.people(of: id, in: transaction)
        let nextID = StatementOrder.next(
            statements.map(\.id), answered: Set(answers.keys), for: key ?? [], map: kept?.map)
        next = statements.first { $0.id == nextID }
    }
}
