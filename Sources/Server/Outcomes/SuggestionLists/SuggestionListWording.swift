// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How numbered suggestion lists sound.
enum SuggestionListWording {
    static func name(_ state: SuggestionList.State) -> String {
        switch state {
        case .issued: "待报送"
        case .routed: "等回执"
        case .received: "已收到"
        }
    }

    static func chip(_ state: SuggestionList.State) -> Chip {
        switch state {
        case .issued: Chip(word: name(state), icon: .ring, tone: .wait)
        case .routed: Chip(word: name(state), icon: .half, tone: .soon)
        case .received: Chip(word: name(state), icon: .check, tone: .go)
        }
    }

    static func name(_ addressee: SuggestionList.Addressee) -> String {
        switch addressee {
        case .partyCommittee: "党委"
        case .government: "政府"
        }
    }

    static let addressees = SuggestionList.Addressee.allCases.map {
        InputField.Option(code: $0.rawValue, label: name($0))
    }

    static func name(_ command: SuggestionList.Command) -> String {
        switch command {
        case .route: "登记报送"
        case .noteReceipt: "登记回执"
        }
    }

    static func done(_ command: SuggestionList.Command) -> String {
        switch command {
        case .route: "已登记报送，等回执。"
        case .noteReceipt: "回执已登记。"
        }
    }

    /// Whether an addressee has it, in one line.
    static func words(_ routing: SuggestionList.Routing, today: Day) -> String {
        let sent = "\(ChineseTime.date(routing.day, today: today))报送"
        return routing.receipt.map { "\(sent)，\(ChineseTime.date($0.day, today: today))收到" } ?? "\(sent)，还没有回执"
    }

    /// What was said with a receipt, and what was written on the document.
    private static func said(_ receipt: SuggestionList.Receipt) -> String {
        let words = receipt.words.words ?? TopicWording.erased
        guard let instruction = receipt.instruction else { return words }
        return "\(words)\n批示：\(instruction.words ?? TopicWording.erased)"
    }

    /// What an event says in the trace of its list, and what was written with it.
    static func words(_ event: SuggestionListEvent) -> (act: String, quote: String?) {
        switch event {
        case .issued(let issue):
            (
                "编号\(issue.name)\(issue.number.text)"
                    + (issue.items.isEmpty ? "" : "，共\(issue.items.count)件"), nil
            )
        case .routed(let routing): ("报送\(name(routing.addressee))", nil)
        case .received(let receipt):
            ("\(name(receipt.addressee))收到", said(receipt))
        }
    }
}

extension SuggestionListRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这份文件不归您办。"
        case .alreadyRouted: "已经报送过了。"
        case .notRouted: "还没有报送，先登记报送。"
        case .alreadyReceived: "回执已经登记过了。"
        case .dayNotPossible: "这一天不对：不能是以后，也不能早于印发或报送的那天。"
        }
    }

    var blamed: [String] {
        switch self {
        case .dayNotPossible: ["day"]
        case .alreadyRouted, .notRouted, .alreadyReceived: ["addressee"]
        case .notYours: []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .dayNotPossible: .unprocessableContent
        case .alreadyRouted, .notRouted, .alreadyReceived: .conflict
        }
    }
}
