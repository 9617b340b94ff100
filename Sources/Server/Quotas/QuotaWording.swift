// SPDX-License-Identifier: Apache-2.0

import Domain

/// How quotas and those who are behind sound.
enum QuotaWording {
    static let title = "履职次数"

    /// What counts for a duty.
    static func counted(_ duty: DutyQuota.Duty) -> String {
        switch duty {
        case .contacts: "一件走访记1人，接待日来了几人记几人，名册“履职活动”里按登记的人数。"
        case .sessions: "已经开过、签到了的协商会，一场记1次。"
        case .villageVisits: "到村（社区）走访、接待、参加协商的日子，和名册“履职活动”里登记的，一天记1次。"
        case .serviceActivities: "名册“履职活动”里登记的专委会服务活动，一场记1次。"
        case .symposia: "已经开过的“月度协商座谈会”，一场记1次。"
        }
    }

    static let advice = "时间过半、次数不到一半，或者时间过八成、次数不到八成，就提醒。只是提醒，不影响办别的事。"

    static func name(_ state: QuotaStanding.State) -> String {
        switch state {
        case .fulfilled: "已完成"
        case .open: "进行中"
        case .behindAtHalf: "时间过半，次数不到一半"
        case .behindAtFourFifths: "时间过八成，次数不到八成"
        case .missed: "到期没有完成"
        }
    }

    /// 3/10人
    static func figure(_ standing: QuotaStanding) -> String {
        "\(standing.done)/\(standing.quota.number)\(RoomPracticeText.measure(standing.quota.duty))"
    }

    /// 2026年第1季度
    static func name(_ span: DutyQuota.Span, of period: DutyQuota.Period) -> String {
        switch period {
        case .month: "\(span.first.year)年\(span.first.month)月"
        case .quarter: "\(span.first.year)年第\((span.first.month + 2) / 3)季度"
        case .year: "\(span.first.year)年"
        }
    }

    /// How many of whom: 名委员, 个专委会.
    static func bearers(_ count: Int, _ bearer: DutyQuota.Duty.Bearer) -> String {
        switch bearer {
        case .member: "\(count)名委员"
        case .committee: "\(count)个专委会"
        case .whole: "政协本身"
        }
    }

    /// What a mail says.
    static func sentence(_ news: QuotaNews, today: Day) -> String {
        switch news {
        case .own(let standing, _):
            """
            \(RoomPracticeText.words(standing.quota))，您完成了\(figure(standing))：\
            \(name(standing.state(on: today)))
            """
        case .others(let quota, let count):
            "\(RoomPracticeText.words(quota))：\(bearers(count, quota.duty.bearer))落后了"
        }
    }

    /// What a record is, where the reader may not read it.
    static func unseen(_ kind: QuotaStore.Record.Kind) -> String {
        switch kind {
        case .session: "别处的一场协商会"
        case .sentiment: "别处的一件走访"
        case .reception: "别处的一个接待日"
        case .activity: "一次活动"
        }
    }

    static func name(_ kind: QuotaStore.Record.Kind) -> String {
        switch kind {
        case .session: "协商会"
        case .sentiment: "走访"
        case .reception: "接待日"
        case .activity: "履职活动"
        }
    }

    static let nothingAsked = "规则里没有写履职的次数要求，所以没有可以对照的。系统管理员在“规则”里可以加。"
    static let noMembers = "名册里还没有您能看到的委员。"
}
