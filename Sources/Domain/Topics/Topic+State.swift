// SPDX-License-Identifier: Apache-2.0

extension Topic {
    /// Where a topic stands (rules.md D.2). Each case names its successors; publication and outcome are axes of their own.
    package enum State: Hashable, Sendable {
        /// Came in above the intake limit and waits for a look. → screening
        case held
        /// On the secretary's desk. → asked, pooled, rejected, solvedDirectly
        case screening
        /// The submitter was asked something. → screening (answered), pooled, rejected, solvedDirectly
        case asked(question: FreeText)
        /// Accepted: in the pool from which sessions choose.
        case pooled
        /// Turned down, with a ground of the code list, the right channel and a word of explanation.
        case rejected(Rejection)
        /// Settled on the spot by the room (当场解决), with the answer.
        case solvedDirectly(answer: FreeText)

        /// The name that the database and the API know.
        package var name: Name {
            switch self {
            case .held: .held
            case .screening: .screening
            case .asked: .asked
            case .pooled: .pooled
            case .rejected: .rejected
            case .solvedDirectly: .solvedDirectly
            }
        }

        package enum Name: String, CaseIterable, Hashable, Sendable {
            case held, screening, asked, pooled, rejected
            case solvedDirectly = "solved_directly"
        }
    }

    /// Why a topic was turned down and where it belongs.
    package struct Rejection: Hashable, Sendable, Codable {
        package let ground: String
        package let explanation: FreeText

        package init(ground: String, explanation: FreeText) {
            self.ground = ground
            self.explanation = explanation
        }
    }
}
