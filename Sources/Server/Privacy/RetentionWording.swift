// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How periods, runs and holds sound.
enum RetentionWording {
    static func name(_ category: RetentionPractice.Category) -> String {
        switch category {
        case .submitterContacts: "提出人留下的电话"
        case .supporterPhones: "支持者留下的电话"
        case .participantNames: "群众代表的姓名和电话"
        case .visitorContacts: "接待日来访的人的称呼和电话"
        case .liaisonContacts: "走访时当事人的称呼和电话"
        case .commenterContacts: "场外留言的人的称呼和电话"
        case .clueWords: "没有写成提案的线索"
        case .attachments: "议题的照片和材料"
        case .caseFiles: "会议、提案和通知的附件"
        case .decidedRequests: "已处理申请里写的话"
        case .notices: "通知和发出过的消息"
        case .signIns: "登录记录"
        }
    }

    /// From when on the period counts.
    private static func from(_ category: RetentionPractice.Category) -> String {
        switch category {
        case .submitterContacts, .supporterPhones, .participantNames, .liaisonContacts, .attachments, .caseFiles:
            "事情办结后"
        case .visitorContacts: "接待日后"
        case .commenterContacts: "融媒体协商后"
        case .clueWords: "最后一次处理后"
        case .decidedRequests: "处理后"
        case .notices: "发出后"
        case .signIns: "最后一次使用后"
        }
    }

    static func period(_ category: RetentionPractice.Category, _ practice: RetentionPractice) -> String {
        practice[category] == 0 ? "一直保存" : "\(from(category))\(practice[category])个月"
    }

    /// A record from which something went, by its kind as the log names it.
    static func record(_ kind: String) -> String {
        let names = [
            TopicEvent.subject: "议题", SessionEvent.subject: "协商会", PersonalDataEvent.subject: "申请",
            UnmaskingEvent.subject: "查看申请", VisitEvent.subject: "接待日来访",
            SentimentEvent.subject: "走访的事", CommentEvent.subject: "场外留言", ClueEvent.subject: "提案线索",
            ProposalEvent.subject: "提案", DeploymentEvent.subject: "传达部署",
        ]
        return names[kind] ?? "记录"
    }

    static func amount(_ category: RetentionPractice.Category, _ amount: RetentionRun.Amount) -> String {
        category.goesAsRows
            ? "\(name(category))\(amount.parts)条" : "\(name(category))：\(amount.records)件里的\(amount.parts)处"
    }

    static func title(_ hold: RecordHold) -> String {
        let (kind, number) = hold.record.reference
        return "留存\(record(kind)) \(Identifier<Never>(number))"
    }

    static func reason(_ hold: RecordHold) -> String {
        switch hold.state {
        case .placed(let reason), .lifted(let reason): reason.words ?? TopicWording.erased
        }
    }

    static func chip(_ state: RecordHold.State.Name) -> Chip {
        switch state {
        case .placed: Chip(word: "留存中", icon: .lock, tone: .wait)
        case .lifted: Chip(word: "已解除", icon: .off, tone: nil)
        }
    }

    static func name(_ command: RecordHold.Command) -> String {
        switch command {
        case .lift: "解除留存"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: RecordHold.Command) -> String {
        switch command {
        case .lift: "已解除。"
        }
    }
}

extension HoldRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这件事不归您办。"
        case .alreadyHeld: "这一件已经依法留存了。"
        case .alreadyLifted: "已经解除了。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .alreadyHeld, .alreadyLifted: .conflict
        }
    }

    var blamed: [String] { self == .alreadyHeld ? ["record"] : [] }
}
