// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How requests about personal data sound.
enum PersonalDataWording {
    /// What is asked, as the officer's desk names it.
    static func title(_ kind: PersonalDataRequest.Kind, _ whose: MaskedIdentity) -> String {
        title(kind, whose.kind, number: record(of: whose))
    }

    static func title(_ kind: PersonalDataRequest.Kind, _ whose: MaskedIdentity.Kind, number: String) -> String {
        switch (kind, whose) {
        case (.erase, .submitter): "删除议题 \(number) 里说过的话"
        case (.access, .submitter): "查阅、复制议题 \(number) 里的信息"
        case (.correct, .submitter): "更正议题 \(number) 里的信息"
        case (.erase, .supporter): "删除支持者留下的电话"
        case (.erase, .participant): "删除群众代表的姓名和电话"
        case (.access, .supporter), (.access, .participant): "查阅、复制信息"
        case (.correct, .supporter), (.correct, .participant): "更正信息"
        }
    }

    private static func record(of whose: MaskedIdentity) -> String {
        switch whose {
        case .submitter(let topic), .supporter(_, let topic): topic.text
        case .participant(_, let session): session.text
        }
    }

    static func name(_ state: PersonalDataRequest.State.Name) -> String {
        switch state {
        case .open: "待处理"
        case .granted: "已照办"
        case .refused: "没有照办"
        }
    }

    static func chip(_ state: PersonalDataRequest.State.Name) -> Chip {
        switch state {
        case .open: Chip(word: name(state), icon: .ring, tone: .wait)
        case .granted: Chip(word: name(state), icon: .done, tone: .done)
        case .refused: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    static func name(_ command: PersonalDataRequest.Command) -> String {
        switch command {
        case .grant: "照办"
        case .refuse: "不能照办，说明原因"
        }
    }

    /// What the button to grant says.
    static func granting(_ asking: PersonalDataRequest.Asking) -> String {
        switch asking.kind {
        case .access: "给他看，给他复制"
        case .correct: asking.correction?.phone == nil ? "照他写的更正" : "换成新的号码"
        case .erase: "删除"
        }
    }

    /// What granting means, above the buttons.
    static func advice(_ asking: PersonalDataRequest.Asking) -> String {
        switch (asking.kind, asking.correction?.matter) {
        case (.access, _): "同意后，本人凭查询码可以看30天，也可以下载一份。"
        case (.correct, .phone): "同意后，消息发到新的号码，凭新的号码登录、答后四位；原来的号码删除，谁也找不回来。"
        case (.correct, .place): "同意后，地点改成他写的；原来写的留作经过，本人要求删除时一起删除。"
        case (.correct, _): "同意后，更正的话记在轨迹里；原来说的留作经过，本人要求删除时一起删除。"
        case (.erase, _): "删除后谁也找不回来；经过、办理和各项数字都不变。"
        }
    }

    static func name(_ matter: PersonalDataRequest.Correction.Matter) -> String {
        switch matter {
        case .words: "说的话"
        case .place: "地点"
        case .phone: "留的手机号"
        }
    }

    /// What is to be set right, without what points at one person: the officer decides on it, and learns nobody's phone (BR-38).
    static func facts(_ correction: PersonalDataRequest.Correction) -> [(name: String, words: String)] {
        let matter = ("要更正的", name(correction.matter))
        guard let phone = correction.phone else {
            return [
                matter, ("哪里不对", masked(correction.wrong) ?? TopicWording.erased),
                ("应该是", masked(correction.right) ?? TopicWording.erased),
            ]
        }
        return [
            matter, ("新的号码", "加密保存，这里看不到"),
            ("核实", phone.isVerified ? "短信验证码对得上，新的号码在他手里" : "没有短信验证，请先请议事室向本人核实"),
            ("原来的号码", phone.knowsFormer ? "他说得出来，或者原来没有留" : "他没有说出后四位，请先请议事室向本人核实"),
        ]
    }

    /// What was written, without what points at one person; nil once it is erased.
    static func masked(_ text: FreeText?) -> String? { text?.words.map(TopicReading.masked) }

    /// What the desk says after a command was done.
    static func done(_ command: PersonalDataRequest.Command) -> String {
        switch command {
        case .grant: "已经照办，本人在进度页上看得到。"
        case .refuse: "已把原因告诉申请人。"
        }
    }

    /// The steps of a request, for the officer.
    static func step(
        _ event: PersonalDataEvent, _ asking: PersonalDataRequest.Asking, today: Day
    ) -> (String, String?) {
        let kind = asking.kind
        switch event {
        case .requested: return ("提出人凭查询码申请删除", nil)
        case .asked: return ("本人提出申请", nil)
        case .granted:
            return (kind == .erase ? "已删除" : asking.correction?.phone == nil ? "已更正" : "已换成新的号码", nil)
        case .opened: return ("可以查阅、复制了", nil)
        case .refused(let reason): return (kind == .erase ? "没有删除" : "没有照办", reason.words ?? TopicWording.erased)
        case .deadlineMoved(let deadline): return (DeadlineWording.moved(deadline, today: today), nil)
        }
    }
}

extension PersonalDataRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这件申请不归您办。"
        case .alreadyErased: "已经没有留着您的信息了。"
        case .alreadyRequested: "已经申请过了，请等隐私专员处理。"
        case .underHold: "这一件依法留存，先解除留存，或者说明原因不予删除。"
        case .alreadyDecided: "这件申请已经处理过了。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .alreadyErased, .alreadyRequested, .underHold, .alreadyDecided: .conflict
        }
    }
}
