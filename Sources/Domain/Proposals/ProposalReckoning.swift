// SPDX-License-Identifier: Apache-2.0

/// How the proposals of a session add up (BR-15): what was handed in, what of it was filed, and what units have of that.
///
/// `submitted` and `filed` are counted by themselves, the parts by where each record stands; so the equations say something.
package struct ProposalReckoning: Hashable, Sendable {
    /// How many were handed in.
    package let submitted: Int
    /// How many numbers were given.
    package let filed: Int
    /// How many stand in each part; one that is left out has none.
    package let parts: [Part: Int]

    package init(submitted: Int, filed: Int, parts: [Part: Int]) {
        self.submitted = submitted
        self.filed = filed
        self.parts = parts
    }

    /// How many stand in a part.
    package subscript(part: Part) -> Int { parts[part, default: 0] }

    /// What became of something that was handed in.
    package enum Part: String, CaseIterable, Hashable, Sendable {
        case inReview = "in_review"
        case returned
        case notFiled = "not_filed"
        /// Sent up to the committee above.
        case forwarded
        /// Part of another before it had a number.
        case mergedInReview = "merged_in_review"
        case withdrawnInReview = "withdrawn_in_review"
        /// Has its number, and no unit has it yet.
        case awaiting
        /// Units have it, or had; with what is merged into it, one bundle.
        case assigned
        /// Has its number, and is handled as part of another.
        case merged
        /// Taken back after it had its number.
        case withdrawn

        /// Whether it is a part of those that were filed.
        package var isFiled: Bool {
            switch self {
            case .awaiting, .assigned, .merged, .withdrawn: true
            case .inReview, .returned, .notFiled, .forwarded, .mergedInReview, .withdrawnInReview: false
            }
        }

        /// What became of a proposal that stands here; nil for one that is being written.
        package init?(_ state: Proposal.State.Name, isNumbered: Bool, isPartOfOther: Bool) {
            switch state {
            case .draft, .awaitingCoSigners: return nil
            case .submitted: self = .inReview
            case .returned: self = .returned
            case .notFiled: self = .notFiled
            case .forwarded: self = .forwarded
            case .withdrawn: self = isNumbered ? .withdrawn : .withdrawnInReview
            case .merged: self = isNumbered ? .merged : .mergedInReview
            case .filed: self = .awaiting
            case .handling, .replied, .rehandling, .followUp, .closed:
                if isPartOfOther {
                    self = isNumbered ? .merged : .mergedInReview
                } else {
                    self = isNumbered ? .assigned : .forwarded
                }
            }
        }
    }

    /// filed = assigned bundles + merged away + taken back + what still waits to be assigned (BR-15).
    package var isFiledBalanced: Bool { filed == sum { $0.isFiled } }

    /// submitted = filed + all that was not.
    package var isSubmittedBalanced: Bool { submitted == filed + sum { !$0.isFiled } }

    package var isBalanced: Bool { isFiledBalanced && isSubmittedBalanced }  // BR-15

    private func sum(_ isCounted: (Part) -> Bool) -> Int {
        parts.reduce(0) { $0 + (isCounted($1.key) ? $1.value : 0) }
    }
}
