// SPDX-License-Identifier: Apache-2.0

import Domain

extension Village {
    /// Monday after the session: the items go out.
    static let itemMorning = morning(of: "2026-03-23")

    /// Somebody who keeps the room and works for the unit, too: a person of two offices.
    static let secretaryOfUnit = Actor.staff(
        Staff(
            id: Person.ID(24), name: "村民",
            appointments: [Appointment(.roomSecretary, .room(room)), Appointment(.unitOfficer, .unit(unit))]))

    static let task = SuggestionItem.Task(
        text: .kept("更换村口三盏路灯的线路"), unit: unit, officer: officerID,
        milestones: [
            .init(day: day("2026-04-10"), text: .kept("完成勘察")), .init(day: day("2026-04-30"), text: .kept("全部亮灯")),
        ])
    static let report = SuggestionItem.Report(adoption: .adopted, claimed: .solved, text: .kept("线路已更换，三盏灯已亮"))

    static func draftedItem(_ task: SuggestionItem.Task = task) throws -> SuggestionItem {
        try SuggestionItem.drafting(
            task, from: session(.concluded), on: topic(.consulted), as: itemID, at: sessionMorning
        ).after
    }

    /// The item as the public commands bring it to that state, all on one Monday.
    static func item(_ state: SuggestionItem.State.Name) throws -> SuggestionItem {
        let now = itemMorning
        switch state {
        case .drafted: return try draftedItem()
        case .approved: return try item(.drafted).approving().after
        case .dispatched: return try item(.approved).dispatching(by: secretary, at: now, practice: practice).after
        case .returnRequested:
            return try item(.dispatched).requestingReturn(
                reason: "路灯归供电公司管", suggested: "供电公司", by: officer, at: now, practice: practice
            ).after
        case .accepted: return try item(.dispatched).accepting(by: officer, at: now, practice: practice).after
        case .inProgress: return try item(.accepted).progressing("已派人勘察", milestone: nil, by: officer).after
        case .reported:
            return try item(.inProgress).reporting(
                report, by: officer, at: Village.itemMorning, practice: Village.practice
            ).after
        case .sentBack:
            return try item(.reported).sendingBack(
                reason: "还有一盏不亮", by: secretary, at: now, practice: practice
            ).after
        case .verified: return try item(.reported).verifying(by: secretary, at: now, practice: practice).after
        case .closed: return try item(.verified).closing(isAnswered: true, by: secretary, at: now).after
        case .reopened:
            return try item(.closed).reopening(reason: "灯又灭了", by: secretary, at: now, practice: practice).after
        }
    }

    /// The request for a word on the item, as often as it has been made.
    static func confirmation(_ voice: Confirmation.Voice, number: Int = 1) -> Confirmation {
        Confirmation.asking(.init(item: itemID, number: number, voice: voice), as: confirmationID).after
    }
}
