// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Filed proposals of this and earlier sessions whose subjects are like a text. The latest are compared in memory, with the same
/// measure as topics; they have no index of their own.
struct SimilarProposals {
    let lists: ProposalListStore

    /// As many as one looks through before one goes on.
    private static let shownMax = 4
    /// So many of the latest are compared: some ten years of a county.
    static let readMax = 1_000
    /// Below, subjects share little more than common words.
    static let scoreMin = 0.3

    /// The most like first.
    func proposals(
        like text: String, except own: Proposal.ID?, in transaction: Transaction
    ) throws -> [ProposalListStore.Likeness] {
        guard !text.allSatisfy(\.isWhitespace) else { return [] }
        let known = try lists.likenesses(except: own, limit: Self.readMax, in: transaction)
        var index = MemoryIndex()
        for each in known { index.append(Self.matter(of: each.subject)) }
        return try SimilarityQuery(Self.matter(of: text)).matches(in: index, limit: Self.shownMax)
            .filter { $0.score >= Self.scoreMin }.map { known[$0.id] }
    }

    /// What every subject begins and ends with says nothing.
    static func matter(of subject: String) -> String {
        var matter = Substring(subject)
        if matter.hasPrefix("关于") { matter = matter.dropFirst(2) }
        if matter.hasSuffix("的提案") { matter = matter.dropLast(3) }
        return String(matter)
    }
}
