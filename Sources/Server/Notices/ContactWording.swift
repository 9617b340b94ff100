// SPDX-License-Identifier: Apache-2.0

import Domain

/// What the page on contact points says.
enum ContactWording {
    static func name(_ channel: ContactChannel) -> String {
        switch channel {
        case .mail: "邮件"
        case .sms: "短信"
        }
    }

    /// What an address of the channel is called.
    static func address(_ channel: ContactChannel) -> String {
        switch channel {
        case .mail: "邮箱"
        case .sms: "手机号"
        }
    }

    static func name(_ pace: NoticePace) -> String {
        switch pace {
        case .none: "不发"
        case .digest: "每天一封"
        case .each: "每条都发"
        }
    }

    static func help(_ pace: NoticePace) -> String {
        switch pace {
        case .none: "只在工作台里看"
        case .digest: "工作日早上八点，没有新的就不发"
        case .each: "来一条发一条"
        }
    }

    /// What is wrong with an address that was typed.
    static func problem(_ channel: ContactChannel) -> String {
        switch channel {
        case .mail: "这不像一个邮箱，请写成 name@example.cn 的样子。"
        case .sms: "这不像一个手机号，请写11位数字，如138开头的。"
        }
    }

    static let saved = "已保存。以后的通知照这样发。"
    static let removed = "已删除，还没发出的也不发了。"
}
