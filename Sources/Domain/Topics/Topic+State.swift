// SPDX-License-Identifier: Apache-2.0

extension Topic {
    /// Where a topic stands (rules.md D.2). Each case names its successors; publication and outcome are axes of their own.
    package enum State: Hashable, Sendable {
        /// Came in above the intake limit and waits for a look. → screening, rejected
        case held
        /// On the secretary's desk. → asked, pooled, rejected, redirected, solvedDirectly, merged
        case screening
        /// The submitter was asked something. → screening (answered), pooled, rejected, redirected, solvedDirectly,
        /// merged
        case asked(question: FreeText)
        /// Accepted: in the pool from which sessions choose. → selected, merged
        case pooled
        /// Turned down, with a ground of the code list, the right channel and a word of explanation. → screening
        /// (it was a mistake)
        case rejected(Rejection)
        /// Sent on to where it belongs, and its submitter told; what came of it there is told too, once it is known.
        /// → screening (it came back), redirected (with the result)
        case redirected(Redirection)
        /// Settled on the spot by the room (当场解决), with the answer.
        case solvedDirectly(answer: FreeText)
        /// Handled as part of another topic. → screening (undo)
        case merged(into: ID)
        /// Chosen by the convener for consultation. → researching
        case selected
        /// A member has been asked to research it. → ready (first record), researching (another member)
        case researching
        /// Researched: a session may be announced for it. → scheduled
        case ready
        /// A session on it has been announced. → consulted (the session ended), ready (it was cancelled)
        case scheduled
        /// Talked over. → inHandling (items were issued), closed (nothing to do)
        case consulted
        /// Units work on what was agreed. → closed (all items closed)
        case inHandling
        /// Ended, with the class that was claimed or the reason why nothing was to be done. → reopened
        case closed(Closure)
        /// An item turned out not to be solved. → inHandling (work began again), closed (all items closed)
        case reopened

        /// The name that the database and the API know.
        package var name: Name {
            switch self {
            case .held: .held
            case .screening: .screening
            case .asked: .asked
            case .pooled: .pooled
            case .rejected: .rejected
            case .redirected: .redirected
            case .solvedDirectly: .solvedDirectly
            case .merged: .merged
            case .selected: .selected
            case .researching: .researching
            case .ready: .ready
            case .scheduled: .scheduled
            case .consulted: .consulted
            case .inHandling: .inHandling
            case .closed: .closed
            case .reopened: .reopened
            }
        }

        package enum Name: String, CaseIterable, Hashable, Sendable {
            case held, screening, asked, pooled, rejected, redirected
            case solvedDirectly = "solved_directly"
            case merged, selected, researching, ready, scheduled, consulted
            case inHandling = "in_handling"
            case closed, reopened

            /// Whether other topics may be handled as part of one that stands here.
            package var takesMerged: Bool {
                switch self {
                case .screening, .asked, .pooled, .selected, .researching, .ready, .scheduled, .consulted, .inHandling,
                    .reopened:
                    true
                case .held, .rejected, .redirected, .solvedDirectly, .merged, .closed: false
                }
            }
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

    /// Where a topic was sent on, what its submitter was told, and what came of it.
    package struct Redirection: Hashable, Sendable, Codable {
        package let channel: Channel
        package let explanation: FreeText
        /// What the other side answered; nil until it is known.
        package internal(set) var result: FreeText?

        package init(channel: Channel, explanation: FreeText, result: FreeText? = nil) {
            self.channel = channel
            self.explanation = explanation
            self.result = result
        }
    }

    /// Where else a matter can be taken up (rules.md D.2).
    package enum Channel: String, CaseIterable, Hashable, Sendable, Codable {
        /// 社情民意信息.
        case opinionReport = "opinion_report"
        /// 提案线索.
        case proposalClue = "proposal_clue"
        /// 12345热线.
        case hotline
        /// 网格.
        case grid
    }

    /// How a topic ended.
    package enum Closure: Hashable, Sendable, Codable {
        /// All its items were closed; the class is what the units claimed, together.
        case handled(claimed: OutcomeClass)
        /// The session agreed on nothing to be done.
        case noAction(reason: FreeText)
    }

    /// What a member found out (调研记录); cited by items (BR-02).
    package struct ResearchRecord: Hashable, Sendable, Codable {
        /// Where and whom: sites seen, people heard.
        package let visit: FreeText
        /// What was found.
        package let findings: FreeText
        /// What the member advises.
        package let advice: FreeText
        /// Photos and documents that came with it.
        package let attachments: [Attachment.ID]

        package init(visit: FreeText, findings: FreeText, advice: FreeText, attachments: [Attachment.ID] = []) {
            self.visit = visit
            self.findings = findings
            self.advice = advice
            self.attachments = attachments
        }
    }

    /// The topic that this one is handled as part of.
    package var mergedInto: ID? {
        guard case .merged(let other) = state else { return nil }
        return other
    }

    /// What the units claimed together when the topic ended.
    package var claimed: OutcomeClass? {
        guard case .closed(.handled(let claimed)) = state else { return nil }
        return claimed
    }
}
