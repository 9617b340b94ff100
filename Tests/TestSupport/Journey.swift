// SPDX-License-Identifier: Apache-2.0

import Domain

@testable import Server

/// A topic on its way through the loop, with the session and the item that came of it.
package struct Journey: Sendable {
    package let topic: VillageStory.Raised
    package private(set) var session: ConsultationSession.ID?
    package private(set) var item: SuggestionItem.ID?

    /// How far a topic is carried; each stage goes on from the one before.
    package enum Stage: Int, CaseIterable, Comparable, Sendable {
        /// In the pool.
        case pooled
        case selected, researching, ready
        case planned
        /// Announced, with one participant of each category and a second one of the people.
        case announced
        /// Everybody is checked in but the second one of the people.
        case inProgress
        case concluded
        /// The minutes and one item are drafted.
        case minuted
        case issued, dispatched, accepted, reported, verified
        /// Everybody who was asked says that it is solved.
        case closed

        package static func < (a: Stage, b: Stage) -> Bool { a.rawValue < b.rawValue }
    }

    /// What is agreed, and by which words the unit reports it.
    package static let task = "把校门口改成单行，早晚各派一人疏导"
    package static let report = "标线已划好，每天两班疏导，连续两周没有堵。"
}

extension Village {
    /// Raises a topic in the room and carries it to this stage through the program's commands.
    package func carry(
        to stage: Journey.Stage, words: String = "校门口两边都停车，我家孩子王小雨差点被撞，电话13900001111。",
        claimed: OutcomeClass = .solved, isPublic: Bool = true
    ) async throws -> Journey {
        let (story, now) = (story, clock.now)
        let journey = try await Commands.run(on: installation) {
            try Carrier(commands: $0, story: story, now: now).raise(words, isPublic: isPublic)
        }
        return try await carry(journey, from: .pooled, to: stage, claimed: claimed)
    }

    /// Carries a topic on that stands in the pool.
    package func carry(_ journey: Journey, to stage: Journey.Stage) async throws -> Journey {
        try await carry(journey, from: .selected, to: stage, claimed: .solved)
    }

    /// Carries a next round on from the pool; nobody holds its code.
    package func carry(on next: Topic.ID, to stage: Journey.Stage) async throws -> Journey {
        let raised = VillageStory.Raised(id: next, code: TrackingCode(random: 0), words: "")
        return try await carry(Journey(topic: raised), to: stage)
    }

    /// Carries a topic on that somebody has raised.
    package func carry(of topic: VillageStory.Raised, to stage: Journey.Stage) async throws -> Journey {
        try await carry(Journey(topic: topic), from: .pooled, to: stage)
    }

    /// Goes on with a session that somebody else has planned.
    package func carry(
        session: ConsultationSession.ID, of journey: Journey, from first: Journey.Stage, to last: Journey.Stage
    ) async throws -> Journey {
        var journey = journey
        journey.plan(session)
        return try await carry(journey, from: first, to: last)
    }

    /// Carries a topic from one stage to another, each included.
    package func carry(
        _ journey: Journey, from first: Journey.Stage, to last: Journey.Stage, claimed: OutcomeClass = .solved
    ) async throws -> Journey {
        let (story, now) = (story, clock.now)
        return try await Commands.run(on: installation) { commands in
            let carrier = Carrier(commands: commands, story: story, now: now)
            var journey = journey
            for step in Journey.Stage.allCases where (first...last).contains(step) {
                try carrier.take(step, &journey, claimed: claimed)
            }
            return journey
        }
    }

    /// Does one thing to a topic of the county.
    package func act(
        _ command: Topic.Command, _ fields: [String: String] = [:], on id: Topic.ID, as villager: Villager
    ) async throws {
        let (actor, now, county) = (actor(villager), clock.now, story.county)
        try await Commands.run(on: installation) {
            try $0.perform(command, fields, on: id, by: actor, at: now, practice: Self.practice, tenant: county)
        }
    }

    /// Does one thing to a session of the county.
    package func act(
        _ command: ConsultationSession.Command, _ fields: [String: String] = [:], on id: ConsultationSession.ID,
        as villager: Villager
    ) async throws {
        let (actor, now, county) = (actor(villager), clock.now, story.county)
        try await Commands.run(on: installation) {
            try $0.perform(command, fields, on: id, by: actor, at: now, practice: Self.practice, tenant: county)
        }
    }

    /// Does one thing to an item of the county.
    package func act(
        _ command: SuggestionItem.Command, _ fields: [String: String] = [:], on id: SuggestionItem.ID,
        as villager: Villager
    ) async throws {
        let (actor, now, county) = (actor(villager), clock.now, story.county)
        try await Commands.run(on: installation) {
            try $0.perform(command, fields, on: id, by: actor, at: now, practice: Self.practice, tenant: county)
        }
    }

    /// A session of the county as its log tells it; nil when there is none.
    package func session(_ id: ConsultationSession.ID) async throws -> ConsultationSession? {
        let county = story.county
        return try await Commands.run(on: installation) {
            try $0.record(id, practice: Self.practice, tenant: county)
        }
    }

    /// An item of the county as its log tells it; nil when there is none.
    package func item(_ id: SuggestionItem.ID) async throws -> SuggestionItem? {
        let county = story.county
        return try await Commands.run(on: installation) { try $0.record(id, practice: Self.practice, tenant: county) }
    }

    /// Who is asked about an item just now.
    package func asked(
        about id: SuggestionItem.ID
    ) async throws -> [(id: Confirmation.ID, voice: Confirmation.Voice)] {
        let county = story.county
        return try await Commands.run(on: installation) {
            try $0.asked(about: id, practice: Self.practice, tenant: county)
        }
    }

    /// The person that somebody of the village is.
    package func person(_ villager: Villager) -> Person.ID {
        guard let staff = story.staff[villager] else { preconditionFailure("everybody of the village is founded") }
        return staff.id
    }
}

/// Takes a topic one stage on after the other, each by whose act it is.
private struct Carrier {
    let commands: Commands
    let story: VillageStory
    let now: Instant

    func raise(_ words: String, isPublic: Bool) throws -> Journey {
        let draft = TopicDraft(
            room: story.room.id, area: story.room.area, source: .scan, text: words, place: "校门口东侧")
        let (id, code) = try commands.submit(
            draft, at: now, practice: Village.practice, tenant: story.county)
        let journey = Journey(topic: .init(id: id, code: code, words: words))
        guard isPublic else { return journey }
        try topic(.review, ["title": "校门口放学时段拥堵", "body": "放学时两侧停车，行人和车混在一起。"], journey)
        return journey
    }

    func take(_ stage: Journey.Stage, _ journey: inout Journey, claimed: OutcomeClass) throws {
        switch stage {
        case .pooled: try topic(.pool, [:], journey)
        case .selected: try topic(.select, [:], journey, as: .convener)
        case .researching:
            let fields = ["researcher": staff(.member).id.text, "day": now.day.advanced(by: 7).description]
            try topic(.assign, fields, journey, as: .convener)
        case .ready:
            let fields = ["visit": "放学时在门口看了三天", "findings": "两侧停车六十辆", "advice": "改成单行"]
            try topic(.research, fields, journey, as: .member)
        case .planned: journey.plan(try plan(journey))
        case .announced: try announce(journey)
        case .inProgress: try open(journey)
        case .concluded: try conclude(journey)
        case .minuted: journey.draft(try minute(journey))
        case .issued:
            try session(.confirmMinutes, [:], journey, as: .convener)
            try session(.issueOutcome, [:], journey, as: .convener)
        case .dispatched: try item(.dispatch, [:], journey)
        case .accepted: try item(.accept, [:], journey, as: .officer)
        case .reported:
            let fields = ["adoption": "adopted", "claimed": claimed.rawValue, "text": Journey.report]
            try item(.report, fields, journey, as: .officer)
        case .verified: try item(.verify, [:], journey)
        case .closed: try close(journey)
        }
    }

    private func plan(_ journey: Journey) throws -> ConsultationSession.ID {
        try commands.planSession(
            .init(title: .kept("校门口怎样不堵"), day: now.day, minuteOfDay: 15 * 60, place: .kept("社区会议室")),
            on: [journey.topic.id], by: .staff(staff(.secretary)), at: now, practice: Village.practice,
            tenant: story.county)
    }

    private func announce(_ journey: Journey) throws {
        try session(.announce, [:], journey, as: .convener)
        try session(.invite, ["category": "member", "member": staff(.member).id.text], journey)
        try session(.invite, ["category": "department", "names": "韩科长"], journey)
        try session(.invite, ["category": "grassroots", "names": "社区齐书记"], journey)
        try session(.invite, ["category": "people", "names": "家长赵春梅 13700000001\n商户老郑"], journey)
    }

    private func open(_ journey: Journey) throws {
        try session(.ready, [:], journey)
        try session(.start, [:], journey)
        let people = try current(journey).participants.dropLast()
        let present = people.map { ("present.\($0.id)", "on") }
        try session(.checkIn, Dictionary(uniqueKeysWithValues: present), journey)
    }

    private func conclude(_ journey: Journey) throws {
        let speaker = try current(journey).participants[3].id.text
        try session(
            .recordOpinion, ["participant": speaker, "stance": "suggestion", "text": "改成单行就不堵了。"], journey)
        try session(.conclude, ["reached": "consensus", "text": "校门口改单行，派人疏导。"], journey, as: .convener)
    }

    private func minute(_ journey: Journey) throws -> SuggestionItem.ID {
        try session(.draftMinutes, ["text": "大家一致同意改单行。"], journey)
        try session(
            .draftItem,
            [
                "topic": journey.topic.id.text, "task": Journey.task, "unit": story.unit.id.text,
                "officer": staff(.officer).id.text,
                "milestones": "\(now.day.advanced(by: 10)) 划好标线\n\(now.day.advanced(by: 20)) 开始疏导",
            ], journey)
        guard let item = try current(journey).items.last else { preconditionFailure("an item was drafted") }
        return item
    }

    private func close(_ journey: Journey) throws {
        guard let id = journey.item else { preconditionFailure("an item was drafted") }
        let answer = Confirmation.Answer(outcome: .solved, rating: .satisfied, remark: nil)
        for asked in try commands.asked(about: id, practice: Village.practice, tenant: story.county) {
            let actor: Actor =
                switch asked.voice {
                case .submitter(let topic): .codeHolder(topic)
                case .supporter, .participant: .linkHolder(asked.id)
                }
            try commands.confirm(
                asked.id, answer, by: actor, at: now, practice: Village.practice, tenant: story.county)
        }
        try item(.close, [:], journey)
    }

    private func current(_ journey: Journey) throws -> ConsultationSession {
        guard let id = journey.session,
            let session = try commands.record(id, practice: Village.practice, tenant: story.county)
        else { preconditionFailure("a session was planned") }
        return session
    }

    private func staff(_ villager: Villager) -> Staff {
        guard let staff = story.staff[villager] else { preconditionFailure("everybody of the village is founded") }
        return staff
    }

    private func topic(
        _ command: Topic.Command, _ fields: [String: String], _ journey: Journey, as villager: Villager = .secretary
    ) throws {
        try commands.perform(
            command, fields, on: journey.topic.id, by: .staff(staff(villager)), at: now, practice: Village.practice,
            tenant: story.county)
    }

    private func session(
        _ command: ConsultationSession.Command, _ fields: [String: String], _ journey: Journey,
        as villager: Villager = .secretary
    ) throws {
        guard let id = journey.session else { preconditionFailure("a session was planned") }
        try commands.perform(
            command, fields, on: id, by: .staff(staff(villager)), at: now, practice: Village.practice,
            tenant: story.county)
    }

    private func item(
        _ command: SuggestionItem.Command, _ fields: [String: String], _ journey: Journey,
        as villager: Villager = .secretary
    ) throws {
        guard let id = journey.item else { preconditionFailure("an item was drafted") }
        try commands.perform(
            command, fields, on: id, by: .staff(staff(villager)), at: now, practice: Village.practice,
            tenant: story.county)
    }
}

extension Journey {
    fileprivate init(topic: VillageStory.Raised) {
        self.init(topic: topic, session: nil, item: nil)
    }

    fileprivate mutating func plan(_ session: ConsultationSession.ID) { self.session = session }
    fileprivate mutating func draft(_ item: SuggestionItem.ID) { self.item = item }
}
