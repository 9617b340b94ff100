// SPDX-License-Identifier: Apache-2.0

/// Whether strangers may read a record's public text: an axis of its own, beside the state (design: visibility).
///
/// hidden → reviewed → published → withdrawn. How many reviews a kind of record needs is the profile's; a reviewer is
/// never the author, and nobody reviews twice (BR-41).
package enum Publication: Hashable, Sendable {
    case hidden
    /// Some of the reviews are there; the text is not public yet.
    case reviewed(by: [Person.ID])
    case published
    case withdrawn

    package var isPublic: Bool { self == .published }

    /// Who has reviewed the text that waits.
    package var reviewers: [Person.ID] {
        switch self {
        case .reviewed(let reviewers): reviewers
        case .hidden, .published, .withdrawn: []
        }
    }

    /// After one more review, of `needed` in all.
    package func reviewed(by reviewer: Person.ID, needed: Int, isSameText: Bool) -> Publication {
        let reviewers = (isSameText ? self.reviewers : []) + [reviewer]
        return reviewers.count >= needed ? .published : .reviewed(by: reviewers)
    }
}
