// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import TestSupport

@testable import Server

/// Cases of the village that owe something on Monday, 23 March 2026, and some that do not.
struct OpenCases: Sendable {
    /// In screening since Friday the 20th: due on the 27th.
    let topic: Topic.ID
    /// In screening since Thursday the 5th: overdue since the 12th.
    let overdue: Topic.ID
    /// A member researches it until a day that the convener named.
    let researching: Topic.ID
    /// Its session has ended and an item of it is with a unit.
    let inHandling: Topic.ID
    /// Concluded on the 20th: its minutes are due on the 25th.
    let session: ConsultationSession.ID
    /// Its outcome is issued: it owes nothing.
    let issued: ConsultationSession.ID
    /// Dispatched on the 23rd: to be signed for until the 30th.
    let item: SuggestionItem.ID
    /// Asked for on the 20th: to be decided until the 13th of April.
    let erasure: PersonalDataRequest.ID

    static let friday = Instant(Day(year: 2026, month: 3, day: 20), hour: 15)
    static let monday = Instant(Day(year: 2026, month: 3, day: 23), hour: 9)

    /// Plays them through the commands, and leaves the clock on that Monday.
    static func open(in village: Village) async throws -> OpenCases {
        let cases = try await Commands.run(on: village.installation) { commands in
            try Player(commands: commands, village: village).play()
        }
        village.clock.move(milliseconds: monday.milliseconds - village.clock.now.milliseconds)
        return cases
    }
}

/// Plays the cases, one command after the other.
private struct Player {
    let commands: Commands
    let village: Village
    let (practice, county): (Practice, Tenant)
    let unit: HandlingUnit
    let (member, officer): (Person, Person)

    init(commands: Commands, village: Village) throws {
        (self.commands, self.village) = (commands, village)
        (practice, county) = (Village.practice, village.story.county)
        unit = HandlingUnit(id: commands.id(), name: "安澜县住建局")
        member = Person(id: commands.id(), name: "叶知秋")
        officer = Person(id: commands.id(), name: "陆一鸣")
        try commands.add(unit, tenant: county.id, at: Village.morning)
        for person in [member, officer] { try commands.add(person, tenant: county.id, at: Village.morning) }
        try commands.appoint(member.id, to: Appointment(.member, .tenant), tenant: county.id)
        try commands.appoint(officer.id, to: Appointment(.unitOfficer, .unit(unit.id)), tenant: county.id)
    }

    func play() throws -> OpenCases {
        let (ready, inHandling, researching) = (try topic(.ready), try topic(.ready), try topic(.researching))
        let session = try session(on: ready)
        let issued = try self.session(on: inHandling)
        try act(.draftMinutes, ["text": "到会的人都同意先修路灯。"], issued, .secretary)
        try act(
            .draftItem,
            [
                "topic": inHandling.text, "task": "修好三盏路灯", "unit": unit.id.text, "officer": officer.id.text,
                "milestones": "2026-04-10 完成勘察",
            ], issued, .secretary)
        try act(.confirmMinutes, [:], issued, .convener)
        try act(.issueOutcome, [:], issued, .convener)
        guard let item = try commands.record(issued, practice: practice, tenant: county)?.items.first else {
            preconditionFailure("the item was just drafted")
        }
        try commands.perform(
            .dispatch, [:], on: item, by: village.actor(.secretary), at: OpenCases.monday, practice: practice,
            tenant: county)
        let fresh = try raise(at: OpenCases.friday)
        return OpenCases(
            topic: fresh, overdue: village.story.waiting.id, researching: researching, inHandling: inHandling,
            session: session, issued: issued, item: item,
            erasure: try commands.requestErasure(
                of: fresh, at: OpenCases.friday, practice: practice, tenant: county))
    }

    private func raise(at now: Instant) throws -> Topic.ID {
        let draft = TopicDraft(
            room: village.room.id, area: village.room.area, source: .scan, text: "巷口的井盖松了，夜里骑车很危险。", place: nil)
        return try commands.submit(draft, at: now, practice: practice, tenant: county).id
    }

    /// A topic that a member researches, or has researched.
    private func topic(_ state: Topic.State.Name) throws -> Topic.ID {
        let id = try raise(at: Village.morning)
        let researcher = Actor.staff(
            Staff(id: member.id, name: member.name, appointments: [Appointment(.member, .tenant)]))
        try act(.pool, [:], id, village.actor(.secretary))
        try act(.select, [:], id, village.actor(.convener))
        try act(.assign, ["researcher": member.id.text, "day": "2026-03-24"], id, village.actor(.convener))
        guard state == .ready else { return id }
        try act(.research, ["visit": "巷口，听了六户", "findings": "井盖松动", "advice": "更换井盖"], id, researcher)
        return id
    }

    /// A session that has ended on Friday the 20th.
    private func session(on topic: Topic.ID) throws -> ConsultationSession.ID {
        let plan = ConsultationSession.Plan(
            title: .kept("井盖怎么修"), day: OpenCases.friday.day, minuteOfDay: 870, place: .kept("议事室"))
        let id = try commands.planSession(
            plan, on: [topic], by: village.actor(.convener), at: Village.morning, practice: practice, tenant: county)
        try act(.announce, [:], id, .convener)
        try act(.invite, ["category": "people", "names": "王桂英"], id, .secretary)
        try act(.ready, ["waiver": "其他几类的人都不在县里"], id, .secretary)
        try act(.start, [:], id, .secretary, at: OpenCases.friday)
        // Whoever comes while it is in progress is present.
        try act(.invite, ["category": "people", "names": "李长庚"], id, .secretary, at: OpenCases.friday)
        try act(.conclude, ["reached": "consensus", "text": "月底前换好井盖"], id, .convener, at: OpenCases.friday)
        return id
    }

    private func act(
        _ command: Topic.Command, _ fields: [String: String], _ id: Topic.ID, _ actor: Actor
    ) throws {
        try commands.perform(
            command, fields, on: id, by: actor, at: Village.morning, practice: practice, tenant: county)
    }

    private func act(
        _ command: ConsultationSession.Command, _ fields: [String: String], _ id: ConsultationSession.ID,
        _ villager: Villager, at now: Instant = OpenCases.friday
    ) throws {
        let now = command == .announce || command == .invite || command == .ready ? Village.morning : now
        try commands.perform(
            command, fields, on: id, by: village.actor(villager), at: now, practice: practice, tenant: county)
    }
}
