// SPDX-License-Identifier: Apache-2.0

/// A conversation while it runs: its votes, and its map as of the last update.
///
/// An update begins from what was found last, so that it costs little, axes and groups stay what they were, and the number
/// of groups changes only when it has been found wrong four times in a row. It is a value: one may be updated while
/// the last one is still read, and while people go on voting.
package struct Conversation: Sendable {
    /// The map as of the last update.
    package let map: OpinionMap

    private let matrix: VoteMatrix
    private let traits: [Statement]
    private let grouping: Grouping
    private let groupCount: GroupCount?
    /// Who is in a group: once in, in.
    private let isGrouped: [Bool]

    /// How many statements somebody has answered who is put into a group, unless there are fewer.
    private static let votesNeeded = 7

    /// Begins with the votes there are.
    package init(_ votes: [Vote], statements: [Statement] = []) {
        let matrix = VoteMatrix(votes, listed: statements.map(\.id))
        self.init(matrix, traits: Self.traits(of: matrix, statements, before: []), last: nil)
    }

    /// Takes more votes in; of a pair of participant and statement the last counts.
    /// - Parameter statements: what has become known of statements since.
    package mutating func update(_ votes: [Vote], statements: [Statement] = []) {
        let matrix = matrix.adding(votes, listed: statements.map(\.id))
        self = Conversation(
            matrix, traits: Self.traits(of: matrix, statements, before: traits), last: self)
    }

    /// How people of each kind answered each statement, in the order of the map's statements; one pass over the votes. `kinds`:
    /// the kind of each participant, in the order of the map's.
    package func tallies<Kind: Hashable>(of kinds: [Kind]) -> [Kind: [Tally]] {
        let found = Array(Set(kinds))
        let places = Dictionary(zip(found, 0...)) { first, _ in first }
        return Dictionary(
            zip(found, matrix.tallies(of: kinds.map { places[$0] ?? -1 }, groups: found.count))
        ) { first, _ in first }
    }

    private init(_ matrix: VoteMatrix, traits: [Statement], last: Conversation?) {
        let votes = CentredVotes(matrix, places: traits.map(\.places))
        let components = PrincipalComponents(
            votes,
            startingFrom: last.map {
                Self.carried($0.map.components, $0.matrix.statements, to: matrix.statements, or: .zero)
            }
        ).loadings
        let places = votes.places(along: components)

        let people = matrix.participants
        let wasGrouped = last.map { Self.carried($0.isGrouped, $0.matrix.participants, to: people, or: false) }
        let needed = min(Self.votesNeeded, matrix.statements.count)
        let isGrouped = people.indices.map { wasGrouped?[$0] == true || matrix.voteCount(of: $0) >= needed }
        let grouped = people.indices.filter { isGrouped[$0] }
        let grouping = Grouping(grouped.map { places[$0] }, startingFrom: last?.grouping)

        let groupCount = grouping.best.map { GroupCount($0.count, after: last?.groupCount) } ?? last?.groupCount
        let choice = grouping.choices.first { $0.count == groupCount?.held } ?? grouping.best
        var labels = [Int](repeating: -1, count: people.count)
        for (row, label) in zip(grouped, grouping.labels(choice)) { labels[row] = label }
        if let last {
            let before = Self.carried(last.map.groupOfParticipant, last.matrix.participants, to: people, or: nil)
            labels = GroupNumbers.keeping(before, labels)
        }

        map = OpinionMap(
            votes, traits: traits, components: components, places: places, labels: labels,
            silhouette: choice?.silhouette ?? 0)
        (self.matrix, self.traits) = (matrix, traits)
        (self.isGrouped, self.grouping, self.groupCount) = (isGrouped, grouping, groupCount)
    }

    /// What is known of each statement of a matrix.
    private static func traits(
        of matrix: VoteMatrix, _ news: [Statement], before: [Statement]
    ) -> [Statement] {
        let known = Dictionary((before + news).map { ($0.id, $0) }) { $1 }
        return matrix.statements.map { known[$0] ?? Statement(id: $0) }
    }

    /// What is known for each of some ids, for more ids; both ascend.
    private static func carried<Value>(_ values: [Value], _ ids: [Int], to more: [Int], or missing: Value) -> [Value] {
        var next = 0
        return more.map { id in
            guard next < ids.count, ids[next] == id else { return missing }
            next += 1
            return values[next - 1]
        }
    }
}
