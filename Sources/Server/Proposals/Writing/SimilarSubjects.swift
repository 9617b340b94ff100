// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// The subjects of all filed and declared proposals as they are compared in one transaction. Grams come from memory, and the words
/// of the few that are looked at closely from their sealed rows.
struct SimilarSubjects: GramIndex {
    private let kept: ProposalSubjects.Kept
    /// Whose subject a content is; what is gone, closed or put right since is not among them.
    private let sources: [Int64: ProposalSubjectStore.Source]
    private let contents: ContentStore
    private let tenant: Tenant.ID
    private let transaction: Transaction

    /// So many words are unsealed by one statement.
    private static let readAtOnce = 1_000
    /// Beyond what is there, so much that is there no more is kept before all is read anew.
    private static let staleMax = 1_000

    init(_ services: Services, of tenant: Tenant.ID, in transaction: Transaction) throws {
        let found = try ProposalSubjectStore(tenant: tenant).subjects(in: transaction)
        var kept = services.subjects.kept(of: tenant)
        if kept.contents.count > found.count + Self.staleMax { kept = ProposalSubjects.Kept() }
        let missing = found.map(\.content).filter { !kept.known.contains($0) }
        for start in stride(from: 0, to: missing.count, by: Self.readAtOnce) {
            let ids = Array(missing[start..<min(start + Self.readAtOnce, missing.count)])
            let words = try services.contents.words(ids, tenant: tenant, in: transaction)
            for id in ids { kept.append(words[id], of: id) }
        }
        if !missing.isEmpty { services.subjects.keep(kept, of: tenant) }
        self.kept = kept
        sources = Dictionary(found.map { ($0.content, $0.source) }, uniquingKeysWith: { first, _ in first })
        (contents, self.tenant, self.transaction) = (services.contents, tenant, transaction)
    }

    func textCount() -> Int { kept.sets.textCount }
    func counts(of grams: [Gram]) -> [Int] { kept.sets.counts(of: grams) }
    func blocks(of grams: [Gram]) -> [GramBlock] { kept.sets.blocks(of: grams) }

    func candidates(_ numbers: [Int]) throws -> [Candidate<Int>] {
        let living = numbers.filter { sources[kept.contents[$0]] != nil }
        let words = try contents.words(living.map { kept.contents[$0] }, tenant: tenant, in: transaction)
        // What was erased is like nothing.
        return living.compactMap { number in
            words[kept.contents[number]].map { Candidate(id: number, texts: [SimilarProposals.matter(of: $0)]) }
        }
    }

    /// Those whose subjects are most like a text, the most like first.
    func sources(
        like text: String, except own: Proposal.ID?, from floor: Double, limit: Int
    ) throws -> [ProposalSubjectStore.Source] {
        guard !text.allSatisfy(\.isWhitespace) else { return [] }
        let matches = try SimilarityQuery(SimilarProposals.matter(of: text)).matches(in: self, limit: limit + 1)
        return Array(
            matches.filter { $0.likeness >= floor }.compactMap { sources[kept.contents[$0.id]] }
                .filter { $0 != own.map { .filed($0) } }.prefix(limit))
    }
}
