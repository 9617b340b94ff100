// SPDX-License-Identifier: Apache-2.0

import Domain

/// What founding and inviting say on the command line.
package enum FoundingWording {
    package static func sentence(_ problem: FoundingProblem) -> String {
        switch problem {
        case .notEmpty: "这里已经有单位了；建立单位只能在空的安装里做一次。"
        case .notThree: "系统、安全、审计三名管理员要是三个人、三个账号。"
        case .unknownName: "没有人用这个账号名登录。"
        case .notSecurity: "这里只给安全管理员做新链接；别的账号由安全管理员在工作台上重设。"
        }
    }

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
