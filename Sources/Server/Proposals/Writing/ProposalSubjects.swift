// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain
import Synchronization

/// Which words stand in the subjects of which proposals, in memory alone: subjects are sealed, and an index in the database would
/// say what the sealing hides. What was read once is not read again; who asks first after a start reads all.
final class ProposalSubjects: Sendable {
    /// The grams of subjects, without the subjects.
    struct Kept: Sendable {
        private(set) var sets = GramSets()
        /// The content that holds the words, by number.
        private(set) var contents: [Int64] = []
        private(set) var known: Set<Int64> = []

        /// Nil where the words are erased: they are not looked for again.
        mutating func append(_ subject: String?, of content: Int64) {
            known.insert(content)
            guard let subject else { return }
            sets.append(SimilarProposals.matter(of: subject))
            contents.append(content)
        }
    }

    private let kept = Mutex<[Tenant.ID: Kept]>([:])

    /// What is known of a committee's subjects.
    func kept(of tenant: Tenant.ID) -> Kept { kept.withLock { $0[tenant] ?? Kept() } }

    /// Keeps what was read anew. Of two who read at once one is kept; what the other read is read again.
    func keep(_ new: Kept, of tenant: Tenant.ID) { kept.withLock { $0[tenant] = new } }
}
