// SPDX-License-Identifier: Apache-2.0

/// A link between two records: one kind of thing with a name, kept once and read from both ends, shown on one trace.
package struct RecordLink: Hashable, Sendable {
    package let from: Record
    package let to: Record
    package let relation: Relation

    package init(from: Record, to: Record, relation: Relation) {
        self.from = from
        self.to = to
        self.relation = relation
    }

    /// What a link says, read from its first record to its second.
    package enum Relation: String, CaseIterable, Hashable, Sendable, Codable {
        /// The two speak of the same or a neighbouring matter.
        case relatedTo = "related_to"
        /// The first topic is handled as part of the second (并案); each keeps its own submitter (BR-07).
        case mergedInto = "merged_into"
        /// The end of the first round opened the second (BR-06).
        case followedBy = "followed_by"
        /// The session talks the topic over.
        case consults
        /// The session agreed on the item.
        case resultedIn = "resulted_in"
        /// What was said on the visit became the topic.
        case raised
        /// The room above deals with the first topic as part of the second; each keeps its own submitter (BR-10).
        case escalatedTo = "escalated_to"
        /// The first topic is an advice on the second (建议); it is answered by itself, and talked over with it.
        case advises
        /// What the first record says became the proposal (BR-46).
        case proposedAs = "proposed_as"
        /// The room handed the topic on to those who write proposals, as the clue (BR-46).
        case handedOn = "handed_on"
    }

    /// A record of any kind, named as the event log names its subject.
    package struct Record: Hashable, Sendable {
        package let kind: String
        package let number: Int64

        package init(kind: String, number: Int64) {
            self.kind = kind
            self.number = number
        }
    }
}
