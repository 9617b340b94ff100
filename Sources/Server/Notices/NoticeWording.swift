// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a notice says, inside the product and outside.
enum NoticeWording {
    /// What happened, in one sentence.
    static func sentence(_ subject: NoticeSubject?, _ eventKind: String) -> String {
        switch subject {
        case .topic: TopicNews(rawValue: eventKind).map(sentence) ?? "有一件议题有了变化"
        case .session: SessionNews(rawValue: eventKind).map(sentence) ?? "有一场协商会有了变化"
        case .enrolment: "有人报名参加一场协商会，请答复"
        case .live: LiveNews(rawValue: eventKind).map(sentence) ?? "有一场融媒体协商有了变化"
        case .comment: CommentNotice(rawValue: eventKind).map(sentence) ?? "有一条场外留言有了变化"
        case .statement: "征集里有人添了话，请看看能不能问大家"
        case .call: "一次看法征集到了截止日，自动结束了，请看意见图"
        case .item: ItemNews(rawValue: eventKind).map(sentence) ?? "有一件事项有了变化"
        case .reception: ReceptionNews(rawValue: eventKind).map(sentence) ?? "有一个接待日有了变化"
        case .sentiment: SentimentNews(rawValue: eventKind).map(sentence) ?? "有一件走访的事有了变化"
        case .lookBack: LookBackNews(rawValue: eventKind).map(sentence) ?? "有一件回头看有了变化"
        case .receipt: ReceiptNews(rawValue: eventKind).map(sentence) ?? "有一份传达部署的通知有了变化"
        case .proposal: ProposalNews(rawValue: eventKind).map(sentence) ?? "有一件提案有了变化"
        case .assignment: AssignmentNews(rawValue: eventKind).map(sentence) ?? "有一件提案的办理有了变化"
        case .opinion: OpinionNews(rawValue: eventKind).map(sentence) ?? "您的提案有了答复，请在期限内说说您的意见"
        case .erasure: "有人就自己的信息提出申请，请在期限内处理"
        case .unmasking: UnmaskingNews(rawValue: eventKind).map(sentence) ?? "有一件查看申请有了变化"
        case .backup:
            eventKind == BackupAlarm.late(hours: nil).kind ? "超过26小时没有新的备份，请尽快处理" : "备份没有做成，请看看原因"
        case nil: "有一件事有了变化"
        }
    }

    /// The events of a topic that somebody is told of.
    private enum TopicNews: String {
        case submitted, answered, added, pooled, selected, assigned, researched, erased, withdrawn
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
    }

    private static func sentence(_ news: TopicNews) -> String {
        switch news {
        case .submitted: "来了一件新议题，请在期限内筛选"
        case .submittedAndHeld: "有一件议题先放在一边，等您看过放行"
        case .passedOn: "别的议事室转来一件议题，请在期限内筛选"
        case .answered: "提出人回答了您的问题"
        case .added: "提出人补充了几句"
        case .withdrawalAsked: "提出人要撤回一件议题，到时间才生效"
        case .withdrawalUndone: "提出人不撤了，请接着办"
        case .withdrawn: "有一件议题由提出人撤回，不用再办"
        case .proposedForPlan: "有一件议题报请列入年度协商计划，审定后请登记"
        case .planDecided: "登记了一件议题的党委审定结果"
        case .pooled: "有一件议题进了议题池，等召集人选定"
        case .selected: "召集人选定了一件议题，请安排调研"
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

    /// The events of a session that somebody is told of.
    private enum SessionNews: String {
        case planned, announced, invited, joined, excused, answered, reminded, concluded, objected, postponed,
            rescheduled,
            cancelled
        case minutesDrafted = "minutes_drafted"
        case minutesConfirmed = "minutes_confirmed"
        case outcomeIssued = "outcome_issued"
        case paperHandedIn = "paper_handed_in"
        case leaveApproved = "leave_approved"
        case readied
    }

    private static func sentence(_ news: SessionNews) -> String {
        switch news {
        case .planned: "排了一场协商会，请看看能不能公告"
        case .announced: "有一场协商会公告了"
        case .paperHandedIn, .readied: "一场协商会的材料可以看了"
        case .invited: "请您参加一场协商会"
        case .joined: "有委员报名参加协商会"
        case .leaveApproved: "您的公假批准了，这场协商会不算缺席"
        case .excused: "报名参加协商会的一位群众不来了"
        case .answered: "有人答复了协商会的邀请"
        case .reminded: "请您答复一场协商会的邀请"
        case .concluded: "协商会结束了，请在期限内写纪要"
        case .minutesDrafted: "纪要写好了，请看看和当时说的是不是一样"
        case .objected: "有人对纪要提了异议"
        case .minutesConfirmed: "纪要确认了"
        case .outcomeIssued: "协商成果签发了，请把事项交给承办单位"
        case .postponed: "有一场协商会改期了"
        case .rescheduled: "改期的协商会定了新的日子"
        case .cancelled: "有一场协商会取消了"
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

    /// The events of a media consultation that somebody is told of.
    private enum LiveNews: String {
        case planned, closed, cancelled
    }

    private static func sentence(_ news: LiveNews) -> String {
        switch news {
        case .planned: "安排了一场融媒体协商，请准备审核留言"
        case .closed: "一场融媒体协商没有人结束，过了当天自动结束了，请看没有着落的建议、出报告"
        case .cancelled: "一场融媒体协商取消了"
        }
    }

    /// The events of a comment that somebody is told of.
    private enum CommentNotice: String {
        case cutIn = "cut_in"
        case followUpDue = "follow_up_due"
        case redirected, answered
    }

    private static func sentence(_ news: CommentNotice) -> String {
        switch news {
        case .cutIn: "有一条场外留言切入会场，请贵单位当场回应"
        case .followUpDue: "有一条场外留言会上没有答完，请贵单位在期限内书面答复"
        case .redirected: "有一条场外留言改请贵单位回应"
        case .answered: "单位书面答复了一条场外留言"
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

    /// The events of a proposal that somebody is told of.
    private enum ProposalNews: String {
        case invited, submitted, filed, merged, unmerged, forwarded, assigned, replied, closed, withdrawn, recalled
        case coSignerAnswered = "co_signer_answered"
        case withdrawalAsked = "withdrawal_asked"
        case withdrawalRefused = "withdrawal_refused"
        case turnedDown = "turned_down"
        case sentBack = "sent_back"
        case reconsidered
        case resultReceived = "result_received"
        case rehandlingBegan = "rehandling_began"
        case chosenAsKey = "chosen_as_key"
        case supervisionAsked = "supervision_asked"
        case supervised, commended, corrected
        case handedOver = "handed_over"
        case entered
        case enteredAnew = "entered_anew"
    }

    private static func sentence(_ news: ProposalNews) -> String {
        switch news {
        case .invited: "有委员请您在一件提案上联名，请在期限内签名或婉拒"
        case .recalled: "请您联名的一件提案收回去改了，改好会再请您"
        case .entered: "您签名的一件纸质提案录入了，请核对文字；立案、答复都会告诉您"
        case .enteredAnew: "您签名的一件纸质提案改好又交来，已经录入，请核对文字"
        case .coSignerAnswered: "您请的委员答复了联名"
        case .submitted: "来了一件提案，请在期限内审查"
        case .filed: "您的提案立案了，有了编号"
        case .turnedDown: "您的提案没有立案，请看看理由和去向"
        case .sentBack: "您的提案退回修改，改好可以再提交"
        case .reconsidered: "您的提案重新审查"
        case .merged: "您的提案和另一件并案办理，一样会收到答复"
        case .unmerged: "您的提案不再并案，单独办理"
        case .forwarded: "您的提案上报市政协了"
        case .resultReceived: "上报市政协的提案有了结果"
        case .assigned: "您的提案交给单位办理了"
        case .replied: "您的提案有了答复，请说说您的意见"
        case .rehandlingBegan: "有提案人不满意，这件提案要再办一次"
        case .chosenAsKey: "一件提案列为重点提案，请看看由谁领衔督办"
        case .supervisionAsked: "您领衔督办的提案有了答复，还没有督办记录；督办过才能办结"
        case .commended: "您的提案评为好提案"
        case .corrected: "提案委员会更正了您提案里的笔误，请看一看"
        case .handedOver: "一件提案换了第一提案人"
        case .supervised: "有一件提案督办了一次，请看看定了什么"
        case .closed: "您的提案办结了"
        case .withdrawalAsked: "提案人要撤回一件已立案的提案，请答复"
        case .withdrawalRefused: "撤回提案没有同意，继续办理"
        case .withdrawn: "有一件提案撤回了"
        }
    }

    /// The events of an opinion that the proposer is told of.
    private enum OpinionNews: String {
        case asked, reminded
        case linkMade = "link_made"
    }

    private static func sentence(_ news: OpinionNews) -> String {
        switch news {
        case .asked: "您的提案有了答复，请在期限内说说您的意见"
        case .reminded: "快到期了：您还没有说对答复的意见。不说，就算没有意见"
        case .linkMade: "提案委员会给您开了一张意见条，先前短信里的链接停用了；您没有要过的，请登录后自己说"
        }
    }

    /// The events of an assignment that somebody is told of.
    private enum AssignmentNews: String {
        case issued, reassigned, upheld, drafted, checked, extended, reminded, reopened, recalled
        case returnRequested = "return_requested"
        case sentBack = "sent_back"
        case opinionGiven = "opinion_given"
        case extensionAsked = "extension_asked"
        case extensionRefused = "extension_refused"
        case handedOver = "handed_over"
    }

    private static func sentence(_ news: AssignmentNews) -> String {
        switch news {
        case .issued, .reassigned: "交来一件提案，请在期限内签收；不该由您单位办的，期限内说明"
        case .upheld: "申请退回的提案仍由您单位办"
        case .drafted: "有一件提案的答复等着审核"
        case .checked: "一件提案的答复审核通过，请单位领导签发"
        case .sentBack: "一件提案的答复退回来了，请看看要补什么"
        case .extended: "延期同意了，到期日已改"
        case .extensionRefused: "延期没有同意，期限不变"
        case .handedOver: "有一件提案改由您负责"
        case .reminded: "提案委员会催办一件提案"
        case .reopened: "有提案者不满意，请再办一次、再答复"
        case .recalled: "一件提案撤回了，不用再办"
        case .returnRequested: "有单位申请退回一件提案，请答复"
        case .extensionAsked: "有单位申请延期，请答复"
        case .opinionGiven: "会办单位交来了意见"
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
        case .erasure, .unmasking: "打开这件申请"
        case .backup: "打开运行状况"
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
