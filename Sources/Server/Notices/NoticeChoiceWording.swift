// SPDX-License-Identifier: Apache-2.0

import Domain

/// How the choice for a kind of notices sounds.
enum NoticeChoiceWording {
    static func name(_ kind: NoticeKind) -> String {
        switch kind {
        case .topics: "议题"
        case .sessions: "协商会和报名"
        case .items: "事项"
        case .receptions: "委员接待日"
        case .sentiments: "走访的事"
        case .lookBacks: "回头看"
        case .proposals: "提案"
        case .personalData: "个人信息的申请"
        case .backups: "备份和核对日志的告警"
        case .accounts: "自己的账号"
        }
    }

    static func name(_ choice: NoticeChoice) -> String {
        switch choice {
        case .usual: "跟上面选的一样"
        case .each: "马上发"
        case .digest: "放进每天一封"
        case .product: "只在工作台里看"
        }
    }

    /// Why a kind cannot be left to the product alone; nil where it can.
    static func reason(_ kind: NoticeKind) -> String? {
        switch kind {
        case .personalData: "不能关：《个人信息保护法》第五十条要求及时受理和处理个人行使权利的申请。"
        case .backups: "不能关：《网络安全法》要求备份重要数据、留存日志，备份断了、日志对不上，要有人马上知道。"
        case .topics, .sessions, .items, .receptions, .sentiments, .lookBacks, .proposals, .accounts: nil
        }
    }

    static let explanation = """
        上面选的是平常怎么发；哪一类想多收或少收，在这里另选。工作台里的“通知”总是都有。上面选了“不发”的渠道，这里选了也不发；\
        不能关的两类，填了邮箱就至少在每天那封邮件里。
        """
    static let saved = "已保存。以后的通知照这样发。"
}
