// SPDX-License-Identifier: Apache-2.0

/// What differs between counties: data of the tenant, versioned and dated. A rule's structure is code; its parameters
/// are here, and are resolved when a stage opens.
package struct PracticeProfile: Sendable, Codable, Hashable {
    /// Working days in which a topic's submitter gets a first answer.
    package var screeningDays: Int
    /// How many characters a topic may have.
    package var topicTextLimit: Int
    /// How many reviews a topic's public text needs before it is published (BR-41).
    package var topicReviews: Int
    /// Why a topic may be turned down, and where it belongs instead.
    package var rejectionGrounds: [RejectionGround]

    package init(screeningDays: Int, topicTextLimit: Int, topicReviews: Int, rejectionGrounds: [RejectionGround]) {
        self.screeningDays = screeningDays
        self.topicTextLimit = topicTextLimit
        self.topicReviews = topicReviews
        self.rejectionGrounds = rejectionGrounds
    }

    package func rejectionGround(_ code: String) -> RejectionGround? {
        rejectionGrounds.first { $0.code == code }
    }
}

/// One entry of the code list of grounds; the words are the county's.
package struct RejectionGround: Sendable, Codable, Hashable {
    package let code: String
    package let name: String
    /// The right channel, told to the submitter.
    package let channel: String

    package init(code: String, name: String, channel: String) {
        self.code = code
        self.name = name
        self.channel = channel
    }
}

extension PracticeProfile {
    /// The profile a new tenant starts with.
    package static let standard = PracticeProfile(
        screeningDays: 5, topicTextLimit: 500, topicReviews: 1,
        rejectionGrounds: [
            .init(code: "other_competence", name: "不属于本县职权范围", channel: "请向有管辖权的机关反映，或拨打12345"),
            .init(code: "in_proceedings", name: "已进入诉讼、仲裁、行政复议或信访程序", channel: "请在原程序中提出"),
            .init(code: "personal_matter", name: "只涉及个人或家庭的私事", channel: "可到社区人民调解委员会申请调解"),
            .init(code: "named_accusation", name: "检举、控告具体的人", channel: "请拨打12388向纪检监察机关反映，受法律保护"),
            .init(code: "emergency", name: "需要马上处置的急事", channel: "请拨打110、119、120或12345"),
            .init(code: "no_matter", name: "没有说明具体的事", channel: "欢迎写明时间、地点和希望怎么办，再提一次"),
        ])
}
