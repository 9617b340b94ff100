// SPDX-License-Identifier: Apache-2.0

import Domain

/// The stretches of a story that many matters share, in steps. Days count back from today.
enum DemoArc {
    /// Raised and put right for the public a day later.
    static func published(_ raised: Int, _ matter: DemoMatter, supports: Int = 0) -> [DemoStep] {
        [
            DemoStep(raised, .raise(isHeld: false), hour: 12),
            DemoStep(raised - 1, .topic(.review, ["title": .text(matter.title), "body": .text(matter.body)])),
        ] + (0..<supports).map { DemoStep(raised - 1 - $0 % 2, .support, hour: 17) }
    }

    /// What those say who raised what a room has settled by itself: some confirm it, some in part, of one in seven it is not true
    /// at first, and many say nothing.
    static func judged(_ number: Int, from answered: Int) -> [DemoStep] {
        func word(_ day: Int, _ outcome: OutcomeClass, _ rating: Confirmation.Rating) -> DemoStep {
            DemoStep(
                day, .topic(.judge, ["outcome": .text(outcome.rawValue), "rating": .text(rating.rawValue)]), hour: 19)
        }
        return switch number % 20 {
        case 1, 3: [word(answered - 1, .solved, .satisfied)]
        case 4: [word(answered - 1, .partly, .basically)]
        case 5:
            [
                word(answered - 1, .unsolved, .dissatisfied),
                DemoStep(answered - 2, .topic(.solveDirectly, ["answer": "又去看了一次，把没有做完的补上了，请您再看看。"])),
                word(answered - 3, .solved, .basically),
            ]
        case _: []
        }
    }

    /// Accepted into the pool.
    static func pooled(_ raised: Int, _ matter: DemoMatter, supports: Int = 0) -> [DemoStep] {
        published(raised, matter, supports: supports) + [
            DemoStep(raised - 2, .topic(.pool, ["category": .text(matter.category)]))
        ]
    }

    /// Given to the room's member, who looks and writes down what was found.
    static func researched(_ raised: Int, _ matter: DemoMatter, supports: Int = 0, room: Int) -> [DemoStep] {
        pooled(raised, matter, supports: supports) + [DemoStep(raised - 4, .topic(.select, [:]))]
            + looked(raised, matter, room: room)
    }

    /// The member of the room goes and looks.
    static func looked(_ raised: Int, _ matter: DemoMatter, room: Int) -> [DemoStep] {
        let member = DemoPeople.member(ofRoom: room)
        return [
            DemoStep(raised - 4, .topic(.assign, ["researcher": .person(member), "day": .day(raised - 10)])),
            DemoStep(
                raised - 8,
                .topic(
                    .research,
                    [
                        "visit": .text("到\(matter.place ?? "现场")看了两次，听了附近住户、社区和经营的人怎么说。"),
                        "findings": .text(matter.findings), "advice": .text(matter.advice),
                    ]), hour: 15),
        ]
    }

    /// Announced for a day, with everybody invited; the member answers, and one of the departments by telephone. The notice
    /// takes ten working days: `session <= raised - 20`.
    static func announced(
        _ raised: Int, _ matter: DemoMatter, supports: Int = 0, room: Int, session: Int, seats: Int? = nil,
        form: String? = nil, campaign: String? = nil, people: Int = 3, members: [String]? = nil
    ) -> [DemoStep] {
        researched(raised, matter, supports: supports, room: room)
            + convened(
                raised, room: room, session: session, seats: seats, form: form, campaign: campaign, people: people,
                members: members)
    }

    /// From the day on which the session is planned; what it is about has been looked into.
    static func convened(
        _ raised: Int, room: Int, session: Int, seats: Int? = nil, form: String? = nil, campaign: String? = nil,
        people: Int = 3, members: [String]? = nil
    ) -> [DemoStep] {
        let members = members ?? [DemoPeople.member(ofRoom: room)]
        return [
            DemoStep(raised - 9, .plan(daysAgo: session, seats: seats, form: form, campaign: campaign)),
            DemoStep(raised - 9, .session(.announce, [:], by: nil)),
        ] + members.map { invitation(raised - 10, .member, ["member": .person($0)]) } + [
            invitation(raised - 10, .department, ["names": .names(.department, 2)]),
            invitation(raised - 10, .grassroots, ["names": .names(.grassroots, 1)]),
            invitation(raised - 10, .people, ["names": .names(.people, people)]),
            invitation(raised - 10, .expert, ["names": .names(.expert, 1)]),
            DemoStep(raised - 10, .session(.answer, ["reply": "coming"], by: .member), hour: 11),
            DemoStep(
                raised - 10,
                .session(.answer, ["participant": .invited(.department), "reply": "coming"], by: .roomSecretary),
                hour: 11),
        ]
    }

    private static func invitation(
        _ daysAgo: Int, _ category: ParticipantCategory, _ who: [String: DemoStep.Value]
    ) -> DemoStep {
        DemoStep(
            daysAgo, .session(.invite, who.merging(["category": .text(category.rawValue)]) { $1 }, by: nil), hour: 10)
    }

    /// What was found is handed in, and the papers are out.
    static func readied(_ daysAgo: Int, _ matter: DemoMatter) -> [DemoStep] {
        let paper: [DemoStep] =
            matter.findings.isEmpty
            ? []
            : [
                DemoStep(
                    daysAgo,
                    .session(
                        .handInPaper,
                        ["title": "调研情况", "file": .document("\(matter.findings)\n建议：\(matter.advice)\n")],
                        by: .roomSecretary), hour: 15)
            ]
        return paper + [DemoStep(daysAgo, .session(.ready, [:], by: nil), hour: 16)]
    }

    /// Opened, with what was said in it.
    static func opened(_ session: Int, _ matter: DemoMatter) -> [DemoStep] {
        [
            DemoStep(session, .session(.start, [:], by: nil), hour: 14),
            DemoStep(session, .session(.checkIn, ["present": .present], by: nil), hour: 14),
        ]
            + matter.opinions.prefix(1).flatMap { spoken(session, $0) }
            + matter.opinions.dropFirst().map { opinion in
                DemoStep(
                    session,
                    .session(
                        .recordOpinion,
                        [
                            "participant": .participant(opinion.category), "stance": .text(opinion.stance.rawValue),
                            "text": .text(opinion.text),
                        ], by: nil), hour: 14)
            }
    }

    /// Somebody is listed, gets the floor and says something.
    private static func spoken(_ session: Int, _ opinion: DemoMatter.Opinion) -> [DemoStep] {
        [
            DemoStep(session, .session(.enlist, ["speakers": .speaker(opinion.category)], by: nil), hour: 14),
            DemoStep(session, .session(.giveFloor, [:], by: nil), hour: 14),
            DemoStep(
                session,
                .session(
                    .endTurn, ["stance": .text(opinion.stance.rawValue), "text": .text(opinion.text)], by: nil),
                hour: 14),
        ]
    }

    /// Held from beginning to end; `papers`: how many working days before they went out.
    static func held(
        _ session: Int, _ matter: DemoMatter, isConsensus: Bool = true, papers: Int = 1
    ) -> [DemoStep] {
        readied(session + papers, matter) + opened(session, matter) + [
            DemoStep(
                session,
                .session(
                    .conclude,
                    ["reached": isConsensus ? "consensus" : "no_consensus", "text": .text(matter.outcome)], by: nil),
                hour: 16)
        ]
    }

    /// A leader of Party or government is there, tells how things stand and answers (A1-04).
    static func led(
        _ session: Int, _ side: ConsultationSession.Leader.Side, _ who: String, briefing: String, response: String
    ) -> [DemoStep] {
        [
            DemoStep(
                session,
                .session(
                    .noteLeader,
                    [
                        "side": .text(side.rawValue), "who": .text(who), "presence": "present",
                        "briefing": .text(briefing), "response": .text(response),
                    ], by: nil), hour: 15)
        ]
    }

    static func minuted(_ daysAgo: Int, _ matter: DemoMatter) -> [DemoStep] {
        [
            DemoStep(
                daysAgo,
                .session(
                    .draftMinutes, ["text": .text("议题：\(matter.title)\n调研：\(matter.findings)\n结论：\(matter.outcome)")],
                    by: nil), hour: 10)
        ]
    }

    /// From the session's day to its outcome five days later: minutes, items, the convener's word.
    static func issued(_ session: Int, _ matter: DemoMatter, _ tasks: [DemoTask] = []) -> [DemoStep] {
        minuted(session - 2, matter) + drafted(session - 3, tasks) + [
            DemoStep(session - 4, .session(.confirmMinutes, [:], by: nil)),
            DemoStep(session - 5, .session(.issueOutcome, [:], by: nil)),
        ]
    }

    static func drafted(_ daysAgo: Int, _ tasks: [DemoTask]) -> [DemoStep] {
        tasks.map { task in
            DemoStep(daysAgo, .session(.draftItem, task.fields(from: daysAgo), by: nil), hour: 15)
        }
    }

    /// On the units' desks, the day after.
    static func dispatched(_ session: Int, _ matter: DemoMatter, _ tasks: [DemoTask]) -> [DemoStep] {
        issued(session, matter, tasks)
            + tasks.indices.map { DemoStep(session - 6, .item($0, .dispatch, [:])) }
    }

    /// The unit says what it did.
    static func reported(_ daysAgo: Int, item: Int = 0, _ claimed: OutcomeClass, _ text: String) -> DemoStep {
        DemoStep(
            daysAgo,
            .item(
                item, .report,
                [
                    "adoption": claimed == .solved ? "adopted" : "partly", "claimed": .text(claimed.rawValue),
                    "text": .text(text),
                ]), hour: 15)
    }

    /// The unit goes on; the number of the milestone counts from 1.
    static func progressed(_ daysAgo: Int, item: Int = 0, milestone: Int? = nil, _ text: String) -> DemoStep {
        var fields: [String: DemoStep.Value] = ["text": .text(text)]
        if let milestone { fields["milestone"] = .text(String(milestone)) }
        return DemoStep(daysAgo, .item(item, .progress, fields), hour: 11)
    }

    /// Those who were asked give their word, one a day; nil keeps silent.
    static func words(_ daysAgo: Int, item: Int = 0, _ outcomes: [OutcomeClass?]) -> [DemoStep] {
        outcomes.enumerated().compactMap { voice, outcome in
            outcome.map { DemoStep(daysAgo - voice % 3, .word(item: item, voice: voice, $0), hour: 18) }
        }
    }
}

/// What one unit is to do, by when.
struct DemoTask: Sendable {
    let text: String
    /// By its place in the plan.
    let unit: Int
    let steps: [String]
    /// The working days from one milestone to the next.
    var pace = 8

    init(_ text: String, unit: Int, _ steps: [String]) {
        self.text = text
        self.unit = unit
        self.steps = steps
    }

    private static let officers = [
        "zhujian", "jiaotong", "jiedao", "chengguan", "jiaoyu", "weijian", "shuiwu", "gongan",
    ]

    /// The fields of the form, with their milestones.
    func fields(from daysAgo: Int) -> [String: DemoStep.Value] {
        [
            "topic": .ownTopic, "task": .text(text), "unit": .unit(unit), "officer": .person(Self.officers[unit]),
            "milestones": .milestones(steps.indices.map { daysAgo - pace * ($0 + 1) }, steps),
        ]
    }
}
