// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

@testable import Server

extension RowReplay {
    /// What units have of proposals, and each reply that was sent.
    func assignments(in transaction: Transaction) throws -> [String] {
        let desk = AssignmentDesk(services: services, site: site)
        return try ids("proposal_assignment", in: transaction).compactMap { number -> String? in
            let id = ProposalAssignment.ID(number)
            guard let told = try desk.assignment(id, in: transaction) else { return "assignment \(id): no log" }
            let last = told.replies.last
            let expected =
                Self.texts(
                    told.proposal.number, told.unit.number, told.officer?.number, told.part.rawValue,
                    told.state.name.rawValue,
                    last?.outcome, told.replies.count, told.contacts.count, told.extensionAsked == nil ? 0 : 1,
                    told.receivedOn?.description, last?.signature?.day.description, told.remindedOn?.description,
                    told.version) + Self.texts(of: told.deadline)
            let stored = try row(
                [
                    "proposal", "unit", "officer", "part", "state", "outcome", "replies", "contacts", "asks_longer",
                    "received_on", "sent_on", "reminded_on", "version",
                ], "proposal_assignment", number, in: transaction)
            let replies = try transaction.rows(
                """
                SELECT outcome, letter FROM proposal_reply WHERE tenant = \(tenant) AND assignment = \(number) ORDER BY number
                """
            ) { [try $0.next(String?.self), try $0.next(String?.self)] }
            let sent = told.replies.map { [$0.outcome, $0.signature?.number?.text] }
            guard stored == expected, replies == sent else {
                return "assignment \(id): \(stored) / \(expected); \(replies)"
            }
            return nil
        }
    }

    /// What proposers were asked, and what they said.
    func opinions(in transaction: Transaction) throws -> [String] {
        let desk = ProposerOpinionDesk(services: services, site: site)
        return try ids("proposer_opinion", in: transaction).compactMap { number -> String? in
            let id = ProposerOpinion.ID(number)
            guard let told = try desk.opinion(id, in: transaction) else { return "opinion \(id): no log" }
            let expected = Self.texts(
                told.inquiry.proposal.number, told.inquiry.lead.number, told.inquiry.number,
                told.inquiry.proposer.number, told.answer?.manner.rawValue, told.answer?.result.rawValue,
                told.remindedOn?.description, told.slips, told.answer?.isBySlip == true ? 1 : 0,
                told.version)
            let stored = try plainRow(
                [
                    "proposal", "lead", "number", "proposer", "manner", "result", "reminded_on", "slips",
                    "is_by_slip", "version",
                ],
                "proposer_opinion", number,
                in: transaction)
            return stored == expected ? nil : "opinion \(id): \(stored) / \(expected)"
        }
    }
}
