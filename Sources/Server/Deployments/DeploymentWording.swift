// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How notices of 传达部署 and their receipts sound.
enum DeploymentWording {
    static let title = "传达部署"

    static func name(_ kind: Deployment.Kind) -> String {
        switch kind {
        case .convey: "传达精神"
        case .deploy: "部署工作"
        }
    }

    static let kinds = Deployment.Kind.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    static func name(_ audience: DeploymentDraft.Audience) -> String {
        switch audience {
        case .everybody: "全部议事室和承办单位"
        case .rooms: "全部议事室"
        case .townRooms: "镇（街道）一级的议事室"
        case .villageRooms: "村（社区）一级的议事室"
        case .units: "全部承办单位"
        case .chosen: "只发给下面勾选的"
        }
    }

    static let audiences = DeploymentDraft.Audience.allCases.map {
        InputField.Option(code: $0.rawValue, label: name($0))
    }

    static func name(_ state: DeploymentReceipt.State.Name) -> String {
        switch state {
        case .sent: "还没签收"
        case .signed: "已签收，待回报"
        case .reported: "已回报"
        case .excused: "不用回报了"
        }
    }

    static func chip(_ state: DeploymentReceipt.State.Name) -> Chip {
        switch state {
        case .sent: Chip(word: name(state), icon: .ring, tone: .wait)
        case .signed: Chip(word: name(state), icon: .half, tone: .go)
        case .reported: Chip(word: name(state), icon: .done, tone: .done)
        case .excused: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    static func name(_ part: DeploymentReceiptStore.Part) -> String {
        switch part {
        case .toSign: "待签收"
        case .toReport: "待回报"
        case .done: "办过的"
        }
    }

    static func empty(_ part: DeploymentReceiptStore.Part) -> String {
        switch part {
        case .toSign: "没有要签收的。"
        case .toReport: "没有要回报的，都清了。"
        case .done: "还没有回报过的。"
        }
    }

    static func name(_ command: DeploymentReceipt.Command) -> String {
        switch command {
        case .sign: "签收"
        case .report: "回报办了什么"
        case .link: "连上会议或议题"
        case .remind: "提醒"
        case .excuse: "不用回报了"
        }
    }

    static func done(_ command: DeploymentReceipt.Command) -> String {
        switch command {
        case .sign: "已签收。请在期限内回报办了什么。"
        case .report: "已回报。"
        case .link: "已连上。"
        case .remind: "已提醒。"
        case .excuse: "已记下，不用回报了。"
        }
    }

    /// 发给12家：还没签收3家，已签收待回报4家，已回报5家。另有300家正在陆续发出。
    static func sum(_ lines: [DeploymentReceiptStore.Line], unsent: Int) -> String {
        let parts = DeploymentReceipt.State.Name.allCases.compactMap { state -> String? in
            let count = lines.count { $0.state == state }
            return count == 0 ? nil : "\(name(state).replacing("，", with: ""))\(count)家"
        }
        let rest = unsent == 0 ? "" : "另有\(unsent)家正在陆续发出。"
        return "发给\(lines.count)家：\(parts.joined(separator: "，"))。\(rest)"
    }

    /// 12家里还有3家没签收，7家没回报，另有300家正在陆续发出
    static func standing(_ listed: DeploymentStore.Listed) -> String {
        let rest = listed.unsent == 0 ? "" : "，另有\(listed.unsent)家正在陆续发出"
        guard listed.owed > 0 else { return "\(listed.receipts)家都有回音了\(rest)" }
        let unsigned = listed.unsigned == 0 ? "" : "\(listed.unsigned)家没签收，"
        return "\(listed.receipts)家里还有\(unsigned)\(listed.owed)家没回报\(rest)"
    }

    /// What an event says in the trace, and what was written with it.
    static func words(_ event: DeploymentReceiptEvent, today: Day) -> (act: String, quote: String?) {
        switch event {
        case .sent(let sending): ("发出，请在\(ChineseTime.date(sending.dueOn, today: today))前回报", nil)
        case .signed: ("签收", nil)
        case .reported(let report): ("回报\(ChineseTime.date(report.day, today: today))办的", text(report.words))
        case .linked(.session): ("连上一场协商会", nil)
        case .linked(.topic): ("连上一件议题", nil)
        case .reminded: ("提醒", nil)
        case .excused(let reason): ("不用回报了", text(reason))
        }
    }

    static func text(_ text: FreeText) -> String { text.words ?? TopicWording.erased }
}

extension DeploymentRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这份通知不归您办。"
        case .nobodyThere: "没有可以发给的议事室和单位，请再选一选。"
        case .dueInPast: "回报的期限不能早于今天。"
        case .dayNotPossible: "这一天不对：不能是以后，也不能早于通知发出的那天。"
        case .alreadySigned: "已经签收了。"
        case .notSigned: "请先签收。"
        case .alreadyReported: "已经回报过了。"
        case .alreadyLinked: "这场会或这件议题已经连上了。"
        case .remindedToday: "今天已经提醒过了，明天再提醒。"
        case .nobodySilent: "没有要提醒的：都有回音了，或者今天已经提醒过。"
        case .ended: "已经有回音了，不用再办。"
        }
    }

    var blamed: [String] {
        switch self {
        case .nobodyThere: ["to"]
        case .dueInPast: ["dueOn"]
        case .dayNotPossible: ["day"]
        case .alreadyLinked: ["record"]
        case .notYours, .alreadySigned, .notSigned, .alreadyReported, .remindedToday, .nobodySilent, .ended: []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .nobodyThere, .dueInPast, .dayNotPossible: .unprocessableContent
        case .alreadySigned, .notSigned, .alreadyReported, .alreadyLinked, .remindedToday, .nobodySilent, .ended:
            .conflict
        }
    }
}
