// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How the words of proposers on replies sound.
enum ProposerOpinionWording {
    static func name(_ command: ProposerOpinion.Command) -> String {
        switch command {
        case .answer: "说意见"
        }
    }

    static func done(_ command: ProposerOpinion.Command) -> String {
        switch command {
        case .answer: "谢谢，您的意见记下了。"
        }
    }

    /// What somebody said of a reply; silence is never satisfaction (BR-21).
    static func said(
        manner: ProposerOpinion.Rating?, result: ProposerOpinion.Rating?, isAsked: Bool
    ) -> String {
        guard let manner, let result else { return isAsked ? "还没有说" : "没有意见（没有答复）" }
        return "结果\(ItemWording.name(result))，态度\(ItemWording.name(manner))"
    }

    static let invitationTitle = "请您说意见"

    /// The SMS that asks a proposer. It names no subject: whoever sees the phone reads none.
    static func invitation(_ number: String?, organ: String, by day: String, address: String) -> String {
        "【\(organ)】您的提案\(number ?? "")有了答复。满意不满意，请在\(day)前点开说一说：\(address)（只能用一次，不要转给别人）"
    }

    static let slipChip = Chip(word: "凭意见条", icon: .document, tone: .wait)

    static func chip(_ result: ProposerOpinion.Rating) -> Chip {
        switch result {
        case .satisfied: Chip(word: ItemWording.name(result), icon: .done, tone: .done)
        case .basically: Chip(word: ItemWording.name(result), icon: .check, tone: .go)
        case .dissatisfied: Chip(word: ItemWording.name(result), icon: .alert, tone: .late)
        }
    }

    /// What the log of an opinion says.
    static func words(_ event: OpinionEvent) -> (act: String, quote: String?) {
        switch event {
        case .asked(let inquiry): ("请您说意见：第\(inquiry.number)次答复", nil)
        case .answered(let answer):
            (
                said(manner: answer.manner, result: answer.result, isAsked: true),
                answer.remark.map { $0.words ?? TopicWording.erased }
            )
        case .reminded: ("提醒您说意见", nil)
        case .linkMade: ("开了一张意见条，先前的链接随即作废", nil)
        }
    }
}

extension OpinionRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这件提案问的不是您。"
        case .alreadyReminded: "已经说了意见，或者已经提醒过。"
        case .ownWork: "这件提案由您所在的单位承办。意见条请提案委员会别的工作人员来开。"
        case .notAsking: "现在不在请人说意见：可能已经办结，或者单位正在再办一次。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .notAsking, .alreadyReminded, .ownWork: .conflict
        }
    }
}
