// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

@testable import Server

extension RowReplay {
    /// Where every case was and how long is what its log tells.
    func stays(in transaction: Transaction) throws -> [String] {
        let topics = TopicDesk(services: services, site: site)
        let sessions = SessionDesk(services: services, site: site)
        let items = ItemDesk(services: services, site: site)
        return try ids("topic", in: transaction).compactMap { number -> String? in
            let log = try topics.log(of: Topic.ID(number), in: transaction)
            let entries = log.map { ($0.event, $0.at) }
            let first = Topic.replaying(entries, as: Topic.ID(number))?.receivedAt
            // How long it stayed anywhere in a former system, nobody knows.
            var isTakenOver = false
            if case .takenOver = log.first?.event { isTakenOver = true }
            return try stays(
                "topic", number, log.map(\.at), from: first, isTakenOver: isTakenOver, in: transaction
            ) {
                Topic.replaying(Array(entries.prefix($0)), as: Topic.ID(number))?.state.name.rawValue
            }
        }
            + ids("consultation_session", in: transaction).compactMap { number -> String? in
                let log = try sessions.log(of: ConsultationSession.ID(number), in: transaction)
                return try stays("session", number, log.map(\.at), in: transaction) {
                    ConsultationSession.replaying(log.prefix($0).map(\.event), as: ConsultationSession.ID(number))?
                        .state.name.rawValue
                }
            }
            + ids("suggestion_item", in: transaction).compactMap { number -> String? in
                let log = try items.log(of: SuggestionItem.ID(number), in: transaction)
                return try stays("item", number, log.map(\.at), in: transaction) {
                    SuggestionItem.replaying(log.prefix($0).map(\.event), as: SuggestionItem.ID(number))?
                        .state.name.rawValue
                }
            }
    }

    private func stays(
        _ kind: String, _ number: Int64, _ moments: [Instant], from first: Instant? = nil,
        isTakenOver: Bool = false, in transaction: Transaction, state: (Int) -> String?
    ) throws -> String? {
        var told: [[String]] = []
        for (index, at) in moments.enumerated() {
            guard let state = state(index + 1), state != told.last?[1] else { continue }
            let entered = index == 0 ? first ?? at : at
            if let last = told.indices.last {
                // A clock that was put back makes a stay of no length.
                told[last][3] = String(max(entered.milliseconds, Int64(told[last][2]) ?? 0))
            }
            let isFirst = !told.contains { $0[1] == state }
            told.append([String(index + 1), state, String(entered.milliseconds), "-", isFirst ? "1" : "0"])
        }
        let kept = try transaction.rows(
            """
            SELECT version, state, entered_at, left_at, is_first FROM stay
            WHERE tenant = \(site.tenant.id.number) AND subject_kind = \(kind) AND subject = \(number) ORDER BY version
            """
        ) { row in
            [
                String(try row.next(Int64.self)), try row.next(String.self), String(try row.next(Int64.self)),
                try row.next(Int64?.self).map { String($0) } ?? "-", String(try row.next(Int64.self)),
            ]
        }
        if isTakenOver { told.removeFirst() }
        return kept == told ? nil : "\(kind) \(number): \(kept) / \(told)"
    }
}
