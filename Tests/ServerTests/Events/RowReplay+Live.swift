// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

@testable import Server

extension RowReplay {
    /// Media consultations.
    func lives(in transaction: Transaction) throws -> [String] {
        let desk = MediaDesk(services: services, site: site)
        return try ids("media_consultation", in: transaction).compactMap { number -> String? in
            let id = MediaConsultation.ID(number)
            guard let told = try desk.consultation(id, in: transaction) else { return "live \(id): no log" }
            let expected = Self.texts(
                told.origin.session.number, told.origin.room.number, told.origin.area.text, told.state.name.rawValue,
                told.plan.opensAt.milliseconds, told.plan.closesAt.milliseconds, told.views, told.headCount?.count,
                told.version)
            let stored = try plainRow(
                ["session", "room", "area", "state", "opens_at", "closes_at", "views", "heads", "version"],
                "media_consultation", number, in: transaction)
            return stored == expected ? nil : "live \(id): \(stored) / \(expected)"
        }
    }

    /// What people said to them, and what came of it.
    func comments(in transaction: Transaction) throws -> [String] {
        let desk = CommentDesk(services: services, site: site)
        return try ids("live_comment", in: transaction).compactMap { number -> String? in
            let id = LiveComment.ID(number)
            guard let told = try desk.comment(id, in: transaction) else { return "comment \(id): no log" }
            let isOnSpot: Int? = if case .answered(let isOnSpot) = told.state { isOnSpot ? 1 : 0 } else { nil }
            let ground: String? = if case .rejected(let ground) = told.state { ground } else { nil }
            let item: Int64? = if case .itemised(let item) = told.state { item.number } else { nil }
            let expected =
                Self.texts(
                    told.said.consultation.number, told.said.room.number, told.said.area.text,
                    told.state.name.rawValue, ground, told.isSuggestion ? 1 : 0, isOnSpot, told.cutIn?.unit.number,
                    item,
                    told.cutIn?.at.milliseconds, told.version) + Self.texts(of: told.deadline)
            let stored = try row(
                [
                    "consultation", "room", "area", "state", "ground", "is_suggestion", "is_on_spot", "unit", "item",
                    "cut_in_at", "version",
                ], "live_comment", number, in: transaction)
            let kept = try transaction.first(
                """
                SELECT c.words, w.words, c.answer, a.words FROM live_comment c
                LEFT JOIN content w ON w.tenant = c.tenant AND w.id = c.words
                LEFT JOIN content a ON a.tenant = c.tenant AND a.id = c.answer
                WHERE c.tenant = \(tenant) AND c.id = \(number)
                """
            ) { row in try (0..<2).map { _ in try services.contents.next(&row, tenant: site.tenant.id)?.words } }
            let said = [told.said.words.words, told.answer?.words.words]
            return stored == expected && kept == said ? nil : "comment \(id): \(stored) / \(expected), \(said)"
        }
    }
}
