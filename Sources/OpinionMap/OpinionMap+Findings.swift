// SPDX-License-Identifier: Apache-2.0

extension OpinionMap {
    /// Draws up the map when it is known where people stand and who belongs together.
    /// - Parameters:
    ///   - labels: the group of each participant, −1 for none.
    init(
        _ votes: CentredVotes, traits: [Statement], components: [SIMD2<Double>], places: [Place],
        labels: [Int], silhouette: Double
    ) {
        let matrix = votes.matrix
        let groupCount = (labels.max() ?? -1) + 1
        let byGroup = matrix.tallies(of: labels, groups: groupCount)
        let grouped = byGroup.reduce([Tally](repeating: Tally(), count: traits.count)) { zip($0, $1).map(+) }
        var (members, sums) = ([[Int]](repeating: [], count: groupCount), [Place](repeating: .zero, count: groupCount))
        for (row, label) in labels.enumerated() where label >= 0 {
            members[label].append(matrix.participants[row])
            sums[label] += places[row]
        }
        let judged = traits.indices.filter { traits[$0].places }
        let extremities = Priority.extremities(centre: votes.centre, components: components)

        participants = matrix.participants
        statements = matrix.statements
        self.traits = traits
        voteCount = matrix.voteCount
        centre = votes.centre
        self.components = components
        self.places = places
        groupOfParticipant = labels.map { $0 < 0 ? nil : $0 }
        groups = (0..<groupCount).map { group in
            Group(
                members: members[group], centre: sums[group] / Double(members[group].count), tallies: byGroup[group],
                others: zip(grouped, byGroup[group]).map(-))
        }
        self.silhouette = silhouette
        tallies = traits.indices.map(matrix.tally)
        consensus = Consensus.acrossGroups(byGroup, statements: traits.count)
        common = Consensus.findings(tallies, among: judged)
        representative = groups.map { $0.representative(among: judged) }
        priorities = traits.indices.map {
            Priority.of(grouped[$0], extremity: extremities[$0], isMeta: traits[$0].isMeta)
        }
    }
}

extension VoteMatrix {
    /// How each group answered each statement.
    /// - Parameter labels: the group of each participant, −1 for none.
    func tallies(of labels: [Int], groups: Int) -> [[Tally]] {
        let width = 3 * statements.count
        var counts = [Int32](repeating: 0, count: groups * width)
        counts.withUnsafeMutableBufferPointer { counts in
            for (row, label) in labels.enumerated() where label >= 0 {
                let group = UnsafeMutableBufferPointer(rebasing: counts[(label * width)..<(label * width + width)])
                for index in starts[row]..<starts[row + 1] { group[Int(cells[index].code)] &+= 1 }
            }
        }
        return (0..<groups).map { group in
            statements.indices.map { Tally(counts[(group * width + 3 * $0)..<(group * width + 3 * $0 + 3)]) }
        }
    }
}
