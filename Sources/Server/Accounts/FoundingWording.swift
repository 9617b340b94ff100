// SPDX-License-Identifier: Apache-2.0

import Domain

/// What founding and inviting say on the command line.
package enum FoundingWording {
    /// Why a committee cannot be founded so, or an administrator invited.
    package static func sentence(_ problem: FoundingProblem) -> String {
        switch problem {
        case .notEmpty: "这里已经有单位了；要再建一个单位，请加上 --further。"
        case .noHost: "再建的单位要有自己的主机名（--host），别人才找得到它。"
        case .hostTaken: "有一个主机名已经是这里另一个单位的。"
        case .nameTaken: "这里已经有一个单位用这个名称或简称。"
        case .notThree: "系统、安全、审计三名管理员要是三个人、三个账号。"
        case .unknownName: "没有人用这个账号名登录。"
        case .notSecurity: "这里只给安全管理员做新链接；别的账号由安全管理员在工作台上重设。"
        }
    }

    /// Why the rules for accounts refuse it.
    package static func sentence(_ refusal: AccountRefusal) -> String { refusal.sentence }

    /// The links, with what to do.
    package static func links(_ receipts: [InvitationReceipt]) -> String {
        let lines = receipts.map { "  \(RoleWording.name($0.role)) \($0.name)（账号 \($0.signInName)）：\n    \($0.link)" }
        return """
            请把链接分别交给本人，打开后设自己的密码。每条只能用一次，7天内有效，这里只显示这一次：
            \(lines.joined(separator: "\n"))
            """
    }
}
