// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

@testable import Server

extension RowReplay {
    /// Calls for opinions and their statements whose rows say something else than their logs.
    func deliberations(in transaction: Transaction) throws -> [String] {
        let calls = DeliberationDesk(services: services, site: site)
        let statements = OpinionStatementDesk(services: services, site: site)
        let ofCalls = try ids("deliberation", in: transaction).compactMap { number -> String? in
            let id = Deliberation.ID(number)
            guard let told = try calls.call(id, in: transaction) else { return "deliberation \(id): no log" }
            var (topic, session): (Int64?, Int64?) = (nil, nil)
            switch told.opening.matter {
            case .topic(let id): topic = id.number
            case .session(let id): session = id.number
            }
            let expected = Self.texts(
                topic, session, told.opening.room.number, told.opening.area.text, told.state.name.rawValue,
                told.lastDay?.description, told.result?.people, told.result?.votes, told.result?.digest, told.version)
            let stored = try plainRow(
                ["topic", "session", "room", "area", "state", "until_on", "people", "votes", "digest", "version"],
                "deliberation", number, in: transaction)
            return stored == expected ? nil : "deliberation \(id): \(stored) / \(expected)"
        }
        return try ofCalls
            + ids("opinion_statement", in: transaction).compactMap { number -> String? in
                let id = OpinionStatement.ID(number)
                guard let told = try statements.statement(id, in: transaction) else { return "statement \(id): no log" }
                let expected = Self.texts(
                    told.content.deliberation.number, told.content.isSeed ? 1 : 0, told.state.name.rawValue,
                    told.rejection?.ground.rawValue, told.version)
                let stored = try plainRow(
                    ["deliberation", "is_seed", "state", "ground", "version"], "opinion_statement", number,
                    in: transaction)
                return stored == expected ? nil : "statement \(id): \(stored) / \(expected)"
            }
    }
}
