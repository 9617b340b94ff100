// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Synchronization
import TestSupport

@testable import Server

/// A seeded random walk: anybody does anything to any record, mostly what is allowed, now and then what is not.
struct LoopWalk {
    let village: Village
    var random = SeededRandom()
    var topics: [Topic.ID] = []
    private(set) var sessions: [ConsultationSession.ID] = []
    private(set) var items: [SuggestionItem.ID] = []
    private var erasures: [PersonalDataRequest.ID] = []
    var contests: [ContestEntry.ID] = []
    var lookBacks: [LookBack.ID] = []
    /// The topics that are looked back on.
    var lookedBackOn: [Topic.ID] = []
    private(set) var proposals: [Proposal.ID] = []
    /// What rooms have handed on to those who write proposals.
    private(set) var clues: [ProposalClue.ID] = []
    private(set) var deployments: [Deployment.ID] = []
    private(set) var receipts: [DeploymentReceipt.ID] = []
    /// Whether members propose too, and units reply.
    private let hasProposals: Bool
    /// Whether notices go out to rooms and units.
    private let hasNotices: Bool
    var commands: [String: Int] = [:]
    /// How often each was tried, and ten times as much for each time that it was done: what has the least is tried first, now
    /// and then.
    var tried: [String: Int] = [:]
    private(set) var done = 0
    private(set) var refused = 0

    static let staff: [Villager] = [
        .secretary, .otherSecretary, .convener, .leader, .member, .otherMember, .officer, .colleague, .otherOfficer,
        .privacyOfficer,
    ]

    /// Begins with these records.
    init(
        _ village: Village, from journeys: [Journey] = [], hasProposals: Bool = false, hasNotices: Bool = false
    ) {
        self.village = village
        self.hasProposals = hasProposals
        self.hasNotices = hasNotices
        topics = journeys.map(\.topic.id)
        sessions = journeys.compactMap(\.session)
        items = journeys.compactMap(\.item)
    }

    /// What a step came to.
    enum Outcome {
        case done, refused
        /// Something that is no rule said no.
        case failed(String)
    }

    /// What the walk has done, in figures.
    var figures: String {
        "\(done) done, \(refused) refused, \(topics.count) topics, \(sessions.count) sessions, \(items.count) items: "
            + commands.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    /// What was never done.
    var missing: [String] {
        // Photos, documents and papers are files, which a walk does not have; a session on several topics comes about by chance.
        let filed: Set<ConsultationSession.Command> = [.handInPaper, .changePaper, .concludeTopic]
        let all =
            Topic.Command.allCases.filter { $0 != .attach }.map { "topic \($0.rawValue)" }
            + ConsultationSession.Command.allCases.filter { !filed.contains($0) }.map { "session \($0.rawValue)" }
            + SuggestionItem.Command.allCases.map { "item \($0.rawValue)" }
            + PersonalDataRequest.Command.allCases.map { "erasure \($0.rawValue)" }
            + ["submit", "plan", "support", "ask to erase", "confirm"]
        return all.filter { commands[$0] == nil }
    }

    /// Does one thing.
    mutating func step() async throws -> Outcome {
        village.clock.move(milliseconds: Int64.random(in: 1...7_000_000, using: &random))
        let plan = nextPlan()
        let (now, county) = (village.clock.now, village.story.county)
        defer { tried[plan.name, default: 0] += 1 }
        do {
            let made = try await Commands.run(on: village.installation) { commands in
                try plan.act(Hand(commands: commands, now: now, county: county))
            }
            done += 1
            commands[plan.name, default: 0] += 1
            tried[plan.name, default: 0] += 10
            keep(made)
            return .done
        } catch let refusal as any WordedRefusal where !refusal.code.isEmpty {
            refused += 1
            return .refused
        } catch is InputProblems {
            refused += 1
            return .refused
        } catch WebFailure.notFound {
            refused += 1
            return .refused
        } catch {
            return .failed("\(plan.name): \(error)")
        }
    }

    private mutating func keep(_ made: Made) {
        topics += made.topics
        sessions += made.sessions
        items += made.items
        erasures += made.erasures
        contests += made.contests
        lookBacks += made.lookBacks
        lookedBackOn += made.lookedBackOn
        proposals += made.proposals
        clues += made.clues
        deployments += made.deployments
        receipts += made.receipts
    }

    /// One step, ready to be taken.
    struct Plan: Sendable {
        let label: Label
        let act: @Sendable (Hand) throws -> Made
        var name: String { label.text.withLock { $0 } }

        init(name: String, act: @escaping @Sendable (Hand) throws -> Made) {
            self.init(label: Label(name), act: act)
        }

        init(label: Label, act: @escaping @Sendable (Hand) throws -> Made) {
            self.label = label
            self.act = act
        }
    }

    /// What a step turns out to be, once its record has been read.
    final class Label: Sendable {
        let text: Mutex<String>

        init(_ text: String) { self.text = Mutex(text) }

        func say(_ name: String) { text.withLock { $0 = name } }
    }

    /// Records that a step made.
    struct Made: Sendable {
        var topics: [Topic.ID] = []
        var sessions: [ConsultationSession.ID] = []
        var items: [SuggestionItem.ID] = []
        var erasures: [PersonalDataRequest.ID] = []
        var contests: [ContestEntry.ID] = []
        var lookBacks: [LookBack.ID] = []
        var lookedBackOn: [Topic.ID] = []
        var proposals: [Proposal.ID] = []
        var clues: [ProposalClue.ID] = []
        var deployments: [Deployment.ID] = []
        var receipts: [DeploymentReceipt.ID] = []
    }

    /// The program's commands at one moment.
    struct Hand {
        let commands: Commands
        let now: Instant
        let county: Tenant
        var practice: Practice { Village.practice }
    }

    private mutating func nextPlan() -> Plan {
        if hasNotices, topics.count >= 6, Int.random(in: 0..<4, using: &random) > 0 { return noticePlan() }
        if hasProposals, Int.random(in: 0..<3, using: &random) > 0 { return proposalPlan() }
        let dice = Int.random(in: 0..<100, using: &random)
        if topics.count < 6 || dice < 3 { return submission() }
        switch dice {
        case ..<5: return planning()
        case ..<7: return support()
        case ..<8: return erasureRequest()
        case ..<9: return Bool.random(using: &random) ? nomination() : choosing()
        case ..<10 where !contests.isEmpty: return contestAct()
        case ..<11 where !lookBacks.isEmpty: return lookBackAct()
        case ..<18 where !items.isEmpty: return confirming()
        case ..<20 where !erasures.isEmpty: return erasureAct()
        case ..<55 where !sessions.isEmpty: return sessionAct()
        case ..<76 where !items.isEmpty: return itemAct()
        default: return topicAct()
        }
    }

    // MARK: - What begins something

    private mutating func submission() -> Plan {
        let isOther = Int.random(in: 0..<4, using: &random) == 0
        let room = isOther ? village.otherRoom : village.room
        let draft = TopicDraft(
            room: room.id, area: room.area, source: [.scan, .api].any(&random), text: words(),
            place: Bool.random(using: &random) ? words() : nil)
        let isHeld = Int.random(in: 0..<4, using: &random) == 0
        return Plan(name: "submit") { hand in
            let (id, _) = try hand.commands.submit(
                draft, isHeld: isHeld, at: hand.now, practice: hand.practice, tenant: hand.county)
            return Made(topics: [id])
        }
    }

    private mutating func planning() -> Plan {
        let chosen = (0..<Int.random(in: 0...2, using: &random)).map { _ in recent(topics) }
        let named = Array(Set(chosen + [recent(topics)])).sorted()
        let actor = village.actor([.secretary, .convener, .otherSecretary, .member].any(&random))
        let distance = Int.random(in: -1...3, using: &random)
        let (title, place) = (words(), words())
        return Plan(name: "plan") { hand in
            // Mostly those that are on their way, so that sessions come about.
            let open = try named.filter {
                try hand.commands.topic($0, tenant: hand.county)?.isOnItsWayToSession == true
            }
            let plan = ConsultationSession.Plan(
                title: .kept(title), day: hand.now.day.advanced(by: distance), minuteOfDay: 540, place: .kept(place))
            let id = try hand.commands.planSession(
                plan, on: open.isEmpty ? named : open, by: actor, at: hand.now, practice: hand.practice,
                tenant: hand.county)
            return Made(sessions: [id])
        }
    }

    private mutating func support() -> Plan {
        let topic = recent(topics)
        let phone = "1380000000\(Int.random(in: 0...9, using: &random))"
        return Plan(name: "support") { hand in
            try hand.commands.support(
                topic, phone: phone, at: hand.now, practice: hand.practice, tenant: hand.county)
            return Made()
        }
    }

    private mutating func erasureRequest() -> Plan {
        let topic = topics.any(&random)
        return Plan(name: "ask to erase") { hand in
            let id = try hand.commands.requestErasure(
                of: topic, at: hand.now, practice: hand.practice, tenant: hand.county)
            return Made(erasures: [id])
        }
    }

    private mutating func confirming() -> Plan {
        let item = recent(items)
        let answer = Confirmation.Answer(
            outcome: OutcomeClass.allCases.any(&random), rating: Confirmation.Rating.allCases.any(&random),
            remark: Bool.random(using: &random) ? .kept(words()) : nil)
        let isOther = Int.random(in: 0..<10, using: &random) == 0
        let index = Int.random(in: 0..<100, using: &random)
        return Plan(name: "confirm") { hand in
            let asked = try hand.commands.asked(about: item, practice: hand.practice, tenant: hand.county)
            guard !asked.isEmpty else { throw WebFailure.notFound }
            let one = asked[index % asked.count]
            let actor: Actor =
                switch one.voice {
                case _ where isOther: .visitor
                case .submitter(let topic): .codeHolder(topic)
                case .supporter, .participant: .linkHolder(one.id)
                }
            try hand.commands.confirm(
                one.id, answer, by: actor, at: hand.now, practice: hand.practice, tenant: hand.county)
            return Made()
        }
    }

    // MARK: - Acts

    /// Who acts, and which command: mostly one that is allowed.
    mutating func choice<Command: Sendable>(
        _ all: [Command], among villagers: [Villager] = LoopWalk.staff
    ) -> (staff: [Actor], any: Command, index: Int, isBlind: Bool) {
        let staff = villagers.shuffled(using: &random).map { village.actor($0) }
        return (
            staff, all.any(&random), Int.random(in: 0..<1_000, using: &random),
            Int.random(in: 0..<5, using: &random) == 0
        )
    }

    private mutating func topicAct() -> Plan {
        let (id, other) = (recent(topics), recent(topics))
        let (staff, any, index, isBlind) = choice(Topic.Command.allCases)
        let actors = Bool.random(using: &random) ? [.codeHolder(id)] + staff : staff
        let fields = LoopFields(village, &random)
        // What ends or repeats is rare, so that the way goes on.
        let isRare = Int.random(in: 0..<6, using: &random) == 0
        let (label, tried) = (Label(""), tried)
        return Plan(label: label) { hand in
            guard let topic = try hand.commands.topic(id, tenant: hand.county) else { throw WebFailure.notFound }
            let rare: Set<Topic.Command> = [
                .attach, .reject, .solveDirectly, .merge, .unpublish, .relate, .review, .ask, .score, .mediate,
                .proposeForPlan, .add, .withdraw, .redirect, .passOn, .deselect, .research, .giveReceipt, .categorise,
            ]
            // The first record leads on; the others are more of the same.
            let repeating = topic.state == .researching ? rare.subtracting([.research]) : rare
            let (command, actor) = Self.pick(
                topic, actors, any, index, isBlind, avoiding: isRare ? [.attach] : repeating,
                leastOf: isRare ? tried : nil, "topic")
            label.say("topic \(command.rawValue)")
            try hand.commands.perform(
                command, fields.of(command, other: other, now: hand.now), on: id, by: actor, at: hand.now,
                practice: hand.practice, tenant: hand.county)
            let next = try hand.commands.topic(id, tenant: hand.county)?.nextRound
            return Made(topics: command == .openNextRound ? [next].compactMap { $0 } : [])
        }
    }

    private mutating func sessionAct() -> Plan {
        let id = recent(sessions)
        let (actors, any, index, isBlind) = choice(ConsultationSession.Command.allCases)
        let fields = LoopFields(village, &random)
        // Sessions are few, and each goes through many hands.
        let isRare = Int.random(in: 0..<3, using: &random) == 0
        let (label, tried) = (Label(""), tried)
        return Plan(label: label) { hand in
            let found = try hand.commands.record(id, practice: hand.practice, tenant: hand.county)
            guard let session = found else { throw WebFailure.notFound }
            let rare: Set<ConsultationSession.Command> = [
                .cancel, .postpone, .object, .answer, .remind, .approveLeave, .recordVisit, .noteLeader, .arrive, .pair,
                .reorder,
                .handInPaper,
                .changePaper, .enlist, .askFloor,
            ]
            let (command, actor) = Self.pick(
                session, actors, any, index, isBlind,
                avoiding: isRare
                    ? (index % 4 == 0 ? [] : [.cancel, .postpone])
                    : session.participants.count < 4 ? rare : rare.union([.invite]),
                leastOf: isRare ? tried : nil, "session")
            label.say("session \(command.rawValue)")
            try hand.commands.perform(
                command, fields.of(command, of: session, now: hand.now), on: id, by: actor, at: hand.now,
                practice: hand.practice, tenant: hand.county)
            guard command == .draftItem else { return Made() }
            let after = try hand.commands.record(id, practice: hand.practice, tenant: hand.county)
            return Made(items: [after?.items.last].compactMap { $0 })
        }
    }

    private mutating func itemAct() -> Plan {
        let id = recent(items)
        let (actors, any, index, isBlind) = choice(SuggestionItem.Command.allCases)
        let fields = LoopFields(village, &random)
        let isRare = Int.random(in: 0..<6, using: &random) == 0
        let (label, tried) = (Label(""), tried)
        return Plan(label: label) { hand in
            let found = try hand.commands.record(id, practice: hand.practice, tenant: hand.county)
            guard let item = found else { throw WebFailure.notFound }
            // Some of what was reported comes under two supervisors, so that signatures are asked for too.
            var avoided: Set<SuggestionItem.Command> = [
                .revise, .discard, .handOver, .sendBack, .comment, .inspect, .remind,
            ]
            if item.state.name != .reported || item.supervision != nil { avoided.insert(.superviseJointly) }
            if index % 4 > 0 { avoided.insert(.declineToSign) }
            let (command, actor) = Self.pick(
                item, actors, any, index, isBlind, avoiding: isRare ? [] : avoided, leastOf: isRare ? tried : nil,
                "item")
            label.say("item \(command.rawValue)")
            try hand.commands.perform(
                command, fields.of(command, of: item, now: hand.now), on: id, by: actor, at: hand.now,
                practice: hand.practice, tenant: hand.county)
            return Made()
        }
    }

    private mutating func erasureAct() -> Plan {
        let id = recent(erasures)
        let command = PersonalDataRequest.Command.allCases.any(&random)
        let actor = village.actor(Int.random(in: 0..<4, using: &random) == 0 ? .secretary : .privacyOfficer)
        let fields = command == .refuse ? ["reason": words()] : [:]
        return Plan(name: "erasure \(command.rawValue)") { hand in
            try hand.commands.perform(
                command, fields, on: id, by: actor, at: hand.now, practice: hand.practice, tenant: hand.county)
            return Made()
        }
    }

    /// A command with somebody who may do it, where there is one; now and then any command by anybody, or the one that was
    /// tried least so far.
    static func pick<Case: Lifecycle>(
        _ record: Case, _ actors: [Actor], _ any: Case.Command, _ index: Int, _ isBlind: Bool,
        avoiding: Set<Case.Command>, leastOf tried: [String: Int]?, _ kind: String
    ) -> (Case.Command, Actor) where Case.Command: RawRepresentable<String> {
        let blind = (any, actors[index % actors.count])
        guard !isBlind else { return blind }
        if let tried {
            let permitted = actors.flatMap { actor in
                Case.Command.allCases.filter { !avoiding.contains($0) && record.refusal(of: $0, by: actor) == nil }
                    .map { ($0, actor) }
            }
            func count(_ command: Case.Command) -> Int { tried["\(kind) \(command.rawValue)"] ?? 0 }
            return permitted.min { count($0.0) < count($1.0) } ?? blind
        }
        for actor in actors {
            let permitted = Case.Command.allCases.filter {
                !avoiding.contains($0) && record.refusal(of: $0, by: actor) == nil
            }
            if !permitted.isEmpty { return (permitted[index % permitted.count], actor) }
        }
        return blind
    }

    /// Mostly one of the last, so that ways come to their ends.
    mutating func recent<Element>(_ records: [Element]) -> Element {
        Int.random(in: 0..<3, using: &random) == 0 ? records.any(&random) : records.suffix(5).any(&random)
    }

    mutating func words() -> String { LoopFields.words(&random) }
}
