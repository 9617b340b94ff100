// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension ProposalDesk {
    /// What the office and a leader do once it has its number.
    static let handlingActs: [CaseAct<ProposalDesk>] = [
        .assign, .close, .followUp, .beginFollowUp, .chooseAsKey, .supervise,
    ]
}

extension CaseAct<ProposalDesk> {
    static let chooseAsKey = CaseAct(
        .chooseAsKey, "key", advice: "列为重点提案，写明由哪位领导领衔督办。督办至少一次，才能办结。",
        fields: { _ in [InputField("leader", "领衔督办的领导", .line(limit: 40))] },
        decide: { proposal, input, d in try proposal.choosingAsKey(leader: input.text("leader"), by: d.actor) })

    static let supervise = CaseAct(
        .supervise, "supervision", advice: "座谈、实地察看、专题调研、走访承办单位，每次记一笔。",
        fields: { _ in
            [
                InputField("means", "怎样督办", .choice(ProposalWording.means)), InputField("day", "哪天", .day),
                InputField("people", "哪些人", .line(limit: 100)),
                InputField("words", "说了什么、定了什么", .paragraph(limit: 1000)),
            ]
        },
        decide: { proposal, input, d in
            try proposal.supervising(
                .init(
                    input.choice("means"), on: input.day("day"), people: input.text("people"),
                    words: input.text("words")),
                by: d.actor, on: d.now.day)
        })
}
