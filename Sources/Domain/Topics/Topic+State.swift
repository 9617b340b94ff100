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
        /// Accepted: in the pool from which sessions choose. → selected, merged, rejected,
        /// redirected, solvedDirectly, screening (of another room)
        case pooled
        /// Turned down, with a ground of the code list, the right channel and a word of explanation. → screening
        /// (it was a mistake)
        case rejected(Rejection)
        /// Sent on to where it belongs, and its submitter told; what came of it there is told too, once it is known.
        /// → screening (it came back), redirected (with the result)
        case redirected(Redirection)
        /// Settled on the spot by the room (当场解决), with the answer; its submitter is asked whether that is so. Or ended in a
        /// former system. → screening (not solved, or taken up again)
        case solvedDirectly(answer: FreeText)
        /// Handled as part of another topic. → screening (undo)
        case merged(into: ID)
        /// Chosen by the convener for consultation. → researching, pooled (the choice was taken back); from here to ready also
        /// solvedDirectly, screening (of another room)
        case selected
        /// A member has been asked to research it. → ready (first record), researching (another member), pooled
        case researching
        /// Researched: a session may be announced for it. → scheduled, pooled
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
        /// Its submitter took it back, before anything was made of it that others count on.
        case withdrawn

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
            case .withdrawn: .withdrawn
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case held, screening, asked, pooled, rejected, redirected
            case solvedDirectly = "solved_directly"
            case merged, selected, researching, ready, scheduled, consulted
            case inHandling = "in_handling"
            case closed, reopened, withdrawn

            /// Whether other topics may be handled as part of one that stands here.
            package var takesMerged: Bool {
                switch self {
                case .screening, .asked, .pooled, .selected, .researching, .ready, .scheduled, .consulted, .inHandling,
                    .reopened:
                    true
                case .held, .rejected, .redirected, .solvedDirectly, .merged, .closed, .withdrawn: false
                }
            }

            /// Whether the submitter may still take a topic back that stands here: no session has been announced.
            package var isWithdrawable: Bool {
                switch self {
                case .held, .screening, .asked, .pooled, .selected, .researching, .ready: true
                case .rejected, .redirected, .solvedDirectly, .merged, .scheduled, .consulted, .inHandling, .closed,
                    .reopened, .withdrawn:
                    false
                }
            }

            /// Whether a topic that stands here has come to an end.
            package var isEnded: Bool {
                switch self {
                case .rejected, .redirected, .solvedDirectly, .merged, .closed, .withdrawn: true
                case .held, .screening, .asked, .pooled, .selected, .researching, .ready, .scheduled, .consulted,
                    .inHandling, .reopened:
                    false
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
        /// What it is called there, once the other side has taken it in.
        package internal(set) var receipt: Ticket?
        /// By when the other side has said that it will answer, which is a deadline for whoever asks there; nil where nobody knows.
        package let answerBy: Day?

        /// The day that the other side has named, as long as its answer is not known; nobody's calendar moves it.
        var awaited: Deadline? {
            guard result == nil, let answerBy else { return nil }
            return Deadline(day: answerBy, from: answerBy, term: .named, isProvisional: false)
        }

        package init(
            channel: Channel, explanation: FreeText, result: FreeText? = nil, receipt: Ticket? = nil,
            answerBy: Day? = nil
        ) {
            self.channel = channel
            self.explanation = explanation
            self.answerBy = answerBy
            self.result = result
            self.receipt = receipt
        }
    }

    /// From which room to which a topic was passed, and why.
    package struct Passing: Hashable, Sendable, Codable {
        package let from: Room.ID
        package let to: Room.ID
        /// Where the other room lies.
        package let area: AreaCode
        package let reason: FreeText

        package init(from: Room.ID, to: Room.ID, area: AreaCode, reason: FreeText) {
            self.from = from
            self.to = to
            self.area = area
            self.reason = reason
        }
    }

    /// Where else a matter can be taken up (rules.md D.2), in the order in which it is offered: what helps soonest first.
    package enum Channel: String, CaseIterable, Hashable, Sendable, Codable {
        /// 网格.
        case grid
        /// 12345热线.
        case hotline
        /// 社情民意信息.
        case opinionReport = "opinion_report"
        /// 提案线索.
        case proposalClue = "proposal_clue"

        /// Whether a system outside fetches what is sent there, and answers.
        package var isSystem: Bool {
            switch self {
            case .hotline, .grid: true
            case .opinionReport, .proposalClue: false
            }
        }
    }

    /// How a topic ended.
    package enum Closure: Hashable, Sendable, Codable {
        /// All its items were closed; the class is what the units claimed, together.
        case handled(claimed: OutcomeClass)
        /// The session agreed on nothing to be done.
        case noAction(reason: FreeText)
    }

    /// How a topic stands with the annual plan of consultation (年度协商计划): what belongs there is decided by the Party
    /// committee, not by a room (BR-03).
    package enum Plan: Hashable, Sendable {
        /// Put up for the plan; nobody researches before the Party committee has decided.
        case proposed
        /// Taken into the plan by the document of that number and day.
        case approved(reference: FreeText, on: Day)
    }

    /// What the Party committee decided on a topic that was put up for the plan (审批).
    package struct PlanDecision: Hashable, Sendable, Codable {
        package let isApproved: Bool
        /// The number of the document or of the meeting.
        package let reference: FreeText
        package let day: Day

        package init(isApproved: Bool, reference: FreeText, day: Day) {
            self.isApproved = isApproved
            self.reference = reference
            self.day = day
        }
    }

    /// What one person thinks of a topic by the three criteria (党政所需、群众所盼、政协所能), each from 1 to 5 (A2-08).
    package struct Score: Hashable, Sendable, Codable {
        package static let range = 1...5

        package let scorer: Person.ID
        /// 党政所需: what Party and government need.
        package let needed: Int
        /// 群众所盼: what people hope for.
        package let hopedFor: Int
        /// 政协所能: what the committee can do.
        package let feasible: Int

        package init(scorer: Person.ID, needed: Int, hopedFor: Int, feasible: Int) {
            self.scorer = scorer
            self.needed = needed
            self.hopedFor = hopedFor
            self.feasible = feasible
        }

        package var total: Int { needed + hopedFor + feasible }
    }

    /// How an attempt to reconcile those at odds ended (调解记录, A2-24).
    package struct Mediation: Hashable, Sendable, Codable {
        package let day: Day
        /// Who was at odds, and who mediated.
        package let parties: FreeText
        /// What was said and agreed.
        package let record: FreeText
        package let isSettled: Bool
        /// What the submitter is told where the whole matter is settled by it; nil where it goes on, though they agreed.
        package let answer: FreeText?
        /// Until when the submitter is asked whether that is so; nil where it goes on, or nobody holds its code or that of a part.
        package internal(set) var askedUntil: Day?

        package init(day: Day, parties: FreeText, record: FreeText, isSettled: Bool, answer: FreeText? = nil) {
            self.day = day
            self.parties = parties
            self.record = record
            self.isSettled = isSettled
            self.answer = answer
        }
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

extension Topic {
    package static let claimedDecision = Command.pool
    package static let decisions: Set<Command> = [
        .release, .pool, .reject, .redirect, .passOn, .solveDirectly, .ask, .merge,
    ]
    package var isUndecided: Bool { state.name.isUndecided }
}

extension Topic.State.Name {
    /// Whether nobody has decided what becomes of a topic that stands here.
    package var isUndecided: Bool { [.held, .screening, .asked].contains(self) }
}
