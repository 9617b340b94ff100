// SPDX-License-Identifier: Apache-2.0

import Domain

/// How a request about the own data stands, in words for whoever asked.
enum OwnDataWording {
    /// `address`: that of the own topic.
    static func note(_ request: PersonalDataRequest, at address: String, now: Instant, contact: String) -> Note {
        let today = now.day
        switch request.state {
        case .open:
            return waiting(request, today: today, contact: contact)
        case .refused(let reason):
            return Note(
                lead: refused(request.asking.kind),
                text: "\(closed(reason.words ?? ""))有不同意见，可以打\(contact)，也可以", icon: .lock,
                link: TextLink(text: "再申请一次", address: "\(address)/\(segment(request.asking.kind))"))
        case .granted:
            switch request.asking.kind {
            case .erase: return Note(lead: "已删除", text: "您说过的话已经删除，谁也找不回来了。", icon: .lock)
            case .correct: return corrected(request.asking.correction?.matter ?? .words)
            case .access:
                return request.isOpenToRead(at: now)
                    ? Note(
                        text: "留着的您的信息，现在可以", icon: .lock,
                        link: TextLink(text: "查阅、下载", address: "\(address)/copy"))
                    : Note(text: "上次查阅的时间已过，还要看请再申请。", icon: .clock)
            }
        }
    }

    private static func corrected(_ matter: PersonalDataRequest.Correction.Matter) -> Note {
        switch matter {
        case .words: Note(lead: "已更正", text: "按您写的更正了，记在进度里。", icon: .done)
        case .place: Note(lead: "已更正", text: "地点改成您写的了，记在进度里。", icon: .done)
        case .phone: Note(lead: "已更换", text: "联系电话换成您给的号码了，往后的消息发到那里。", icon: .done)
        }
    }

    /// A phone for whoever has a code and has not shown to know the phone that was left with it.
    static func beginning(ofPhone phone: String) -> String {
        "\(phone.prefix(3))……（只显示前三位。用这个手机号登录，在“我的”里看得到全部。）"
    }

    /// What happens by when; and when that day has passed, where to ask.
    private static func waiting(_ request: PersonalDataRequest, today: Day, contact: String) -> Note {
        let due = request.deadline.map { ChineseTime.day($0.day, today: today) } ?? ""
        let what = asked(request.asking.kind)
        guard let day = request.deadline?.day, day < today else {
            return Note(text: "您申请\(what)，隐私专员\(due)前处理。", icon: .lock)
        }
        return Note(
            lead: "超期了", text: "您申请\(what)，本该\(due)前处理。可以打\(contact)问一问。", tone: .late, icon: .clock)
    }

    private static func asked(_ kind: PersonalDataRequest.Kind) -> String {
        switch kind {
        case .access: "查阅、复制您的信息"
        case .correct: "更正"
        case .erase: "删除说过的话"
        }
    }

    private static func refused(_ kind: PersonalDataRequest.Kind) -> String {
        switch kind {
        case .access: "没有同意查阅"
        case .correct: "没有更正"
        case .erase: "没有删除"
        }
    }

    /// Where it is asked.
    private static func segment(_ kind: PersonalDataRequest.Kind) -> String {
        switch kind {
        case .access: "data"
        case .correct: "correction"
        case .erase: "erasure"
        }
    }

    /// A sentence with its full stop, which people leave out as often as not.
    private static func closed(_ sentence: String) -> String {
        sentence.last.map { "。！？!?….".contains($0) } == false ? sentence + "。" : sentence
    }
}
