// SPDX-License-Identifier: Apache-2.0

import Domain

/// What one person is told on a working day: display-ready.
struct Digest: Sendable {
    /// So many notices stand in the mail; the rest is counted.
    static let newsMax = 20

    let name: String
    let day: Day
    let news: [News]
    let dueToday: Int
    let overdue: Int
    let newlyOverdue: Int
    /// With what the county asks somebody fell behind (BR-30).
    let reminders: [Reminder]
    /// For leaders: how far the event chain is, signed. Kept in many mailboxes, it shows later whether it was changed.
    let head: ChainHead?
    /// Whether the chain has grown since this person was last told its head.
    let headIsNew: Bool
    /// Where the links lead.
    let baseURL: String

    /// A notice.
    struct News: Sendable {
        let notice: Identifier<NoticeStore>
        let sentence: String
        /// Only a title that everybody may read: a mail passes through other hands.
        let title: String?
        let address: String
    }

    /// A sentence with where to read more.
    struct Reminder: Sendable {
        let sentence: String
        let address: String
    }

    /// The same with these notices alone; what is due, what is behind and the chain's head stand in the digest of whoever has one as usual.
    func narrowed(to notices: Set<Identifier<NoticeStore>>, isUsual: Bool) -> Digest {
        Digest(
            name: name, day: day, news: news.filter { notices.contains($0.notice) }, dueToday: isUsual ? dueToday : 0,
            overdue: isUsual ? overdue : 0, newlyOverdue: isUsual ? newlyOverdue : 0,
            reminders: isUsual ? reminders : [], head: isUsual ? head : nil,
            headIsNew: isUsual && headIsNew, baseURL: baseURL)
    }

    /// Whether there is something to tell. What has been overdue for long, is not: that was said on its day.
    var isWorthTelling: Bool {
        !news.isEmpty || dueToday > 0 || newlyOverdue > 0 || !reminders.isEmpty || headIsNew
    }
}
