// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain
import Markup

/// A reply as everybody reads it: of a published proposal, what the unit and the office hold fit for that, once the days of the
/// profile have passed; numbers, doors and names of people are left out.
struct AssignmentPublicReply: Sendable {
    let unitName: String
    /// Which reply, from 1.
    let round: Int
    let outcome: String?
    let text: String
    /// Whether it is an abstract of what the proposers got.
    let isAbstract: Bool
    let sentOn: Day
    /// The number of the letter; nil where it has none.
    let letter: String?

    /// The replies to a proposal, or to the one that it is part of, the last first.
    static func read(
        _ proposal: PublicProposalStore.PublicProposal, _ desk: AssignmentDesk, in transaction: Transaction
    ) throws -> [AssignmentPublicReply] {
        try read(of: proposal.lead ?? proposal.id, desk, in: transaction)
    }

    /// The replies to what was assigned.
    static func read(
        of lead: Proposal.ID, _ desk: AssignmentDesk, in transaction: Transaction
    ) throws -> [AssignmentPublicReply] {
        let assignments = try desk.assignments(of: lead, in: transaction)
            .filter { !$0.isCoHandling && !$0.replies.isEmpty }
        guard !assignments.isEmpty else { return [] }
        let units = try desk.unitNames(in: transaction)
        let (practice, today) = (desk.site.practice, desk.services.clock.now().day)
        return assignments.flatMap { assignment in
            assignment.replies.enumerated().compactMap { index, reply -> AssignmentPublicReply? in
                guard reply.disclosure == .open, let text = (reply.abstract ?? reply.text).words,
                    let signature = reply.signature, practice.isPublic(repliedOn: signature.day, on: today)
                else {
                    return nil
                }
                return AssignmentPublicReply(
                    unitName: units[assignment.unit] ?? "", round: index + 1, outcome: reply.outcome,
                    text: PersonalDetail.masked(text, as: TopicWording.masked), isAbstract: reply.abstract != nil,
                    sentOn: signature.day,
                    letter: signature.number?.text)
            }
        }.sorted { $0.round > $1.round }
    }

    /// The section below the proposal; nothing while nothing may be read.
    static func section(_ replies: [AssignmentPublicReply], practice: ProposalPractice, today: Day) -> HTML {
        guard !replies.isEmpty else { return HTML() }
        let all = replies.map { reply -> HTML in
            let head = [
                reply.unitName, reply.letter, reply.outcome.map { ProposalWording.outcome($0, practice) },
                "\(ChineseTime.date(reply.sentOn, today: today))答复", reply.round > 1 ? "第\(reply.round)次" : nil,
                reply.isAbstract ? "摘要" : nil,
            ].compactMap { $0 }
            return """
                <p class="small mute gap-s">\(head.joined(separator: " · "))</p><p class="prose said">\(reply.text)</p>
                """
        }
        return PageSection(id: "replies", title: "答复", content: all.joined()).html
    }

    static let schema = Schema.object([
        ("unit", .text), ("round", .integer(minimum: 1)), ("outcome", .nullable(.text)), ("text", .text),
        ("isAbstract", .boolean),
        ("sentOn", .day), ("letterNumber", .nullable(.text)),
    ])

    var json: JSON {
        [
            "unit": .string(unitName), "round": .integer(Int64(round)), "outcome": .optional(outcome),
            "text": .string(text), "isAbstract": .boolean(isAbstract),
            "sentOn": .string(sentOn.description), "letterNumber": .optional(letter),
        ]
    }
}
