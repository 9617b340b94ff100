// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How visits sound on the desk and to those who have booked.
enum VisitWording {
    /// What a visitor is called where no name is shown.
    static let somebody = "来访的人"

    static func title(_ visit: ReceptionVisit, namesVisitor: Bool) -> String {
        let name = namesVisitor ? visit.wish.name?.words ?? somebody : somebody
        let when = visit.wish.slot.map { ReceptionWording.slot($0, visit.reception.plan.hours) } ?? "直接来"
        return "\(when) \(name)"
    }

    static func name(_ state: ReceptionVisit.State.Name) -> String {
        switch state {
        case .booked: "约好了"
        case .arrived: "到场了"
        case .missed: "没有来"
        case .recorded: "已记录"
        case .raised: "转成议题了"
        case .cancelled: "已取消"
        }
    }

    static func chip(_ state: ReceptionVisit.State.Name) -> Chip {
        switch state {
        case .booked: Chip(word: name(state), icon: .calendar, tone: .wait)
        case .arrived: Chip(word: name(state), icon: .people, tone: .go)
        case .missed: Chip(word: name(state), icon: .off, tone: nil)
        case .recorded: Chip(word: name(state), icon: .half, tone: .go)
        case .raised: Chip(word: name(state), icon: .done, tone: .done)
        case .cancelled: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    static func name(_ command: ReceptionVisit.Command) -> String {
        switch command {
        case .checkIn: "来了"
        case .record: "记下说的话"
        case .raise: "转成议题"
        case .miss: "没有来"
        case .cancel: "取消预约"
        case .takeContactBack: "收回称呼和手机号"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: ReceptionVisit.Command) -> String {
        switch command {
        case .checkIn: "记下了：来了。谈完写上说了什么。"
        case .record: "记好了。要这间议事室接着办，就转成议题。"
        case .raise: "已成为一件议题。请把查询码交给这一位，凭它查进度。"
        case .miss: "记下了：没有来。"
        case .cancel: "取消了，位子空出来了。"
        case .takeContactBack: "称呼和手机号已经删除。"
        }
    }

    static func name(_ event: VisitEvent) -> String {
        switch event {
        case .booked: "预约"
        case .walkedIn: "直接来，登记到场"
        case .checkedIn: "到场"
        case .missed: "没有来"
        case .recorded: "记下说的话"
        case .raised: "转成议题"
        case .cancelled: "取消预约"
        case .contactTakenBack: "本人收回称呼和手机号"
        }
    }

    // MARK: - What visitors read

    /// 3月12日（周四）09:20–09:40
    static func ownTitle(_ visit: ReceptionVisit, today: Day) -> String {
        let plan = visit.reception.plan
        let slot = visit.wish.slot.map { ReceptionWording.slot($0, plan.hours) } ?? ""
        return "\(ChineseTime.day(plan.day, today: today)) \(slot)"
    }

    /// What happens next.
    static func next(_ visit: ReceptionVisit, today: Day) -> String {
        switch visit.state {
        case .booked:
            "请按时到\(visit.reception.plan.place.words ?? TopicWording.erased)，报预约码就行。来不了请取消，位子让给别人。"
        case .arrived: "您来过了，记录还在整理。"
        case .missed: "这次没有等到您。可以再约别的日子，也可以直接提议题。"
        case .recorded: "您说的话记下来了。"
        case .raised: "您说的事成了一件议题，凭下面的查询码看进度。"
        case .cancelled(let reason): reason.map { "原因：\($0.words ?? TopicWording.erased)" } ?? "您取消了这次预约。"
        }
    }

    static let cancelledTitle = "接待日预约取消了"

    /// By SMS: others may read it on the way, so nothing of the matter.
    static func cancelled(_ visit: ReceptionVisit, reason: String?, contact: String) -> String {
        let plan = visit.reception.plan
        let when = visit.wish.slot.map { SessionWording.time($0) } ?? ""
        let why = reason.map { "，原因：\($0)" } ?? ""
        return "您约的\(plan.day.month)月\(plan.day.dayOfMonth)日\(when)委员接待取消了\(why)。可以另约日子，有疑问请打\(contact)。"
    }

    static let raisedTitle = "您说的事成了一件议题"

    static func raised(_ code: TrackingCode, _ baseURL: String) -> String {
        "您在接待日说的事成了一件议题，查询码\(code.text)，凭它在\(baseURL)看进度。请不要转给别人。"
    }
}

extension VisitRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这件事不归您办。"
        case .receptionOver: "这一天已经结束或者取消了。"
        case .noSuchSlot: "没有这个时段，请重新选。"
        case .slotPassed: "这个时段已经开始了，请选晚一点的。"
        case .slotFull: "这个时段刚刚约满了，请换一个时段。当天也可以直接来，有空就接待。"
        case .alreadyBooked: "您这一天已经约过了，要换时段请先取消原来的。"
        case .deviceHasEnough:
            "用这部手机已经约了这一天的\(ReceptionVisit.placesPerDevice)个位子。还要约，请先用手机号登录，或者打页面下面的电话给议事室。"
        case .addressHasEnough:
            "从同一个网络约的位子已经不少了，剩下的留给别处的人。请先用手机号登录再约，或者打页面下面的电话给议事室。"
        case .notYet: "还没到这一天。"
        case .notHere: "这一位还没有到场。"
        case .alreadyHere: "这一位已经来过了。"
        case .alreadyMissed: "已经记过没有来。"
        case .notRecorded: "还没有记下说了什么。"
        case .alreadyRaised: "已经转成议题了。"
        case .alreadyCancelled: "这个预约已经取消了。"
        case .nothingKept: "这里没有留着，或者已经删除。"
        case .underHold: "这次来访的记录正在依法留存，现在不能删。请找政协办公室。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .noSuchSlot: .unprocessableContent
        case .receptionOver, .slotPassed, .slotFull, .alreadyBooked, .deviceHasEnough, .addressHasEnough, .notYet,
            .notHere, .alreadyHere, .alreadyMissed, .notRecorded, .alreadyRaised, .alreadyCancelled, .nothingKept,
            .underHold:
            .conflict
        }
    }

    var blamed: [String] {
        switch self {
        case .noSuchSlot, .slotPassed, .slotFull, .alreadyBooked, .deviceHasEnough, .addressHasEnough: ["slot"]
        case .notYours, .receptionOver, .notYet, .notHere, .alreadyHere, .alreadyMissed, .notRecorded, .alreadyRaised,
            .alreadyCancelled, .nothingKept, .underHold:
            []
        }
    }
}
