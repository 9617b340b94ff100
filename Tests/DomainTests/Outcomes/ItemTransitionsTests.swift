// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The commands of a suggestion item")
struct ItemTransitionsTests {
    private let secretary = Village.secretary
    private let officer = Village.officer
    private let practice = Village.practice

    @Test("an item rests on research: without a record there is none (BR-02)")
    func research() throws {
        let session = try Village.session(.concluded)
        for state in [Topic.State.Name.selected, .researching] {
            #expect(throws: ItemRefusal.notResearched) {
                try SuggestionItem.drafting(
                    Village.task, from: session, on: Village.topic(state), as: Village.itemID, at: Village.morning)
            }
        }
        let item = try Village.item(.drafted)
        #expect(item.session == session.id && item.topic == Village.topicID)
        #expect(item.room == session.room && item.area == session.area)
        #expect(item.task == Village.task && item.version == 1 && item.deadline == nil && item.reached == [])
    }

    @Test("an item has a dated milestone, none of them in the past (BR-05)")
    func milestones() throws {
        func task(_ days: String...) -> SuggestionItem.Task {
            SuggestionItem.Task(
                text: .kept("修灯"), unit: Village.unit, officer: Village.officerID,
                milestones: days.map { .init(day: Village.day($0), text: .kept("亮灯")) })
        }
        #expect(throws: ItemRefusal.noMilestone) { try Village.draftedItem(task()) }
        #expect(throws: ItemRefusal.milestoneHasPassed) { try Village.draftedItem(task("2026-04-10", "2026-03-19")) }
        #expect(try Village.draftedItem(task("2026-03-20")).nextMilestone?.day == Village.day("2026-03-20"))
        let drafted = try Village.item(.drafted)
        #expect(throws: ItemRefusal.noMilestone) {
            try drafted.revising(task(), by: secretary, at: Village.itemMorning)
        }
        #expect(throws: ItemRefusal.milestoneHasPassed) {
            try drafted.revising(task("2026-03-20"), by: secretary, at: Village.itemMorning)
        }
        let revised = try drafted.revising(task("2026-03-23"), by: secretary, at: Village.itemMorning).after
        #expect(revised.task == task("2026-03-23") && revised.state == .drafted)
    }

    @Test("an item is approved once, with its outcome", arguments: SuggestionItem.State.Name.allCases)
    func approved(_ state: SuggestionItem.State.Name) throws {
        let item = try Village.item(state)
        if state == .drafted {
            #expect(try item.approving().after.state == .approved)
        } else {
            #expect(throws: ItemRefusal.notDraft) { try item.approving() }
        }
    }

    @Test("a draft that was thrown away is changed no more and not issued")
    func discarded() throws {
        let drafted = try Village.item(.drafted)
        let discarded = try drafted.discarding(reason: "写重了", by: secretary).after
        #expect(discarded.isDiscarded && discarded.state == .drafted)
        #expect(discarded.permittedCommands(for: secretary) == [])
        #expect(throws: ItemRefusal.discarded) { try discarded.approving() }
        #expect(throws: ItemRefusal.discarded) {
            try discarded.revising(Village.task, by: secretary, at: Village.itemMorning)
        }
    }

    @Test("each stage owes what the profile says: five working days to sign, a month to report, ten to be asked")
    func terms() throws {
        #expect(try Village.item(.approved).deadline == nil)
        #expect(try Village.item(.dispatched).deadline?.day == Village.day("2026-03-30"))
        #expect(try Village.item(.accepted).deadline?.day == Village.day("2026-04-23"))
        #expect(try Village.item(.accepted).deadline?.term == .months(1))
        #expect(try Village.item(.inProgress).deadline?.day == Village.day("2026-04-23"))
        #expect(try Village.item(.returnRequested).deadline?.day == Village.day("2026-03-26"), "the room's three days")
        #expect(try Village.item(.reported).deadline?.day == Village.day("2026-03-30"), "the room's five days")
        let withRoom = SuggestionItem.State.Name.allCases.filter(\.isWithRoom)
        #expect(withRoom == [.returnRequested, .reported, .verified])
        #expect(try Village.item(.sentBack).deadline?.day == Village.day("2026-04-23"))
        #expect(try Village.item(.verified).deadline?.day == Village.day("2026-04-07"))
        #expect(try Village.item(.closed).deadline == nil)
        #expect(try Village.item(.reopened).deadline?.day == Village.day("2026-04-23"))
    }

    @Test("the fifth working day is in time for giving it back, the day after is not (BR-17)")
    func returnWindow() throws {
        let item = try Village.item(.dispatched)
        let last = try item.requestingReturn(
            reason: "不归我们管", suggested: "供电公司", by: officer, at: Village.morning(of: "2026-03-30"),
            practice: practice
        ).after
        #expect(last.state == .returnRequested(reason: .kept("不归我们管"), suggested: .kept("供电公司")))
        #expect(last.task.unit == Village.unit)
        #expect(last.deadline?.day == Village.day("2026-04-02"), "from here on the room's days run")
        #expect(throws: ItemRefusal.returnWindowOver) {
            try item.requestingReturn(
                reason: "不归我们管", suggested: "供电公司", by: officer, at: Village.morning(of: "2026-03-31"),
                practice: practice)
        }
    }

    @Test("who is late to sign for it can still do so")
    func lateSigning() throws {
        let late = try Village.item(.dispatched).accepting(
            by: officer, at: Village.morning(of: "2026-04-13"), practice: practice
        ).after
        #expect(late.deadline?.day == Village.day("2026-05-13"))
    }

    @Test("given to another unit, its days begin anew; the one that gave it back has no part in it any more (BR-17)")
    func reassigned() throws {
        let requested = try Village.item(.returnRequested)
        let reassigned = try requested.reassigning(
            to: Village.otherUnit, officer: Person.ID(29), by: secretary, at: Village.morning(of: "2026-03-31"),
            practice: practice
        ).after
        #expect(reassigned.state == .dispatched)
        #expect(reassigned.task.unit == Village.otherUnit && reassigned.task.officer == Person.ID(29))
        #expect(reassigned.task.text == Village.task.text && reassigned.task.milestones == Village.task.milestones)
        #expect(reassigned.deadline?.day == Village.day("2026-04-08"))
        #expect(reassigned.permittedCommands(for: officer) == [])
        let other = ActorKind.otherUnitOfficer.actor
        #expect(reassigned.permittedCommands(for: other) == [.accept, .requestReturn, .handOver])
        let again = try reassigned.requestingReturn(
            reason: "也不归我们管", suggested: "镇里", by: other, at: Village.morning(of: "2026-04-08"),
            practice: practice
        ).after
        #expect(again.state.name == .returnRequested)
    }

    @Test("it does not go to the unit that has it")
    func sameUnit() throws {
        #expect(throws: ItemRefusal.sameUnit) {
            try Village.item(.returnRequested).reassigning(
                to: Village.unit, officer: Person.ID(29), by: secretary, at: Village.itemMorning, practice: practice)
        }
    }

    @Test("upheld, the unit has it signed for, with a month from then, and does not give it back twice (BR-17)")
    func upheld() throws {
        let upheld = try Village.item(.returnRequested).upholding(
            reason: "线路归你们管", by: secretary, at: Village.morning(of: "2026-03-31"), practice: practice)
        #expect(upheld.event.kind == "upheld")
        #expect(upheld.after.state == .accepted && upheld.after.wasReturned)
        #expect(upheld.after.task == Village.task)
        #expect(upheld.after.deadline?.day == Village.day("2026-04-30"))
        #expect(throws: ItemRefusal.alreadyReturned) {
            try upheld.after.requestingReturn(
                reason: "还是不归我们管", suggested: "供电公司", by: officer, at: Village.morning(of: "2026-03-31"),
                practice: practice)
        }
    }

    @Test("what was given back once is not given back again, however far it has come since (BR-17)")
    func returnedOnce() throws {
        var item = try Village.item(.returnRequested)
        #expect(returning(item) == .alreadyReturned)
        item = try item.upholding(reason: "线路归你们管", by: secretary, at: Village.itemMorning, practice: practice).after
        for command in [SuggestionItem.Command.progress, .report, .verify, .close, .reopen] {
            let actor = command.holders.contains(.unitOfficer) ? officer : secretary
            item = try item.carryingOut(command, by: actor).after
            #expect(returning(item) == .alreadyReturned, "\(item.state.name)")
        }
        #expect(try returning(Village.item(.reopened)) == .notDispatched)
    }

    @Test("another person of the unit takes over, not the one who has it")
    func handedOver() throws {
        let item = try Village.item(.inProgress)
        let other = try item.handingOver(to: Person.ID(33), by: officer).after
        #expect(other.task.officer == Person.ID(33) && other.task.unit == Village.unit && other.state == .inProgress)
        #expect(other.deadline == item.deadline)
        #expect(throws: ItemRefusal.samePerson) { try item.handingOver(to: Village.officerID, by: officer) }
    }

    @Test("a milestone of the task is reached once")
    func progress() throws {
        let item = try Village.item(.accepted)
        let first = try item.progressing("勘察完成", milestone: 0, by: officer).after
        #expect(first.reached == [0] && first.state == .inProgress && first.deadline == item.deadline)
        #expect(first.nextMilestone?.text == .kept("全部亮灯"))
        for unknown in [0, 2, -1] {
            #expect(throws: ItemRefusal.unknownMilestone) {
                try first.progressing("又完成了", milestone: unknown, by: officer)
            }
        }
        let second = try first.progressing("灯亮了", milestone: 1, by: officer).after
        #expect(second.reached == [0, 1] && second.nextMilestone == nil)
        #expect(try second.progressing("收尾", milestone: nil, by: officer).after.reached == [0, 1])
    }

    @Test("a unit asks for as much time again: on the last day, not the day after, and once (BR-18)")
    func extended() throws {
        let item = try Village.item(.accepted)
        #expect(throws: ItemRefusal.alreadyOverdue) { try asking(item, on: "2026-04-24") }
        let asked = try asking(item, on: "2026-04-23")
        #expect(asked.deadline == item.deadline && asked.extensionAsked == .kept("等材料"))
        #expect(throws: ItemRefusal.extensionWaits) { try asking(asked, on: "2026-04-23") }
        let late = try granting(asked, on: "2026-05-06")
        #expect(
            late.deadline?.day == Village.day("2026-06-08") && late.deadline?.from == Village.day("2026-05-06"),
            "it was asked for in time: who decides late takes nothing, the unit has its whole term")
        #expect(
            asked.hindrance(to: .grantExtension, on: Village.day("2026-04-24"), isAnswered: true, practice: practice)
                == nil)
        let extended = try granting(asked, on: "2026-04-23")
        #expect(extended.deadline?.day == Village.day("2026-05-25"))
        #expect(extended.deadline?.from == Village.day("2026-04-23"))
        #expect(extended.wasExtended && extended.extensionAsked == nil && extended.state == .accepted)
        #expect(throws: ItemRefusal.alreadyExtended) { try asking(extended, on: "2026-04-23") }
        #expect(throws: ItemRefusal.noExtensionAsked) { try granting(extended, on: "2026-04-23") }
    }

    @Test("declined, the term stays, and the unit may ask again; what is reported needs no more time")
    func declined() throws {
        let item = try Village.item(.inProgress)
        let asked = try asking(item, on: "2026-04-01")
        let declined = try asked.refusingExtension(reason: "抓紧办", by: secretary).after
        #expect(declined.deadline == item.deadline && declined.extensionAsked == nil && !declined.wasExtended)
        #expect(try asking(declined, on: "2026-04-02").asksExtension)
        let reported = try asked.reporting(
            Village.report, by: officer, at: Village.itemMorning, practice: Village.practice
        ).after
        #expect(reported.extensionAsked == nil)
        #expect(throws: ItemRefusal.noExtensionAsked) { try granting(reported, on: "2026-04-02") }
    }

    @Test("an extension is granted once in an item's life, also when its report was sent back")
    func extendedOnce() throws {
        let extended = try granting(asking(Village.item(.inProgress), on: "2026-04-01"), on: "2026-04-01")
        let sentBack = try extended.reporting(
            Village.report, by: officer, at: Village.itemMorning, practice: Village.practice
        )
        .after.sendingBack(reason: "没修好", by: secretary, at: Village.morning(of: "2026-05-06"), practice: practice)
        .after
        #expect(sentBack.state == .sentBack(reason: .kept("没修好")))
        #expect(sentBack.deadline?.day == Village.day("2026-06-08"))
        #expect(throws: ItemRefusal.alreadyExtended) { try asking(sentBack, on: "2026-05-06") }
    }

    @Test("a report is kept; what is verified later is the last one")
    func reports() throws {
        #expect(try Village.item(.reported).report == Village.report)
        let second = SuggestionItem.Report(adoption: .partly, claimed: .partly, text: .kept("两盏亮了"))
        let again = try Village.item(.sentBack).reporting(
            second, by: officer, at: Village.itemMorning, practice: Village.practice
        ).after
        #expect(again.report == second && again.state == .reported)
    }

    @Test("while the people are asked it is closed only when all have answered, afterwards in any case")
    func stillAsking() throws {
        let item = try Village.item(.verified)
        #expect(item.inquiries == 1)
        let lastDay = Village.morning(of: "2026-04-07")
        let after = Village.morning(of: "2026-04-08")
        #expect(throws: ItemRefusal.stillAsking) { try item.closing(isAnswered: false, by: secretary, at: lastDay) }
        let closed = try item.closing(isAnswered: true, by: secretary, at: lastDay).after
        #expect(closed.closedOn == Village.day("2026-04-07") && closed.state == .closed)
        #expect(
            try item.closing(isAnswered: false, by: secretary, at: after).after.closedOn == Village.day("2026-04-08"))
    }

    @Test("a year after closing it can be reopened, a day later a new round is the way (BR-06)")
    func reopenWindow() throws {
        let closed = try Village.item(.closed)
        #expect(closed.closedOn == Village.day("2026-03-23"))
        let lastDay = try reopening(closed, on: "2027-03-23")
        #expect(lastDay.state == .reopened(reason: .kept("灯又灭了")))
        #expect(lastDay.deadline?.day == Village.day("2027-04-23") && lastDay.deadline?.isProvisional == true)
        #expect(throws: ItemRefusal.reopenWindowOver) { try reopening(closed, on: "2027-03-24") }
    }

    @Test("while the people are asked it is reopened without a window, and asked about anew afterwards")
    func reopenedWhileAsking() throws {
        let reopened = try reopening(Village.item(.verified), on: "2026-04-02")
        #expect(reopened.closedOn == nil && reopened.deadline?.day == Village.day("2026-05-06"))
        let again = try reopened.reporting(
            Village.report, by: officer, at: Village.itemMorning, practice: Village.practice
        )
        .after.verifying(by: secretary, at: Village.morning(of: "2026-04-13"), practice: practice).after
        #expect(again.inquiries == 2)
    }

    private func returning(_ item: SuggestionItem) -> ItemRefusal? {
        do {
            _ = try item.carryingOut(.requestReturn, by: officer)
            return nil
        } catch {
            return error
        }
    }

    private func asking(_ item: SuggestionItem, on day: String) throws(ItemRefusal) -> SuggestionItem {
        try item.askingExtension(reason: "等材料", by: officer, at: Village.morning(of: day)).after
    }

    private func granting(_ item: SuggestionItem, on day: String) throws(ItemRefusal) -> SuggestionItem {
        try item.grantingExtension(by: secretary, at: Village.morning(of: day), practice: practice).after
    }

    private func reopening(_ item: SuggestionItem, on day: String) throws(ItemRefusal) -> SuggestionItem {
        try item.reopening(reason: "灯又灭了", by: secretary, at: Village.morning(of: day), practice: practice).after
    }
}
