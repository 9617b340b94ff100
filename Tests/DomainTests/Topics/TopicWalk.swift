// SPDX-License-Identifier: Apache-2.0

import Domain

/// A walk through random commands on many topics, with the log that each of them leaves.
struct TopicWalk {
    private(set) var topics: [(topic: Topic, log: [(event: TopicEvent, at: Instant)])] = []
    private(set) var kindsSeen: Set<String> = []
    private(set) var refusalsSeen: Set<TopicRefusal> = []
    /// What the last step tried, for the message of a failure.
    private(set) var lastAct = ""
    /// Set when the permitted commands and what the command did do not agree.
    private(set) var disagreement: String?
    private var random: SeededRandom
    private var now = Village.morning

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    /// One command, or now and then a new topic; the index of the topic it was about.
    mutating func step() -> Int {
        now = now.advanced(byMilliseconds: Int64.random(in: 1...20_000_000, using: &random))
        if topics.isEmpty || Int.random(in: 0..<25, using: &random) == 0 {
            submit()
            return topics.count - 1
        }
        // Every other time one of the newest, before they are all decided.
        let index = Bool.random(using: &random) ? topics.indices.any(&random) : topics.indices.suffix(5).any(&random)
        act(on: index)
        return index
    }

    private mutating func submit() {
        let draft = TopicDraft(
            room: [Village.room, Village.otherRoom].any(&random),
            area: [Village.village, Village.otherTown].any(&random),
            source: Topic.Source.allCases.any(&random), text: words(),
            place: Bool.random(using: &random) ? words() : nil)
        let transition = Topic.submitting(
            draft, as: Topic.ID(Int64(topics.count + 1)), isHeld: Int.random(in: 0..<4, using: &random) == 0, at: now,
            practice: practice())
        lastAct = "submit \(transition.event)"
        kindsSeen.insert(transition.event.kind)
        topics.append((transition.after, [(transition.event, now)]))
    }

    private mutating func act(on index: Int) {
        let topic = topics[index].topic
        let actor = actor(for: topic)
        let command = command(for: actor, on: topic)
        let input = CommandInput(
            words: words(), title: ["路灯", "桥面"].any(&random),
            ground: ["no_matter", "personal_matter", "bad_mood"].any(&random),
            other: topics.indices.map { topics[$0].topic.id }.any(&random), now: now, practice: practice())
        lastAct = "\(command) by \(actor) on \(topic)"
        let isPermitted = topic.permittedCommands(for: actor).contains(command)
        do {
            let transition = try topic.carryingOut(command, by: actor, with: input)
            if !isPermitted { disagreement = "done, but not permitted" }
            kindsSeen.insert(transition.event.kind)
            topics[index].topic = transition.after
            topics[index].log.append((transition.event, now))
        } catch {
            if isPermitted && error != .unknownGround && error != .isTheSame {
                disagreement = "permitted, but refused: \(error)"
            }
            refusalsSeen.insert(error)
        }
    }

    /// Any command; every other time one that has a prospect, if there is one.
    private mutating func command(for actor: Actor, on topic: Topic) -> Topic.Command {
        let permitted = Topic.Command.allCases.filter(topic.permittedCommands(for: actor).contains)
        return permitted.isEmpty || Bool.random(using: &random)
            ? Topic.Command.allCases.any(&random) : permitted.any(&random)
    }

    /// Mostly those who may do something, so that the walk gets somewhere.
    private mutating func actor(for topic: Topic) -> Actor {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<5: Village.person([11, 12, 13].any(&random), .roomSecretary, .tenant)
        case 5..<7: .codeHolder(topic.id)
        default: ActorKind.allCases.any(&random).actor
        }
    }

    private mutating func practice() -> Practice {
        Village.practice(reviews: Int.random(in: 1...3, using: &random))
    }

    private mutating func words() -> String {
        ["桥面有坑", "路灯不亮", "河里有垃圾", "公交车太少"].any(&random)
    }
}
