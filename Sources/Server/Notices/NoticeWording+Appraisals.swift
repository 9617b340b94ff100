// SPDX-License-Identifier: Apache-2.0

extension NoticeWording {
    /// The events of a line of the register of appraisals that the member hears of who was asked.
    private enum AppraisalNews: String {
        case entered, changed, ended, resumed
    }

    /// What happened to it, in one sentence.
    static func sentence(ofAppraisals eventKind: String) -> String {
        switch AppraisalNews(rawValue: eventKind) {
        case .entered, .resumed: "请您参加一次重大事项论证"
        case .changed: "请您参加的一次重大事项论证改了，请再看看是哪天、什么事项"
        case .ended: "请您参加的一次重大事项论证不办了"
        case nil: "有一次重大事项论证有了变化"
        }
    }
}
