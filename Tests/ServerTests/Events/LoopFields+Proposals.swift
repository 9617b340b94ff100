// SPDX-License-Identifier: Apache-2.0

import Domain
import TestSupport

@testable import Server

/// Fields for what members, the office and units do with proposals.
extension LoopFields {
    /// A text that is whole, now and then without an advice.
    var proposal: [String: String] {
        [
            "subject": "关于\(words[0])的提案", "situation": words[1], "analysis": words[2],
            "advice": numbers[0] % 5 == 0 ? "" : words[3], "oneMatter": numbers[1] % 6 == 0 ? "" : "yes",
            "disclosure": numbers[2] % 4 == 0 ? "closed" : "open", "closedReason": words[0],
            "basis": numbers[3] % 4 == 0 ? words[1] : "",
        ]
    }

    var opinion: [String: String] {
        let ratings = ProposerOpinion.Rating.allCases
        return [
            "manner": ratings[numbers[0] % ratings.count].rawValue,
            "result": ratings[numbers[1] % ratings.count].rawValue,
            "remark": numbers[2] % 2 == 0 ? words[0] : "",
        ]
    }

    func of(_ command: Proposal.Command, other: Proposal.ID, now: Instant) -> [String: String] {
        switch command {
        case .write: return proposal
        case .invite: return ["people.\(person([.member, .otherMember, .officer]))": "on"]
        case .recall, .sign, .decline, .submit, .forward, .consentToWithdrawal, .close, .beginFollowUp: return [:]
        case .withdraw, .sendBack, .reconsider, .unmerge, .refuseWithdrawal, .unpublish: return ["reason": words[0]]
        case .enterAnew:
            return proposal.merging(["handedIn": day(now, from: -2, to: 1)]) { $1 }
        case .enterWithdrawal: return ["reason": words[0], "handedIn": day(now, from: -2, to: 1)]
        case .file:
            let no = numbers[0] % 8 == 0 ? "no" : "yes"
            return Dictionary(
                uniqueKeysWithValues: Proposal.Check.allCases.map { (ProposalWording.field($0), no) }
            ).merging(numbers[1] % 2 == 0 ? ["category": "roads"] : [:]) { $1 }
        case .categorise: return ["category": ["roads", "safety", "unheard_of"][numbers[0] % 3]]
        case .turnDown:
            return [
                "ground": ["empty", "personal", "unheard_of"][numbers[0] % 3],
                "redirect": Proposal.Redirect.allCases[numbers[1] % 5].rawValue, "explanation": words[0],
            ]
        case .merge: return ["proposal": other.text, "consent": words[0]]
        case .receiveResult: return ["filed": ["yes", "no"][numbers[0] % 2], "number": words[0], "words": words[1]]
        case .review: return ["title": words[0], "body": words[1]]
        case .assign: return handlers
        case .chooseAsKey:
            return [
                "leader": words[0], "reason": words[1], "person": numbers[0] % 2 == 0 ? person([.leader]) : "",
            ]
        case .handOver: return ["person": person([.member, .otherMember, .officer])]
        case .correct:
            return [
                "field": Proposal.Field.allCases[numbers[0] % 4].rawValue, "text": words[0], "reason": words[1],
            ]
        case .supervise:
            return [
                "means": Proposal.SupervisionAct.Means.allCases[numbers[0] % 6].rawValue,
                "day": day(now, from: -3, to: 1), "people": words[0], "words": words[1],
            ]
        case .followUp: return ["outcome": ["A", "B", "Z"][numbers[0] % 3], "words": words[0]]
        }
    }

    func of(_ command: ProposalAssignment.Command, now: Instant) -> [String: String] {
        switch command {
        case .signFor, .takeBack, .check, .grantExtension: return [:]
        case .requestReturn: return ["reason": words[0], "suggested": words[1]]
        case .reassign: return ["unit": (numbers[0] % 2 == 0 ? story.unit : story.otherUnit).id.text]
        case .uphold, .sendBack, .refuseExtension: return ["reason": words[0]]
        case .contact:
            return [
                "means": ProposalAssignment.Contact.Means.allCases[numbers[0] % 4].rawValue,
                "day": day(now, from: -2, to: 0), "words": words[0], "leader": numbers[1] % 3 == 0 ? "no" : "yes",
                "agreed": numbers[3] % 5 == 0 ? "no" : "yes",
            ]
        case .draft:
            return [
                "outcome": ["A", "B", "C", "D", "Z"][numbers[0] % 5], "text": words[0],
                "disclosure": numbers[1] % 3 == 0 ? "closed" : "open", "closedReason": words[1],
                "abstract": numbers[3] % 4 == 0 ? words[0] : "",
            ]
        case .send, .giveOpinion:
            return [
                "text": words[0], "signer": words[1], "principal": numbers[0] % 4 == 0 ? "no" : "yes",
                "day": day(now, from: -1, to: 0),
            ]
        case .askExtension: return ["months": "\(numbers[0] % 6 + 1)", "reason": words[0]]
        case .remind: return ["text": words[0]]
        case .handOver: return ["officer": person([.officer, .colleague, .otherOfficer])]
        case .correct: return ["text": words[0], "reason": words[1]]
        }
    }

    /// Mostly one that leads, often with a co-handler; now and then two apart, or nobody.
    private var handlers: [String: String] {
        let (first, second) = (story.unit.id.text, story.otherUnit.id.text)
        switch numbers[0] % 8 {
        case 0..<3: return ["lead": first]
        case 3..<6: return ["lead": second, "coHandlers.\(first)": "on"]
        case 6: return ["separate.\(first)": "on", "separate.\(second)": "on"]
        default: return [:]
        }
    }
}
