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
    private let state: String
    private let rejectionGround: String?
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

    init(_ row: inout Row, tenant: Tenant.ID, contents: ContentStore) throws {
        id = Identifier(try row.next())
        room = Identifier(try row.next())
        area = try row.next()
        source = try row.next()
        receivedAt = try row.next()
        state = try row.next()
        rejectionGround = try row.next()
        deadline = try Self.deadline(&row)
        publication = try row.next()
        reviewers = try row.next()
        let title = try row.next(String?.self)
        let body = try row.next(String?.self)
        publicText = title.flatMap { title in body.map { .init(title: .kept(title), body: .kept($0)) } }
        version = try row.next()
        text = try contents.next(&row, tenant: tenant)
        place = try contents.next(&row, tenant: tenant)
        question = try contents.next(&row, tenant: tenant)
        answer = try contents.next(&row, tenant: tenant)
        rejectionReason = try contents.next(&row, tenant: tenant)
    }

    /// The topic. Throws ``DatabaseError/malformed(_:)`` if the row cannot be one.
    func topic() throws -> Topic {
        guard let area = AreaCode(area), let source = Topic.Source(rawValue: source), let text else {
            throw DatabaseError.malformed("topic \(id)")
        }
        return Topic(
            id: id, room: room, area: area, source: source, receivedAt: Instant(milliseconds: receivedAt), text: text,
            place: place, state: try stateValue(), publication: try publicationValue(), publicText: publicText,
            deadline: deadline, version: version)
    }

    private func stateValue() throws -> Topic.State {
        switch (Topic.State.Name(rawValue: state), question, answer, rejectionGround, rejectionReason) {
        case (.held, _, _, _, _): .held
        case (.screening, _, _, _, _): .screening
        case (.pooled, _, _, _, _): .pooled
        case (.asked, let question?, _, _, _): .asked(question: question)
        case (.solvedDirectly, _, let answer?, _, _): .solvedDirectly(answer: answer)
        case (.rejected, _, _, let ground?, let reason?): .rejected(.init(ground: ground, explanation: reason))
        case (.asked, _, _, _, _), (.solvedDirectly, _, _, _, _), (.rejected, _, _, _, _), (nil, _, _, _, _):
            throw DatabaseError.malformed("topic \(id): state \(state)")
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

    private static func deadline(_ row: inout Row) throws -> Deadline? {
        let day = try row.next(String?.self).flatMap { Day($0) }
        let from = try row.next(String?.self).flatMap { Day($0) }
        let workingDays = try row.next(Int?.self)
        let isProvisional = try row.next(Bool?.self)
        guard let day, let from, let workingDays, let isProvisional else { return nil }
        return Deadline(day: day, from: from, workingDays: workingDays, isProvisional: isProvisional)
    }
}
