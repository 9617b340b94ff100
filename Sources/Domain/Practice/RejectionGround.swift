// SPDX-License-Identifier: Apache-2.0

/// One entry of the code list of grounds; the words are the county's.
package struct RejectionGround: Sendable, Codable, Hashable {
    package let code: String
    package let name: String
    /// The right channel, told to the submitter.
    package let channel: String

    /// The code of a ground that is told to nobody but by the tracking code: whoever fills in a stranger's phone must not
    /// be able to have messages sent to it.
    package static let spamCode = "spam"

    /// The codes of grounds that lie in the matter itself: a topic that is turned down on one of them is no longer public,
    /// whoever has read it before.
    static let unfitForPublic: Set<String> = [spamCode, "secrets", "named_accusation", "personal_matter"]

    package init(code: String, name: String, channel: String) {
        self.code = code
        self.name = name
        self.channel = channel
    }
}

extension RejectionGround {
    /// The grounds a new tenant starts with.
    package static let standard: [RejectionGround] = [
        .init(code: "other_competence", name: "不属于本县职权范围", channel: "请向有管辖权的机关反映，或拨打12345"),
        .init(code: "in_proceedings", name: "已进入诉讼、仲裁、行政复议或信访程序", channel: "请在原程序中提出"),
        .init(code: "personal_matter", name: "只涉及个人或家庭的私事", channel: "可到社区人民调解委员会申请调解"),
        .init(code: "named_accusation", name: "检举、控告具体的人", channel: "请拨打12388向纪检监察机关反映，受法律保护"),
        .init(code: "secrets", name: "涉及国家秘密、工作秘密", channel: "请不要在网上说，可以到政协办公室当面反映"),
        .init(code: "emergency", name: "需要马上处置的急事", channel: "请拨打110、119、120或12345"),
        .init(code: "no_matter", name: "没有说明具体的事", channel: "欢迎写明时间、地点和希望怎么办，再提一次"),
        .init(
            code: RejectionGround.spamCode, name: "广告、灌水等无关内容", channel: "如果弄错了，请联系议事室，可以重新受理"),
    ]
}
