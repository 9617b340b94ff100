// SPDX-License-Identifier: Apache-2.0

import Domain

/// How topics from systems outside, and to them, sound.
enum DispatchWording {
    static func name(_ means: Topic.Return.Means) -> String {
        switch means {
        case .system: "对方系统自己来取"
        case .phone: "已经打电话告诉对方"
        case .paper: "已经送去书面的"
        case .typed: "已经录进对方系统"
        }
    }

    /// The result of what its submitter took back.
    static let withdrawn = "提出人撤回"

    /// The same number was pushed before with other words.
    static let otherWords = "这个编号推送过，内容不一样。改过的事请用新的编号再推送。"
    static let unknown = "没有这个系统的这个编号。"
    static let badNumber = "“对方编号”只用字母、数字和 - _ . / ，最多40个。"
    static let numberTaken = "这个系统的这个编号已经收下了另一件议题。"
}
