// SPDX-License-Identifier: Apache-2.0

import Domain

/// How tokens of the API sound.
enum APITokenWording {
    static func name(_ access: APIToken.Access) -> String {
        switch access {
        case .read: "只看"
        case .write: "能看，也能办"
        }
    }

    static func name(_ context: APIToken.Context) -> String {
        switch context {
        case .topics: "议题"
        case .deliberations: "征集意见"
        case .dispatches: "网格和12345热线的对接"
        case .sessions: "会议"
        case .campaigns: "主题活动"
        case .live: "融媒体协商"
        case .receptions: "接待日"
        case .sentiments: "走访"
        case .items: "事项"
        case .lookBacks: "回头看"
        case .contests: "案例评选"
        case .proposals: "提案"
        case .erasures: "删除申请"
        case .privacy: "查看申请和保存期限"
        case .duties: "履职次数和出席"
        case .board: "看板"
        case .rooms: "议事室"
        case .directory: "名册和台账"
        case .imports: "用表格导入"
        case .practice: "规则和工作日历"
        case .health: "运行"
        case .notices: "通知"
        case .accounts: "账号"
        case .audit: "审计"
        }
    }

    /// What a token opens and until when, as in 只看 · 议题 · 到6月3日.
    /// `days`: how long before its end that is said.
    static func words(_ token: APIToken, endingWithin days: Int, at now: Instant) -> String {
        let today = now.day
        let context = token.scope.context.map { " · \(name($0))" } ?? ""
        let used = token.lastUsedAt.map { "最近\(ChineseTime.moment($0, today: today))用过" } ?? "还没有用过"
        let ending = token.isEnding(days: days, at: now) ? "（快到期了，还要用的请换一个新的）" : ""
        return
            "\(name(token.scope.access))\(context) · \(ChineseTime.date(token.expiresAt.day, today: today))到期\(ending) · \(used)"
    }
}
