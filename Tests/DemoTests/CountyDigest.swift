// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

@testable import Server

/// All that happened in a county, in order: who did what when, in which words, with which deadlines. Ids and tracking
/// codes come from the clock and from chance; in the digest an id is its place in the story.
struct CountyDigest {
    private var places: [String: Int] = [:]
    private(set) var lines: [String] = []

    init(_ county: PlayedCounty) async throws {
        for tenant in try await county.tenants {
            let services = county.services
            let rows = try await services.engine.read { transaction in
                try transaction.rows(
                    """
                    SELECT subject_kind, subject, MIN(id) FROM event WHERE tenant = \(tenant.id.number)
                    GROUP BY subject_kind, subject ORDER BY MIN(id)
                    """
                ) { row in (kind: try row.next(String.self), subject: try row.next(Int64.self)) }
            }
            lines.append("\(tenant.name)")
            for (kind, subject) in rows {
                let told = try await services.engine.read { transaction in
                    switch kind {
                    case "topic": try Self.log(TopicEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "session": try Self.log(SessionEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "item": try Self.log(ItemEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "confirmation":
                        try Self.log(ConfirmationEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "reception":
                        try Self.log(ReceptionEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "visit": try Self.log(VisitEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "enrolment":
                        try Self.log(EnrolmentEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "sentiment":
                        try Self.log(SentimentEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "suggestion_list":
                        try Self.log(
                            SuggestionListEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "proposal":
                        try Self.log(ProposalEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "assignment":
                        try Self.log(AssignmentEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "clue": try Self.log(ClueEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "commendation":
                        try Self.log(CommendationEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "opinion":
                        try Self.log(OpinionEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "deliberation":
                        try Self.log(DeliberationEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "opinion_statement":
                        try Self.log(OpinionStatementEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "look_back":
                        try Self.log(LookBackEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "deployment":
                        try Self.log(DeploymentEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "deployment_receipt":
                        try Self.log(DeploymentReceiptEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "contest_entry":
                        try Self.log(ContestEntryEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "media_consultation":
                        try Self.log(MediaEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "live_comment":
                        try Self.log(CommentEvent.self, subject, tenant.id, services.eventLog, transaction)
                    case "directory":
                        // The values of an entry have no order of their own.
                        try Self.log(DirectoryEvent.self, subject, tenant.id, services.eventLog, transaction)
                            .map { $0.split { !$0.isLetter && !$0.isNumber }.sorted().joined(separator: " ") }
                    case "support": try Self.log(SupportEvent.self, subject, tenant.id, services.eventLog, transaction)
                    default: try Self.log(PersonalDataEvent.self, subject, tenant.id, services.eventLog, transaction)
                    }
                }
                lines += told.map { placed("\(kind) \(Identifier<Never>(subject)): \($0)") }
            }
            try await appendRows(tenant.id.number, services)
        }
    }

    private static func log<Event: LifecycleEvent>(
        _ type: Event.Type, _ subject: Int64, _ tenant: Tenant.ID, _ store: EventStore, _ transaction: Transaction
    ) throws -> [String] {
        try store.log(of: subject, tenant: tenant, as: type, in: transaction).map {
            "\($0.at.milliseconds) \($0.actorKind) \($0.actorName ?? "-") \($0.role?.rawValue ?? "-") \($0.event)"
        }
    }

    /// States, publication and deadlines as the tables hold them.
    private mutating func appendRows(_ tenant: Int64, _ services: Services) async throws {
        let rows = try await services.engine.read { transaction in
            try ["topic", "suggestion_item", "consultation_session", "personal_data_request"].flatMap { table in
                let sql: SQL =
                    switch table {
                    case "topic":
                        "SELECT state, COALESCE(due_on, '-'), publication FROM topic WHERE tenant = \(tenant) ORDER BY id"
                    case "suggestion_item":
                        "SELECT state, COALESCE(due_on, '-'), COALESCE(claimed, '-') FROM suggestion_item WHERE tenant = \(tenant) ORDER BY id"
                    case "consultation_session":
                        "SELECT state, COALESCE(due_on, '-'), starts_on FROM consultation_session WHERE tenant = \(tenant) ORDER BY id"
                    default:
                        "SELECT state, COALESCE(due_on, '-'), '-' FROM personal_data_request WHERE tenant = \(tenant) ORDER BY id"
                    }
                return try transaction.rows(sql) { row in
                    "\(table) \(try row.next(String.self)) \(try row.next(String.self)) \(try row.next(String.self))"
                }
            }
        }
        lines += rows
    }

    /// The line with each id as its place.
    private mutating func placed(_ line: String) -> String {
        var text = ""
        var rest = Substring(line)
        while let match = rest.firstMatch(of: /\b[0-9A-HJKMNP-TV-Z]{13}\b/) {
            let id = String(match.output)
            let place = places[id] ?? places.count
            places[id] = place
            text += rest[..<match.range.lowerBound] + "#\(place)"
            rest = rest[match.range.upperBound...]
        }
        return text + rest
    }
}
