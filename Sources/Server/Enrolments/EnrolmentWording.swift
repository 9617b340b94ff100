// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How enrolments sound on the desk and to those who have enrolled.
enum EnrolmentWording {
    /// What somebody is called where no name is shown.
    static let somebody = "报名的群众"

    static func title(_ enrolment: Enrolment, to actor: Actor) -> String {
        enrolment.session.namesResidents(to: actor) ? enrolment.name ?? somebody : somebody
    }

    /// The same in a list; whoever is admitted is named as on the session's list.
    static func title(
        _ enrolment: EnrolmentStore.Listed, of session: ConsultationSession, to actor: Actor
    ) -> String {
        if let participant = enrolment.participant { return SessionNames(session, to: actor).name(participant) }
        return session.namesResidents(to: actor) ? enrolment.name?.words ?? somebody : somebody
    }

    static func name(_ state: Enrolment.State.Name) -> String {
        switch state {
        case .waiting: "等答复"
        case .admitted: "请他参加"
        case .declined: "这次没能请"
        case .withdrawn: "本人不来了"
        case .lapsed: "没有轮到"
        }
    }

    static func chip(_ state: Enrolment.State.Name) -> Chip {
        switch state {
        case .waiting: Chip(word: name(state), icon: .ring, tone: .wait)
        case .admitted: Chip(word: name(state), icon: .done, tone: .done)
        case .declined, .withdrawn, .lapsed: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    /// The state as the person reads it.
    static func ownChip(_ state: Enrolment.State.Name) -> Chip {
        switch state {
        case .waiting: Chip(word: "报上名了，等答复", icon: .ring, tone: .wait)
        case .admitted: Chip(word: "请您参加", icon: .done, tone: .done)
        case .declined: Chip(word: "这次没能请您", icon: .off, tone: nil)
        case .withdrawn: Chip(word: "您不来了", icon: .off, tone: nil)
        case .lapsed: Chip(word: "没有轮到", icon: .off, tone: nil)
        }
    }

    static func name(_ command: Enrolment.Command) -> String {
        switch command {
        case .admit: "请他参加"
        case .decline: "这次请不了"
        case .withdraw: "不来了，取消报名"
        case .takeContactBack: "收回称呼和手机号"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: Enrolment.Command) -> String {
        switch command {
        case .admit: "加进名单了。"
        case .decline: "答复了，留下的称呼和电话已经删除。"
        case .withdraw: "取消了，名额让给别人。报名时留的都删了。"
        case .takeContactBack: "称呼和手机号已经删除。"
        }
    }

    static func name(_ event: EnrolmentEvent) -> String {
        switch event {
        case .enrolled: "报名"
        case .admitted: "请他参加，加进名单"
        case .declined: "答复这次请不了"
        case .withdrawn: "本人取消报名"
        case .lapsed: "会不再开，报名失效"
        case .contactTakenBack: "本人收回称呼和手机号"
        }
    }

    /// How many seats there are, and how many are given away.
    static func seats(_ seats: Int?, _ counts: EnrolmentStore.Counts) -> String {
        let waiting = counts.waiting > 0 ? "，还有\(counts.waiting)位在等答复" : ""
        guard let seats else { return "不限名额，已经请了\(counts.admitted)位\(waiting)" }
        return "\(seats)个名额，已经请了\(counts.admitted)位\(waiting)"
    }

    // MARK: - What those who have enrolled read

    /// What happens next. `ahead`: how many wait before.
    static func next(_ enrolment: Enrolment, ahead: Int, seatsLeft: Int?, contact: String) -> String {
        if case .cancelled(let reason) = enrolment.session.state, enrolment.state.name != .withdrawn {
            return "这场会取消了：\(reason.words ?? TopicWording.erased)"
        }
        switch enrolment.state {
        case .waiting:
            let queue = ahead > 0 ? "您前面还有\(ahead)位。" : ""
            let full = seatsLeft == 0 ? "名额现在满了，有人不来了就往后递补。" : ""
            return "议事室秘书看过就答复。\(queue)\(full)留了手机号的会收到短信，没留的请过一两天凭报名码来看。"
        case .admitted where enrolment.session.state.name == .postponed:
            return "请您参加。会改期了，定了新的日子再告诉您。"
        case .admitted where enrolment.session.hasBegun: return "谢谢您来参加。会后办得怎样，会请您说说。"
        case .admitted: return "请按时到会，进门找秘书签到。来不了请取消，名额让给别人。"
        case .declined(let reason):
            return "原因：\(reason.words ?? TopicWording.erased)。公告过的会都可以来听，有话也可以提议题，或者打\(contact)。"
        case .withdrawn: return "您取消了报名。留下的称呼、电话和话都删了。"
        case .lapsed: return "会开完了，没能请您。有话可以提议题，或者打\(contact)。"
        }
    }

    /// Title and text of an SMS.
    static func message(
        _ word: EnrolmentNews.Word, _ session: ConsultationSession, contact: String
    ) -> (title: String, text: String) {
        let plan = session.plan
        let day = "\(plan.day.month)月\(plan.day.dayOfMonth)日"
        let when = "\(day)\(SessionWording.time(plan.minuteOfDay))"
        let place = plan.place.words ?? TopicWording.erased
        return switch word {
        case .admitted: ("请您参加协商会", "您报名的\(when)协商会，请您参加，地点：\(place)。来不了请凭报名码取消。")
        case .declined(let reason):
            ("协商会报名的答复", "您报名的\(day)协商会这次没能请您，原因：\(reason.words ?? "")。有疑问请打\(contact)。")
        case .session(.postponed): ("协商会改期", "您报名的\(day)协商会改期了，定了新的日子再告诉您。")
        case .session(.rescheduled): ("协商会定了新的日子", "您报名的协商会定在\(when)，地点：\(place)。来不了请凭报名码取消。")
        case .session(.cancelled(let reason)):
            ("协商会取消了", "您报名的\(day)协商会取消了，原因：\(reason.words ?? "")。有疑问请打\(contact)。")
        }
    }
}

extension EnrolmentRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这件事不归您办。"
        case .notAnnounced: "这场会还没有公告。"
        case .alreadyBegun: "会已经到点开始了。公告过的会都可以来听，到场找秘书就行。"
        case .awaitsNewDay: "这场会改期了，定了新的日子再报名。"
        case .sessionOver: "这场会已经开完或者取消了。"
        case .listFull: "报名的人太多，先收到这里。请打电话给议事室，或者直接来听。"
        case .deviceUsed: "这部手机已经替一位报过名了，一部手机报一位。家里别人想来，请用他自己的手机，或者打电话给议事室。"
        case .noSeatLeft: "名额满了。有人不来了再请下一位；要多请，可以直接“请人参加”。"
        case .alreadyAdmitted: "已经请他参加了。"
        case .alreadyDeclined: "已经答复过，这次请不了。"
        case .alreadyWithdrawn: "本人已经取消报名。"
        case .nothingKept: "这里没有留着，或者已经删除。"
        case .underHold: "这场会的记录正在依法留存，现在不能删。请找政协办公室。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours, .notAnnounced: .notFound
        case .alreadyBegun, .awaitsNewDay, .sessionOver, .listFull, .deviceUsed, .noSeatLeft, .alreadyAdmitted,
            .alreadyDeclined, .alreadyWithdrawn, .nothingKept, .underHold:
            .conflict
        }
    }

    /// What stands on the form again, beside the field.
    var blamed: [String] {
        switch self {
        case .alreadyBegun, .awaitsNewDay, .sessionOver, .listFull, .deviceUsed: ["name"]
        case .notYours, .notAnnounced, .noSeatLeft, .alreadyAdmitted, .alreadyDeclined, .alreadyWithdrawn,
            .nothingKept, .underHold:
            []
        }
    }
}
