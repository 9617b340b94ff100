// SPDX-License-Identifier: Apache-2.0

import Domain

/// What happens in the county: some forty matters of the last four months, each as far as it has come, a second round, days
/// on which members receive people, what members met while walking, what two communities have in common, what came from
/// meetings, surveys and systems outside, a month that gathers sessions, what is looked back on from the year before,
/// proposals of the members, what registers say of working together, and notices that the county's office sent.
enum DemoStory {
    static func county(on today: Day) -> [DemoThread] {
        beforeProposals(on: today) + proposals + replies + workingTogether + notices
    }

    /// All but the proposals.
    static func beforeProposals(on today: Day) -> [DemoThread] {
        campaigns + ended + handling + atSession + beforeSession + atTheDesk + receptions + walks + together
            + fromElsewhere + lookedBack(on: today)
    }

    /// The matter whose public record shows the whole loop.
    static let wholeLoop = "lamps"
    /// The matter that waits for its submitter's word.
    static let waitingForWord = "bus"

    /// What goes on in the zone.
    static let zone = [
        DemoThread(
            "shuttle", room: 0,
            DemoMatter(
                said: "园区到高铁站没有公交，新来的工人拖着行李走四十分钟。", place: "开发区东门", title: "园区到高铁站没有公交",
                body: "园区东门到高铁站没有公交，希望上下班时段开通接驳车。", category: "roads"),
            [DemoStep(1, .raise(isHeld: false), hour: 12)])
    ]
}
