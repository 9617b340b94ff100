// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// How invitations and checking in sound, on the desk and to those who are invited.
enum SessionInvitationWording {
    static func name(_ answer: Participant.Answer?) -> String {
        switch answer {
        case nil: "还没答复"
        case .coming: "来"
        case .online: "线上参加"
        case .declined: "来不了"
        case .substituted: "请别人代"
        }
    }

    static let answers = Participant.Answer.allCases.map { answer in
        InputField.Option(code: answer.rawValue, label: name(answer), help: help(answer))
    }

    private static func help(_ answer: Participant.Answer) -> String? {
        switch answer {
        case .coming, .declined: nil
        case .online: "这场会开了线上的才能选。"
        case .substituted: "在下面写明谁来。"
        }
    }

    static func name(_ way: Participant.Arrival) -> String {
        switch way {
        case .signedIn: "登录扫码"
        case .named: "报姓名扫码"
        case .online: "线上进会"
        }
    }

    /// What stands behind somebody's name on the list.
    static func note(_ person: Participant, doubles: Int) -> String {
        let again = doubles > 0 ? "，重复签到\(doubles)次" : ""
        if person.isPresent {
            let way = person.arrival.map { "，\(name($0))" } ?? ""
            return "到会\(way)\(again)"
        }
        return name(person.answer)
    }

    /// What was answered, as the trace says it.
    static func said(_ name: String, _ reply: ConsultationSession.Reply) -> String {
        switch reply {
        case .coming: "\(name)答复：来"
        case .online: "\(name)答复：线上参加"
        case .declined: "\(name)答复：来不了"
        case .substituted: "\(name)答复：请别人代"
        }
    }

    /// The way in for whoever is far away: a link where it is an address, and not the number of a meeting.
    static func entrance(_ words: String) -> HTML {
        words.hasPrefix("https://") ? TextLink(text: words, address: words).html : "\(words)"
    }

    /// The way in that whoever is invited is told: whose way it may be, until it is over.
    static func link(of session: ConsultationSession, to person: Participant) -> String? {
        session.tellsLink(to: .participant(person.id)) && !session.isOver ? session.plan.link?.words : nil
    }

    /// The button of whoever has come in by the link.
    static let entered = "我已进会"

    /// What comes next, as the person who is invited reads it.
    static func next(_ person: Participant, _ session: ConsultationSession) -> String {
        if case .cancelled(let reason) = session.state { return "这场会取消了：\(reason.words ?? TopicWording.erased)" }
        if session.state.name == .postponed { return "会改期了，定了新的日子再请您答复。" }
        if session.isOver { return "会开完了，谢谢您。" }
        if person.isPresent { return "您已经签到。" }
        let isRemote = session.comesByLink(person)
        if session.hasBegun {
            if isRemote { return "会正在开。请从“线上入口”进会，进去以后按“\(entered)”签到。" }
            return session.mayComeByLink(person)
                ? "会正在开。到了会场，扫大屏幕上的码签到；到不了的，从“线上入口”进会，进去以后按“\(entered)”签到。"
                : "会正在开。到了会场，扫大屏幕上的码签到。"
        }
        return switch person.answer {
        case nil: "请答复来不来，好安排座位和材料。"
        case .coming where isRemote: "您答复了“来”。这场会在线上开，到时候从“线上入口”进会。有变化可以改。"
        case .coming: "您答复了“来”。请按时到会，进门扫大屏幕上的码签到。有变化可以改。"
        case .online: "您答复了“线上参加”。到时候从“线上入口”进会。有变化可以改。"
        case .declined: "您答复了“来不了”。有变化可以改。"
        case .substituted: "您请了别人代。有变化可以改。"
        }
    }

    /// Title and text of an SMS.
    static func message(
        _ word: SessionInvitationNews.Word, _ session: ConsultationSession, contact: String
    ) -> (title: String, text: String) {
        let plan = session.plan
        let day = "\(plan.day.month)月\(plan.day.dayOfMonth)日"
        let when = "\(day)\(SessionWording.time(plan.minuteOfDay))"
        let place = plan.place.words ?? TopicWording.erased
        let how = "来不来请答复：打开商量网站的“我的议题”，用这个手机号登录。不方便的打\(contact)。"
        return switch word {
        case .invited: ("请您参加协商会", "请您参加\(when)的协商会，地点：\(place)。\(how)")
        case .reminded: ("请答复协商会邀请", "\(when)的协商会还在等您答复，地点：\(place)。\(how)")
        case .papers:
            ("协商会材料可以看了", "\(when)协商会的材料可以看了：打开商量网站的“我的议题”，用这个手机号登录。")
        case .minutes:
            (
                "协商会纪要草稿可以看了",
                "\(day)协商会的纪要草稿可以看了，和当时说的不一样可以提\(session.objectionsUntil.map { "，到\($0.month)月\($0.dayOfMonth)日为止" } ?? "")：打开商量网站的“我的议题”，用这个手机号登录。"
            )
        case .postponed: ("协商会改期", "请您参加的\(day)协商会改期了，定了新的日子再告诉您。")
        case .cancelled: ("协商会取消了", "请您参加的\(day)协商会取消了。有疑问请打\(contact)。")
        }
    }
}
