// SPDX-License-Identifier: Apache-2.0

/// What a notice says of a session, of the media consultation beside it, and of a comment from outside the room.
enum SessionNoticeWording {
    static func session(_ eventKind: String) -> String {
        SessionNews(rawValue: eventKind).map(sentence) ?? "有一场协商会有了变化"
    }

    static func live(_ eventKind: String) -> String {
        LiveNews(rawValue: eventKind).map(sentence) ?? "有一场融媒体协商有了变化"
    }

    static func comment(_ eventKind: String) -> String {
        CommentNotice(rawValue: eventKind).map(sentence) ?? "有一条场外留言有了变化"
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
}
