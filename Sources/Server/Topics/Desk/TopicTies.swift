// SPDX-License-Identifier: Apache-2.0

import Domain

/// How a topic stands to others, besides being merged and going on in rounds.
struct TopicTies: Sendable {
    /// Those that speak of the same or a neighbouring matter, from either end.
    let related: [Topic.ID]
    /// The topic that this one is an advice on.
    let advised: Topic.ID?
    /// Those that are an advice on this one, in the order in which they came.
    let advice: [Topic.ID]
    /// The proposals that grew from it (BR-46).
    let proposals: [Proposal.ID]
    /// The clue as which it was handed on to those who write proposals (BR-46); the last one.
    let clue: ProposalClue.ID?

    /// The ties among a topic's links.
    init(of id: Topic.ID, _ links: [RecordLink]) {
        func ids(_ relation: RecordLink.Relation, _ end: (RecordLink) -> RecordLink.Record?) -> [Topic.ID] {
            links.filter { $0.relation == relation }.compactMap(end).map { Identifier($0.number) }
        }
        let own = RecordLink.Record.topic(id)
        related = ids(.relatedTo) { $0.from == own ? $0.to : $0.from }
        advised = ids(.advises) { $0.from == own ? $0.to : nil }.first
        advice = ids(.advises) { $0.to == own ? $0.from : nil }.sorted()
        proposals = links.filter { $0.relation == .proposedAs && $0.from == own }.map { Identifier($0.to.number) }
            .sorted()
        clue = links.filter { $0.relation == .handedOn && $0.from == own }.map { ProposalClue.ID($0.to.number) }.max()
    }
}
