// SPDX-License-Identifier: Apache-2.0

/// Where opinions differ, and on what all agree, found from nothing but votes.
///
/// The method is that of Polis (Small, Bjorkegren, Erkkilä, Shaw and Megill, "Polis: Scaling Deliberation by Mapping High
/// Dimensional Opinion Spaces", Recerca 26/2, 2021, and the documentation of Polis): the two principal components of the
/// votes make the map; whoever answers alike stands together and makes a group; statements are judged by what groups share
/// and in what they differ. The same votes in any order make the same map.
package struct OpinionMap: Sendable {
    /// Who has voted, by id, ascending.
    package let participants: [Int]
    /// What was voted on, by id, ascending. Whatever is said for each statement stands in this order.
    package let statements: [Int]
    /// What is known of each statement beside its votes.
    package let traits: [Statement]
    /// How many votes there are, of each pair of participant and statement one.
    package let voteCount: Int
    /// The mean vote on each statement, from −1 (disagree) to 1 (agree).
    package let centre: [Double]
    /// How much each statement moves people along both axes of the map.
    package let components: [SIMD2<Double>]
    /// Where each participant stands.
    package let places: [Place]
    /// To which group each participant belongs, as an index of `groups`; nil who has answered too little.
    package let groupOfParticipant: [Int?]
    /// The groups.
    package let groups: [Group]
    /// How well people sit in their groups, from −1 to 1.
    package let silhouette: Double
    /// How all who voted answered each statement.
    package let tallies: [Tally]
    /// For each statement how far every group agrees with it.
    package let consensus: [Double]
    /// What most of all agree with or disagree with.
    package let common: [Finding]
    /// What tells each group from the others.
    package let representative: [[Finding]]
    /// How much there is to be learnt from asking each statement next.
    package let priorities: [Double]

    /// The map of a conversation as it stands.
    /// - Parameter statements: what is known of statements beside their votes; others are ordinary ones.
    package init(_ votes: [Vote], statements: [Statement] = []) {
        self = Conversation(votes, statements: statements).map
    }
}
