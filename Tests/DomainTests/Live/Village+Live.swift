// SPDX-License-Identifier: Apache-2.0

import Domain

extension Village {
    static let liveID = MediaConsultation.ID(1_501)
    static let commentID = LiveComment.ID(1_502)
    static let liveMorning = morning(of: "2026-03-20")
    /// From nine to seven: ten hours.
    static let livePlan = MediaConsultation.Plan(
        opensAt: liveMorning, closesAt: liveMorning.advanced(byMilliseconds: 10 * 3_600_000), stream: nil)

    /// A media consultation beside the village's session, in that state.
    static func live(_ state: MediaConsultation.State.Name = .open) throws -> MediaConsultation {
        let planned = try MediaConsultation.planning(
            livePlan, beside: session(.announced), others: 0, as: liveID, by: convener, at: morning
        ).after
        let end = livePlan.closesAt
        switch state {
        case .planned: return planned
        case .open: return try planned.opening(by: convener, at: liveMorning).after
        case .closed: return try live(.open).closing(by: convener, at: end).after
        case .reported: return try live(.closed).reporting("都答了", undecided: 0, by: convener, at: end).after
        case .cancelled: return try planned.cancelling(reason: "改期", by: convener).after
        }
    }

    /// A comment in that state; what reached the room was asked of the village's unit.
    static func comment(_ state: LiveComment.State.Name = .waiting) throws -> LiveComment {
        let said = LiveComment.Said(to: try live(), name: "豆豆妈", phone: "13800000001", words: "公交站能不能南移")
        let day = liveMorning.day
        let due = Deadline(day: day.advanced(by: 21), from: day, term: .workingDays(15), isProvisional: false)
        let queued: [CommentEvent] = [.approved, .marked, .shortlisted]
        let cutIn = queued + [.cutIn(.init(unit: unit, at: liveMorning))]
        let way: [CommentEvent] =
            switch state {
            case .waiting: []
            case .held: [.held]
            case .approved: [.approved]
            case .rejected: [.rejected(ground: RejectionGround.spamCode)]
            case .suggestion: [.approved, .marked]
            case .shortlisted: queued
            case .cutIn: cutIn
            case .followUp: cutIn + [.followUpDue(due)]
            case .answered: cutIn + [.answered(.init(.aloud, words: "移"))]
            case .itemised: [.approved, .marked, .itemised(itemID)]
            case .withdrawn: [.withdrawn]
            }
        let told = LiveComment.replaying([.sent(said, isHeld: false)] + way, as: commentID)
        guard let told else { throw CommentRefusal.notYours }
        return told
    }
}
