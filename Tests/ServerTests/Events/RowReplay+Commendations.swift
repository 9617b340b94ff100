// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

@testable import Server

extension RowReplay {
    func commendations(in transaction: Transaction) throws -> [String] {
        let desk = CommendationDesk(services: services, site: site)
        return try ids("commendation", in: transaction).compactMap { number -> String? in
            let id = Commendation.ID(number)
            guard let told = try desk.commendation(id, in: transaction) else { return "commendation \(id): no log" }
            let expected = Self.texts(
                told.span.term, told.span.session ?? 0, told.state.name.rawValue, told.evaluations.count,
                told.nominees.count, told.listed, told.announcedOn?.description, told.version)
            let stored = try plainRow(
                ["term", "session", "state", "evaluations", "nominees", "listed", "announced_on", "version"],
                "commendation", number, in: transaction)
            return stored == expected ? nil : "commendation \(id): \(stored) / \(expected)"
        }
    }

    func clues(in transaction: Transaction) throws -> [String] {
        let desk = ClueDesk(services: services, site: site)
        return try ids("proposal_clue", in: transaction).compactMap { number -> String? in
            let id = ProposalClue.ID(number)
            guard let told = try desk.clue(id, in: transaction) else { return "clue \(id): no log" }
            let stored = try plainRow(["topic", "walk", "state", "version"], "proposal_clue", number, in: transaction)
            let expected = Self.texts(told.topic?.number, told.walk?.number, told.state.rawValue, told.version)
            return stored == expected ? nil : "clue \(id): \(stored) / \(expected)"
        }
    }
}
