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
        case .dispatches: "网格和12345热线的对接"
        case .sessions: "会议"
        case .receptions: "接待日"
        case .sentiments: "走访"
        case .items: "事项"
        case .proposals: "提案"
        case .erasures: "删除申请"
        case .directory: "人员、单位和议事室"
        case .notices: "通知"
        case .accounts: "账号"
        case .audit: "审计"
        }
    }

    /// What a token opens and until when, as in 只看 · 议题 · 到6月3日.
    static func words(_ token: APIToken, today: Day) -> String {
        let context = token.scope.context.map { " · \(name($0))" } ?? ""
        let used = token.lastUsedAt.map { "最近\(ChineseTime.moment($0, today: today))用过" } ?? "还没有用过"
        return
            "\(name(token.scope.access))\(context) · \(ChineseTime.date(token.expiresAt.day, today: today))到期 · \(used)"
    }
}
