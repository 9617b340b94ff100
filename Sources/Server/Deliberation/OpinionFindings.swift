// SPDX-License-Identifier: Apache-2.0

import Domain
import OpinionMap

/// What may be shown of an opinion map: groups and counts of five people and more, and where one is oneself. Nothing here
/// tells what one person said.
struct OpinionFindings: Sendable {
    /// How many have answered, each kind apart.
    let people: SupportCount
    let votes: Int
    /// The groups that are shown, in an order that stays.
    let groups: [OpinionGroup]
    /// Those who stand in no group that is shown.
    let ungrouped: Int
    /// What was said of each statement that is asked.
    let lines: [Line]

    /// A statement with its counts; nil where they are of too few people.
    struct Line: Sendable {
        let statement: OpinionStatement.ID
        let all: OpinionCount?
        /// Of those by phone and by slip alone: by what is decided.
        let verified: OpinionCount?
        /// In the order of the groups.
        let byGroup: [OpinionCount?]
        let standing: Standing
        /// How far every group agrees, from 0 to 1.
        let consensus: Double
    }

    /// What a statement says about those who answered.
    enum Standing: String, Sendable, CaseIterable {
        /// In every group most agree; where no groups are told apart, most of all do.
        case allAgree = "all_agree"
        /// The same the other way round.
        case allDisagree = "all_disagree"
        /// It tells groups apart.
        case differs
        case mixed
    }

    /// What part of every group must be of one mind, in hundredths.
    static let commonShare = 70

    /// `means`: by what each voice is known.
    init(_ conversation: Conversation, means: [Int: Support.Means], asked: Set<OpinionStatement.ID>) {
        let map = conversation.map
        let kinds = map.participants.map { means[$0] ?? .device }
        let tallies = conversation.tallies(of: kinds)
        let plane = OpinionPlane(map.places)
        let order = map.groups.indices.filter { map.groups[$0].members.count >= OpinionVote.peopleMin }
        let groups = order.enumerated().map { number, index in
            OpinionGroup(
                number: number, index: index, size: map.groups[index].members.count,
                cells: plane.cells(of: index, in: map))
        }
        // What tells one group from others that are not shown tells nobody anything.
        let telling = Set(order.count < 2 ? [] : order.flatMap { map.representative[$0].map(\.statement) })
        people = kinds.reduce(into: SupportCount()) { $0.add(1, by: $1) }
        votes = map.voteCount
        self.groups = groups
        ungrouped = map.participants.count - groups.reduce(0) { $0 + $1.size }
        lines = map.statements.indices.compactMap { index in
            let statement = OpinionStatement.ID(Int64(map.statements[index]))
            guard asked.contains(statement) else { return nil }
            return Line(
                statement, tallies.mapValues { OpinionCount($0[index]) },
                groups.map { OpinionCount(map.groups[$0.index].tallies[index]) },
                isTelling: telling.contains(index), consensus: map.consensus[index])
        }
    }

    /// Whether there are groups whose opinions can be told apart.
    var areParted: Bool { groups.count > 1 }

    /// Those that all agree on first, then what divides, then the rest; within, the clearest first.
    func lines(_ standing: Standing) -> [Line] {
        lines.filter { $0.standing == standing }.sorted {
            ($0.consensus, $0.all?.all ?? 0) > ($1.consensus, $1.all?.all ?? 0)
        }
    }

    /// The parts of a whole that may be shown beside it, so that what is left is not of too few people either.
    static func shown(_ parts: [Int], of whole: Int) -> [Bool] {
        var shown = parts.map { $0 >= OpinionVote.peopleMin }
        let rest = whole - zip(parts, shown).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
        let smallest = parts.indices.filter { shown[$0] }.min { parts[$0] < parts[$1] }
        if (1..<OpinionVote.peopleMin).contains(rest), let smallest { shown[smallest] = false }
        return shown
    }
}

extension OpinionFindings.Line {
    fileprivate init(
        _ statement: OpinionStatement.ID, _ means: [Support.Means: OpinionCount], _ counts: [OpinionCount],
        isTelling: Bool, consensus: Double
    ) {
        let all = means.values.reduce(OpinionCount(), +)
        let verified = (means[.phone] ?? OpinionCount()) + (means[.slip] ?? OpinionCount())
        let isVerifiedShown = OpinionFindings.shown([verified.all], of: all.all)[0]
        let shown = OpinionFindings.shown(counts.map(\.all), of: all.all)
        self.statement = statement
        self.all = all.all >= OpinionVote.peopleMin ? all : nil
        self.verified = isVerifiedShown ? verified : nil
        byGroup = zip(counts, shown).map { $1 ? $0 : nil }
        self.consensus = consensus
        // A count that is hidden for the sake of those beside it is judged all the same. Where there are no two groups, all are judged.
        let judged = counts.count < 2 ? [self.all] : counts.map { $0.all >= OpinionVote.peopleMin ? $0 : nil }
        standing =
            if judged.allSatisfy({ $0?.isMostly(\.agree) ?? false }) {
                .allAgree
            } else if judged.allSatisfy({ $0?.isMostly(\.disagree) ?? false }) {
                .allDisagree
            } else {
                isTelling ? .differs : .mixed
            }
    }
}

extension OpinionCount {
    fileprivate init(_ tally: Tally) {
        self.init(agree: tally.agree, pass: tally.pass, disagree: tally.disagree)
    }

    /// Whether enough say the same for it to be common.
    fileprivate func isMostly(_ side: KeyPath<OpinionCount, Int>) -> Bool {
        all > 0 && self[keyPath: side] * 100 >= all * OpinionFindings.commonShare
    }
}
