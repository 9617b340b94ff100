// SPDX-License-Identifier: Apache-2.0

extension Proposal {
    /// Where a proposal stands (rules.md D.2). Each case names its successors; publication is an axis of its own.
    package enum State: Hashable, Sendable {
        /// Being written. → awaitingCoSigners, submitted, withdrawn
        case draft
        /// Others were invited to sign (BR-11). → draft, submitted, withdrawn
        case awaitingCoSigners
        /// Before the Proposals Committee. → filed, notFiled, returned, forwarded, merged, withdrawn
        case submitted
        /// Sent back to be improved. → submitted, withdrawn
        case returned(reason: FreeText)
        /// Not filed, with a ground and where it went (BR-14). → submitted
        case notFiled(Rejection)
        /// Sent up to the committee above instead of being filed here; that files and answers it. → closed
        case forwarded
        /// It has its number. → handling, merged, withdrawn
        case filed
        /// Handled as part of another, with its own proposers and its own reply (BR-16). → submitted or filed, closed
        case merged(into: ID)
        /// Units have it. → replied, withdrawn
        case handling
        /// Answered; the proposers are asked. → rehandling, closed
        case replied
        /// A proposer was not satisfied (BR-20). → replied
        case rehandling
        /// Ended; owed where something was promised, or it is a key proposal. → followUp
        case closed
        /// What was promised is looked at, a year later. → closed
        case followUp
        /// Taken back.
        case withdrawn

        package var name: Name {
            switch self {
            case .draft: .draft
            case .awaitingCoSigners: .awaitingCoSigners
            case .submitted: .submitted
            case .returned: .returned
            case .notFiled: .notFiled
            case .forwarded: .forwarded
            case .filed: .filed
            case .merged: .merged
            case .handling: .handling
            case .replied: .replied
            case .rehandling: .rehandling
            case .closed: .closed
            case .followUp: .followUp
            case .withdrawn: .withdrawn
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case draft
            case awaitingCoSigners = "awaiting_co_signers"
            case submitted, returned
            case notFiled = "not_filed"
            case forwarded, filed, merged, handling, replied, rehandling, closed
            case followUp = "follow_up"
            case withdrawn
        }
    }

    /// Why it was not filed, and where what it says went.
    package struct Rejection: Hashable, Sendable, Codable {
        /// A code of the county's list.
        package let ground: String
        package let redirect: Redirect
        package let explanation: FreeText

        package init(ground: String, redirect: Redirect, explanation: String) {
            self.ground = ground
            self.redirect = redirect
            self.explanation = .kept(explanation)
        }
    }

    /// Where the matter of an unfiled proposal goes (BR-14).
    package enum Redirect: String, CaseIterable, Hashable, Sendable, Codable {
        /// 转作社情民意信息.
        case opinionReport = "opinion_report"
        /// 转有关部门参考.
        case department
        /// 转纪检监察机关: named accusations.
        case discipline
        /// 由提案者按原程序办: what is before a court or an arbiter.
        case procedure
        /// 退还提案者: it goes nowhere.
        case proposer
    }

    /// What the review goes through; all of it holds before a number is given.
    package enum Check: String, CaseIterable, Hashable, Sendable, Codable {
        /// 一事一案.
        case oneMatter = "one_matter"
        /// 有情况、有分析、有具体建议.
        case threeParts = "three_parts"
        /// 属于本级职权范围.
        case ownCompetence = "own_competence"
        /// 不含国家秘密、工作秘密.
        case noSecrets = "no_secrets"
        /// 不涉及个人私事，不指名举报.
        case noPersons = "no_persons"
        /// 签名、盖章齐全.
        case signed
    }

    /// What the committee above answered (A4-04).
    package struct Result: Hashable, Sendable, Codable {
        /// Its number there, as it was told.
        package let number: FreeText?
        package let isFiled: Bool
        package let words: FreeText

        package init(number: String?, isFiled: Bool, words: String) {
            self.number = number.map(FreeText.kept)
            self.isFiled = isFiled
            self.words = .kept(words)
        }
    }

    /// How far a proposal has come that was sent up: instead of being filed here, or beside its handling here.
    package enum Upward: Hashable, Sendable {
        /// The committee above has not answered.
        case waiting
        case answered(Result, on: Day)

        package var name: Name {
            switch self {
            case .waiting: .waiting
            case .answered: .answered
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case waiting, answered
        }
    }

    /// What the office entered in a body's name, since that hands in sealed paper.
    package struct Entry: Hashable, Sendable, Codable {
        /// Who of the office did it.
        package let by: Person.ID
        /// The day on which the paper was handed in, by which the period counts.
        package let handedIn: Day

        package init(by person: Person.ID, handedIn day: Day) {
            by = person
            handedIn = day
        }
    }

    /// How the handling of a proposal was supervised.
    package struct SupervisionAct: Hashable, Sendable, Codable {
        package let means: Means
        package let day: Day
        package let people: FreeText
        package let words: FreeText
        /// In which consultation session, with units and proposers of this one and of others.
        package let session: ConsultationSession.ID?

        package init(
            _ means: Means, on day: Day, people: String, words: String, session: ConsultationSession.ID? = nil
        ) {
            self.means = means
            self.day = day
            self.people = .kept(people)
            self.words = .kept(words)
            self.session = session
        }

        /// How the handling was looked at.
        package enum Means: String, CaseIterable, Hashable, Sendable, Codable {
            /// 座谈.
            case symposium
            /// 实地察看.
            case siteVisit = "site_visit"
            /// 专题调研.
            case research
            /// 走访承办单位.
            case unitVisit = "unit_visit"
            /// 提案办理协商.
            case consultation
            /// 批示: what the leader has written on it.
            case instruction
        }
    }

    /// What became of a promise a year later.
    package struct FollowUp: Hashable, Sendable, Codable {
        /// The class that it has now.
        package let outcome: String
        package let words: FreeText

        package init(outcome: String, words: String) {
            self.outcome = outcome
            self.words = .kept(words)
        }
    }
}

extension Proposal.State.Name {
    /// Whether the text may be changed.
    package var isInWriting: Bool {
        switch self {
        case .draft, .returned: true
        case .awaitingCoSigners, .submitted, .notFiled, .forwarded, .filed, .merged, .handling, .replied, .rehandling,
            .closed, .followUp, .withdrawn:
            false
        }
    }

    /// Whether units are at work on it.
    package var isInHandling: Bool {
        switch self {
        case .handling, .rehandling: true
        case .draft, .awaitingCoSigners, .submitted, .returned, .notFiled, .forwarded, .filed, .merged, .replied,
            .closed, .followUp, .withdrawn:
            false
        }
    }

    /// Whether nothing more is going to happen to it by itself.
    package var isEnded: Bool {
        switch self {
        case .notFiled, .closed, .withdrawn: true
        case .draft, .awaitingCoSigners, .submitted, .returned, .forwarded, .filed, .merged, .handling, .replied,
            .rehandling, .followUp:
            false
        }
    }
}
