// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import TestSupport

@testable import Server

/// Fields for any command, as a form would send them: mostly good, some not. The dice are thrown when it is made.
struct LoopFields: Sendable {
    let story: VillageStory
    private let keys: Keyring
    let words: [String]
    let numbers: [Int]

    init(_ village: Village, _ random: inout SeededRandom) {
        story = village.story
        keys = village.services.keys
        words = (0..<4).map { _ in Self.words(&random) }
        numbers = (0..<6).map { _ in Int.random(in: 0..<1_000, using: &random) }
    }

    static func words(_ random: inout SeededRandom) -> String {
        ["桥面有坑", "路灯不亮", "=cmd|' /C calc'!A0", "e\u{301}<b>", "𠮷野家门口", "水管爆了。"].any(&random)
    }

    func of(_ command: Topic.Command, other: Topic.ID, now: Instant) -> [String: String] {
        switch command {
        case .release, .unmerge, .select, .attach: [:]
        case .pool: [[:], ["category": "roads"], ["category": "safety"]][numbers[0] % 3]
        case .categorise: ["category": ["roads", "safety", "unheard_of"][numbers[0] % 3]]
        case .redirect:
            [
                "channel": Topic.Channel.allCases[numbers[0] % 4].rawValue, "explanation": words[0],
                "clueText": numbers[1] % 3 == 0 ? "" : words[1],
            ]
        case .takeBack: ["reason": words[0]]
        case .passOn: ["room": [story.room, story.otherRoom][numbers[0] % 2].id.text, "reason": words[0]]
        case .tellResult: ["result": words[0]]
        case .reject:
            ["ground": ["no_matter", "emergency", "unheard_of"][numbers[0] % 3], "explanation": words[0]]
        case .ask: ["question": words[0]]
        case .deselect: ["reason": words[0]]
        case .answer, .solveDirectly: ["answer": words[0]]
        case .judge:
            [
                "outcome": OutcomeClass.allCases[numbers[0] % 3].rawValue,
                "rating": Confirmation.Rating.allCases[numbers[1] % 3].rawValue, "remark": words[0],
            ]
        case .merge, .relate: ["topic": other.text]
        case .assign:
            ["researcher": person([.member, .otherMember, .leader]), "day": day(now, from: -1, to: 9)]
        case .research: ["visit": words[0], "findings": words[1], "advice": words[2]]
        case .openNextRound: ["changes": words[0]]
        case .review: ["title": words[0], "body": words[1]]
        case .unpublish, .reconsider, .withdraw: ["reason": words[0]]
        case .score:
            [
                "needed": "\(numbers[0] % 5 + 1)", "hopedFor": "\(numbers[1] % 5 + 1)",
                "feasible": "\(numbers[2] % 5 + 1)",
            ]
        case .mediate:
            [
                "day": day(now, from: -3, to: 1), "parties": words[0], "record": words[1],
                "outcome": ["settled", "part", "open"][numbers[0] % 3],
                "answer": numbers[0] % 3 == 0 ? words[2] : "",
            ]
        case .proposeForPlan, .keepUp, .keepHere, .dissolve, .acknowledgeReturn: [:]
        case .giveReceipt: ["system": "县网格平台", "number": "WG-\(numbers[0])"]
        case .escalate: ["room": story.room.id.text, "reason": words[0]]
        case .declineEscalation: ["reason": words[0]]
        case .gather: ["topics.\(other)": "on", "text": words[0]]
        case .returnResult:
            ["result": words[0], "means": Topic.Return.Means.allCases[numbers[0] % 4].rawValue]
        case .recordPlanDecision:
            [
                "decision": ["approved", "declined"][numbers[0] % 2], "reference": words[0],
                "day": day(now, from: -3, to: 1),
            ]
        case .add: ["addition": words[0]]
        }
    }

    func of(
        _ command: ConsultationSession.Command, of session: ConsultationSession, now: Instant
    ) -> [String: String] {
        let somebody = session.participants.isEmpty ? "" : one(session.participants).id.text
        switch command {
        case .announce, .start, .remind, .confirmMinutes, .issueOutcome, .archive: return [:]
        case .invite:
            let category = ParticipantCategory.allCases[numbers[0] % 5]
            return category == .member
                ? ["category": category.rawValue, "member": person([.member, .otherMember, .officer])]
                : ["category": category.rawValue, "names": ["赵春梅 13700000001", "老郑\n老吴 电话", "钱叔"][numbers[1] % 3]]
        case .ready: return numbers[0] % 2 == 0 ? ["waiver": words[0]] : [:]
        case .answer:
            return [
                "participant": numbers[2] % 3 > 0 ? somebody : "",
                "reply": Participant.Answer.allCases[numbers[0] % 4].rawValue,
                "substitute": numbers[1] % 4 > 0 ? "代会人" : "",
                "substitutePhone": numbers[1] % 2 == 0 ? "13700000009" : "",
            ]
        case .recordVisit: return ["text": words[0]]
        case .arrive:
            let code = CheckInCode(
                keys: keys, tenant: story.county.id, session: session.id)
            return ["code": numbers[0] % 4 > 0 ? code.shown(at: now) : "123456"]
        case .checkIn:
            let absent = session.participants.filter { !$0.isPresent }
            guard !absent.isEmpty else { return ["present.0000000000001": "on"] }
            return ["present.\(one(absent).id)": "on"]
        case .recordOpinion:
            let stance = ConsultationSession.Opinion.Stance.allCases[numbers[0] % 4]
            return ["participant": somebody, "stance": stance.rawValue, "text": words[0]]
        case .enlist: return ["speakers.\(somebody)": "on", "minutes": ["", "3", "0", "99"][numbers[1] % 4]]
        case .askFloor: return [:]
        case .reorder:
            let speaker = session.waiting.isEmpty ? somebody : one(session.waiting).participant.text
            return ["speaker": speaker, "place": ConsultationSession.Place.allCases[numbers[0] % 5].rawValue]
        case .giveFloor: return ["speaker": numbers[0] % 2 == 0 ? "" : somebody]
        case .endTurn: return numbers[0] % 2 == 0 ? [:] : ["text": words[0], "stance": "suggestion"]
        case .pair:
            let members = session.members
            return members.isEmpty
                ? ["mentor": somebody, "member": somebody]
                : ["mentor": one(members).id.text, "member": members[(numbers[2] + 1) % members.count].id.text]
        case .handInPaper: return ["title": words[0], "file.0000000000001": "on"]
        case .changePaper: return ["paper": "0000000000001", "change": "publish"]
        case .noteLeader:
            return [
                "side": ["party", "government"][numbers[0] % 2], "who": ["副县长丁", "县委书记丙"][numbers[1] % 2],
                "presence": ["expected", "present", "absent"][numbers[2] % 3],
                "briefing": numbers[0] % 3 == 0 ? words[0] : "",
            ]
        case .approveLeave:
            return [
                "participant": session.members.isEmpty ? somebody : one(session.members).id.text, "reason": words[0],
            ]
        case .concludeTopic:
            return ["topic": topic(of: session), "reached": "no_consensus", "text": words[0]]
        case .conclude: return ["reached": numbers[0] % 4 > 0 ? "consensus" : "no_consensus", "text": words[0]]
        case .draftMinutes: return ["text": words[0]]
        case .object: return ["participant": numbers[0] % 3 > 0 ? somebody : "", "text": words[0]]
        case .draftItem: return task(now).merging(["topic": topic(of: session)]) { $1 }
        case .postpone, .cancel: return ["reason": words[0]]
        case .reschedule: return ["day": day(now, from: -1, to: 4), "time": "09:30"]
        }
    }

    func of(_ command: SuggestionItem.Command, of item: SuggestionItem, now: Instant) -> [String: String] {
        switch command {
        case .dispatch, .accept, .grantExtension, .verify, .close: return [:]
        case .revise: return task(now)
        case .requestReturn: return ["reason": words[0], "suggested": words[1]]
        case .reassign: return responsible
        case .discard, .uphold, .askExtension, .refuseExtension, .sendBack, .reopen: return ["reason": words[0]]
        case .handOver: return ["officer": person([.officer, .colleague, .otherOfficer])]
        case .remind: return ["text": words[0]]
        case .superviseJointly:
            let signer = person([.leader, .otherOfficer])
            return numbers[0] % 2 == 0
                ? ["party": words[0], "committee": words[1]] : ["partyPerson": signer, "committee": words[1]]
        case .sign: return ["words": words[0]]
        case .declineToSign: return ["reason": words[0]]
        case .signFor: return ["side": ["party", "committee"][numbers[0] % 2], "paper": words[0], "words": words[1]]
        case .inspect: return ["day": day(now, from: -2, to: 1), "people": words[0], "seen": words[1]]
        case .comment: return ["day": day(now, from: -2, to: 1), "speaker": words[0], "text": words[1]]
        case .progress: return ["text": words[0], "milestone": ["", "1", "2", "9", "x"][numbers[0] % 5]]
        case .report:
            return [
                "adoption": SuggestionItem.Adoption.allCases[numbers[0] % 3].rawValue,
                "claimed": OutcomeClass.allCases[numbers[1] % 3].rawValue, "text": words[0],
            ]
        }
    }

    func of(_ command: ContestEntry.Command, now: Instant) -> [String: String] {
        switch command {
        case .judge:
            [
                "judge": words[0], "topic": "\(numbers[0] % 5 + 1)", "research": "\(numbers[1] % 5 + 1)",
                "effect": "\(numbers[2] % 5 + 1)",
            ]
        case .publish: ["award": numbers[0] % 4 == 0 ? "commended" : "model", "words": words[0]]
        case .visit: ["day": day(now, from: -2, to: 1), "people": words[0], "record": words[1]]
        case .withdraw: ["reason": words[0]]
        }
    }

    func of(_ command: LookBack.Command, now: Instant) -> [String: String] {
        switch command {
        case .look: ["means": "research", "day": day(now, from: -2, to: 1), "people": words[0], "found": words[1]]
        case .ask: [:]
        case .conclude: ["grade": ["held", "unheard_of"][numbers[0] % 4 / 3], "words": words[0]]
        case .drop: ["reason": words[0]]
        }
    }

    /// `follower`: the session or topic that followed; now and then nothing that there is.
    func of(_ command: DeploymentReceipt.Command, follower: String, now: Instant) -> [String: String] {
        switch command {
        case .sign, .remind: [:]
        case .report: ["day": day(now, from: -2, to: 1), "words": words[0]]
        case .link: ["record": numbers[0] % 5 == 0 ? words[0] : "/desk/topics/\(follower)"]
        case .excuse: ["reason": words[0]]
        }
    }

    private func task(_ now: Instant) -> [String: String] {
        let milestones = "\(day(now, from: -1, to: 20)) \(words[0])\n\(now.day.advanced(by: 30)) \(words[1])"
        return responsible.merging(["task": words[2], "milestones": milestones]) { $1 }
    }

    /// Mostly the officer of the unit.
    private var responsible: [String: String] {
        let isOther = numbers[4] % 2 == 0
        let unit = isOther ? story.otherUnit : story.unit
        let officer: Villager = isOther != (numbers[5] % 8 == 0) ? .otherOfficer : .officer
        return ["unit": unit.id.text, "officer": person([officer])]
    }

    /// One of its topics; one that is nobody's where it talks over proposals.
    private func topic(of session: ConsultationSession) -> String {
        session.topics.isEmpty ? "0000000000001" : one(session.topics).text
    }

    func person(_ villagers: [Villager]) -> String {
        story.staff[one(villagers)]?.id.text ?? ""
    }

    private func one<Element>(_ all: [Element]) -> Element { all[numbers[2] % all.count] }

    func day(_ now: Instant, from first: Int, to last: Int) -> String {
        now.day.advanced(by: first + numbers[3] % (last - first + 1)).description
    }
}
