// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a notice says, inside the product and outside.
enum NoticeWording {
    /// What happened, in one sentence.
    static func sentence(_ subject: NoticeSubject?, _ eventKind: String) -> String {
        switch subject {
        case .topic: TopicNews(rawValue: eventKind).map(sentence) ?? "有一件议题有了变化"
        case .session: SessionNoticeWording.session(eventKind)
        case .enrolment: "有人报名参加一场协商会，请答复"
        case .live: SessionNoticeWording.live(eventKind)
        case .comment: SessionNoticeWording.comment(eventKind)
        case .statement: "征集里有人添了话，请看看能不能问大家"
        case .call: "一次看法征集到了截止日，自动结束了，请看意见图"
        case .item: ItemNews(rawValue: eventKind).map(sentence) ?? "有一件事项有了变化"
        case .reception: ReceptionNews(rawValue: eventKind).map(sentence) ?? "有一个接待日有了变化"
        case .sentiment: SentimentNews(rawValue: eventKind).map(sentence) ?? "有一件走访的事有了变化"
        case .lookBack: LookBackNews(rawValue: eventKind).map(sentence) ?? "有一件回头看有了变化"
        case .receipt: ReceiptNews(rawValue: eventKind).map(sentence) ?? "有一份传达部署的通知有了变化"
        case .proposal: ProposalNoticeWording.proposal(eventKind)
        case .assignment: ProposalNoticeWording.assignment(eventKind)
        case .opinion: ProposalNoticeWording.opinion(eventKind)
        case .appraisal: sentence(ofAppraisals: eventKind)
        case .erasure: "有人就自己的信息提出申请，请在期限内处理"
        case .unmasking: UnmaskingNews(rawValue: eventKind).map(sentence) ?? "有一件查看申请有了变化"
        case .account: AccountNews(rawValue: eventKind).map(\.sentence) ?? "您的账号有了变化"
        case .backup: sentence(ofBackups: eventKind)
        case .logCheck: "核对日志发现对不上：可能有人改过记录，请马上处理"
        case nil: "有一件事有了变化"
        }
    }

    /// The events of a topic that somebody is told of.
    private enum TopicNews: String {
        case submitted, answered, added, judged, pooled, selected, deselected, assigned, researched, erased, withdrawn
        case submittedAndHeld = "submitted_and_held"
        case passedOn = "passed_on"
        case withdrawalAsked = "withdrawal_asked"
        case withdrawalUndone = "withdrawal_undone"
        case proposedForPlan = "proposed_for_plan"
        case planDecided = "plan_decided"
        case roundOpened = "round_opened"
        case gathered, escalated
        case escalationAsked = "escalation_asked"
        case escalationDeclined = "escalation_declined"
        case escalationUndone = "escalation_undone"
        case returnAcknowledged = "return_acknowledged"
        case receiptGiven = "receipt_given"
        case resultTold = "result_told"
        case cameBack = "came_back"
        case solvedDirectly = "solved_directly"
        case mediated
    }

    private static func sentence(_ news: TopicNews) -> String {
        switch news {
        case .submitted: "来了一件新议题，请在期限内筛选"
        case .submittedAndHeld: "有一件议题先放在一边，等您看过放行"
        case .passedOn: "一件议题转给了别的议事室；转到您这里的，请在期限内筛选"
        case .answered: "提出人回答了您的问题"
        case .added: "提出人补充了几句"
        case .judged: "提出人说当场办的一件事没有全解决，请看看"
        case .withdrawalAsked: "提出人要撤回一件议题，到时间才生效"
        case .withdrawalUndone: "提出人不撤了，请接着办"
        case .withdrawn: "有一件议题由提出人撤回，不用再办"
        case .proposedForPlan: "有一件议题报请列入年度协商计划，审定后请登记"
        case .planDecided: "登记了一件议题的党委审定结果"
        case .pooled: "有一件议题进了议题池，等召集人选定"
        case .selected: "召集人选定了一件议题，请安排调研"
        case .deselected: "召集人收回了一件议题的选定，先不用调研"
        case .assigned: "请您调研一件议题"
        case .researched: "委员交了调研记录，可以安排协商会了"
        case .erased: "按本人要求，有一件议题里说过的话已删除"
        case .roundOpened: "有一件议题开了下一轮，等您选定"
        case .gathered: "下面几间议事室的同一件事合成了一件，等您选定"
        case .escalated: "本室提请的一件议题由上一级一起办了"
        case .escalationDeclined: "提请上级的一件议题，上级说明了为什么不合起来办，请本室接着办"
        case .escalationUndone: "有一件议题改由本室自己办"
        case .escalationAsked: "下面的议事室提来一件议题，请看看是不是几处都有"
        case .returnAcknowledged: "推送议题的系统取走了结果，可以办结了"
        case .receiptGiven: "转送的一件议题，对方收下了"
        case .resultTold: "转给委员的一件议题有了回音，请看看要不要接着办"
        case .cameBack: "转送的一件议题退了回来，请在期限内重新筛选"
        case .solvedDirectly: "选定的一件议题已经当场解决，不用再调研、开会"
        case .mediated: "选定的一件议题已经调解好，不用再调研、开会"
        }
    }

    /// The events of a request to unmask that somebody is told of.
    private enum UnmaskingNews: String {
        case requested, granted, refused, withdrawn
    }

    private static func sentence(_ news: UnmaskingNews) -> String {
        switch news {
        case .requested: "召集人申请查看联系方式，请在期限内决定"
        case .granted: "您的查看申请同意了，请马上看，时间不长"
        case .refused: "您的查看申请没有同意，请看原因"
        case .withdrawn: "一件查看申请撤回了，不用处理"
        }
    }

    /// The events of a reception day that somebody is told of.
    private enum ReceptionNews: String {
        case planned, revised, cancelled
    }

    private static func sentence(_ news: ReceptionNews) -> String {
        switch news {
        case .planned: "安排了一个委员接待日"
        case .revised: "有一个委员接待日改了地点或委员"
        case .cancelled: "有一个委员接待日取消了"
        }
    }

    /// The events of an issue from among the people that somebody is told of.
    private enum SentimentNews: String {
        case opened, visited, consulted, transferred, told, closed
        case topicEnded = "topic_ended"
        case topicWentOn = "topic_went_on"
        case handedOver = "handed_over"
        case cameBack = "came_back"
        case resultReturned = "result_returned"
    }

    private static func sentence(_ news: SentimentNews) -> String {
        switch news {
        case .opened: "委员走访时记了一件事"
        case .visited: "走访的一件事核实过了，请在期限内商或转"
        case .consulted: "走访的一件事成了议题"
        case .topicEnded: "走访的一件事商量出了结果，请记下来、在期限内告诉当事人"
        case .topicWentOn: "走访的一件事的议题又重新在办，先不用告诉当事人"
        case .transferred: "走访的一件事转出去了，请接收的单位按期答复"
        case .cameBack: "走访的一件事退了回来，请另想办法"
        case .resultReturned: "走访的一件事有了结果，请在期限内告诉当事人"
        case .told: "走访的一件事已告诉当事人，可以办结"
        case .closed: "您走访的一件事办结了"
        case .handedOver: "有一件走访的事改由您接着办"
        }
    }

    /// The events of a look-back that somebody is told of.
    private enum LookBackNews: String {
        case chosen, asked, concluded, dropped
    }

    private static func sentence(_ news: LookBackNews) -> String {
        switch news {
        case .chosen: "选定了一件回头看的课题，请安排再调研、再视察或再协商"
        case .asked: "回头看正在请大家再确认"
        case .concluded: "一件回头看有了结论"
        case .dropped: "一件回头看不看了，可以另选"
        }
    }

    /// The events of a receipt that somebody is told of.
    private enum ReceiptNews: String {
        case sent, reminded
    }

    private static func sentence(_ news: ReceiptNews) -> String {
        switch news {
        case .sent: "来了一份传达部署的通知，请签收，并在期限内回报"
        case .reminded: "有一份传达部署的通知还没有回音，请尽快签收、回报"
        }
    }

    /// The events of an item that somebody is told of.
    private enum ItemNews: String {
        case dispatched, reassigned, upheld, extended, verified, closed, reopened, accepted, progressed, reported
        case handedOver = "handed_over"
        case sentBack = "sent_back"
        case returnRequested = "return_requested"
        case extensionAsked = "extension_asked"
        case extensionRefused = "extension_refused"
        case reminded, inspected, commented
        case supervisionAgreed = "supervision_agreed"
        case signed
        case signatureDeclined = "signature_declined"
    }

    private static func sentence(_ news: ItemNews) -> String {
        switch news {
        case .dispatched, .reassigned: "有一件事项交给承办单位，请在期限内签收"
        case .upheld: "退回申请没有同意，请继续办理"
        case .handedOver: "有一件事项改由您负责"
        case .extensionAsked: "单位申请延期，请答复"
        case .extended: "有一件事项延期了"
        case .extensionRefused: "延期没有同意，期限不变"
        case .sentBack: "报告退回了，请补办后再报告"
        case .verified: "报告核实了，正在请大家确认"
        case .closed: "有一件事项办结了"
        case .reopened: "有一件事项没有真解决，请重办"
        case .accepted: "单位签收了一件事项"
        case .returnRequested: "单位申请退回一件事项，请答复"
        case .progressed: "有一件事项有了进展"
        case .reported: "单位报告了办理结果，请核实"
        case .reminded: "有一件事项在催办，请尽快办理并答复"
        case .supervisionAgreed: "有一件事项由党委和政协联合督办"
        case .signed: "一位督办人会签了联合督办的事项，还差另一位"
        case .signatureDeclined: "督办人没有会签，事项退回单位再办"
        case .inspected: "督办人到现场看了一件事项，请看看记录"
        case .commented: "领导点评了一件事项，请看看"
        }
    }

    /// A link's words where the record has no title that the person may see.
    static func untitled(_ subject: NoticeSubject?) -> String {
        switch subject {
        case .topic: "打开这件议题"
        case .session: "打开这场协商会"
        case .enrolment: "打开这个报名"
        case .live: "打开这场融媒体协商"
        case .comment: "打开这条留言"
        case .statement: "打开这句话"
        case .call: "打开这次征集"
        case .item: "打开这件事项"
        case .reception: "打开这个接待日"
        case .sentiment: "打开这件走访的事"
        case .lookBack: "打开这件回头看"
        case .receipt: "打开这份通知"
        case .proposal, .assignment: "打开这件提案"
        case .opinion: "去说意见"
        case .appraisal: "打开这次论证"
        case .erasure, .unmasking: "打开这件申请"
        case .account: "打开我的登录"
        case .backup, .logCheck: "打开运行状况"
        case nil: "打开工作台"
        }
    }

    /// What is sent at once of one event. The title stands in it only where everybody may read it.
    static func message(
        _ sentence: String, title: NoticeTitle?, address: String, on channel: ContactChannel
    ) -> (title: String, text: String) {
        let name = title.flatMap { $0.isPublic ? "：\($0.words)" : nil } ?? ""
        return switch channel {
        case .mail: (sentence, "\(sentence)\(name)。\n\n\(address)\n\n\(footer)")
        case .sms: (sentence, "\(sentence)\(name)。\(address)")
        }
    }

    /// How to hear less: the last lines of every mail to somebody who has chosen it.
    static let footer = "想少收一些，请登录后到“我的登录”里改。"
}
