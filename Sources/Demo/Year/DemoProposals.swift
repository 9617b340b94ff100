// SPDX-License-Identifier: Apache-2.0

import Domain

/// The proposals of a plenary session as one place reported them, all of them answered and closed. Not everybody says what to think of
/// the reply, and that is no satisfaction.
struct DemoProposals: Sendable {
    private(set) var threads: [DemoThread] = []

    /// How many there are, by what becomes of them.
    struct Plan: Sendable {
        /// Bundles of which each is handled once.
        let bundles: Int
        /// Handled as part of another, with an own number.
        var merged = 0
        /// Turned down, with a ground and where they went.
        var turnedDown = 0
        /// Sent up to the committee of the city, which answers them: of bodies and of members.
        var upward = (collective: 0, individual: 0)

        /// 91 handed in, 86 filed, 81 after merging.
        static let merging = Plan(bundles: 81, merged: 5, turnedDown: 5)
        /// 159 filed; beside them 5 collective ones and 15 of members that went up to the city.
        static let upward = Plan(bundles: 159, upward: (collective: 5, individual: 15))
    }

    /// Of the first so many a leader leads the handling.
    private static let keys = 3

    private let plan: Plan
    private let matters: [YearMatter]
    private let members: [String]
    private var random: SplitMix

    /// `tenant`: who proposes, and who handles.
    init(_ plan: Plan, in tenant: DemoTenant, seed: UInt64) throws {
        self.plan = plan
        matters = try YearMatter.all()
        members = tenant.signIns.filter { $0.role == .member }.map(\.signInName)
        random = SplitMix(seed: seed)
        threads.append(Self.registers(members))
        threads.append(commendation())
        for number in 0..<plan.bundles { add(bundle(number)) }
        for number in 0..<plan.merged { add(part(number)) }
        for number in 0..<plan.turnedDown { add(unfiled(number)) }
        for number in 0..<plan.upward.collective + plan.upward.individual { add(sentUp(number)) }
    }

    private mutating func add(_ thread: DemoThread) { threads.append(thread) }

    private static func key(_ number: Int) -> String { "session-proposal-\(number)" }

    /// The kind of matter, and where: no two have one subject.
    private func matter(_ number: Int) -> (kind: YearMatter, title: String) {
        let kind = matters[number % matters.count]
        let place = DemoTowns.places[(number / matters.count * 7 + number) % DemoTowns.places.count].area.name
        return (kind, "关于解决\(kind.title.replacing("{place}", with: place))问题的提案")
    }

    /// Handed in, filed, assigned, answered, judged and closed.
    private mutating func bundle(_ number: Int) -> DemoThread {
        let (kind, title) = matter(number)
        let first = members[number % members.count]
        // Every third one is signed by somebody else too.
        let isCommittees = number == 0
        let second =
            !isCommittees && number.isMultiple(of: 3) ? members[(number + 1) % members.count] : nil
        var steps = written(kind, by: first, as: isCommittees ? Self.committees : [:])
        if let second {
            steps += [
                DemoStep(45, .proposal(.invite, ["people": .people([second])], by: first)),
                DemoStep(44, .proposal(.sign, [:], by: second)),
            ]
        }
        steps += [DemoStep(42, .proposal(.submit, [:], by: first)), filed(38, kind)]
        if number < Self.keys { steps += key(kind) }
        let proposers = [first, second].compactMap(\.self)
        // One in ten says nothing, and the days for it pass.
        let silent = proposers.indices.filter { (number + $0) % 10 == 9 }
        let pace = Pace(number, isAnswered: silent.isEmpty)
        let outcome = ["A", "A", "A", "B", "A", "C"][number % 6]
        steps += handled(kind, number, outcome: outcome, at: pace)
        for (place, signIn) in proposers.enumerated() where !silent.contains(place) {
            let rating: Confirmation.Rating = Int.random(in: 0..<5, using: &random) == 0 ? .basically : .satisfied
            steps.append(DemoStep(pace.answered(place), .opine(by: signIn, rating, nil)))
        }
        steps += [
            DemoStep(pace.closed, .proposal(.close, [:], by: "tian"), hour: 16),
            DemoStep(pace.closed, .proposal(.review, published(kind, title), by: "tian"), hour: 17),
        ]
        return thread(Self.key(number), title, kind, steps)
    }

    /// What everybody reads of it once it is closed.
    private func published(_ kind: YearMatter, _ title: String) -> [String: DemoStep.Value] {
        let text = [kind.said.first ?? "", kind.advice].map { $0.replacing("{place}", with: "当地") }
        return ["title": .text(title), "body": .text(text.joined(separator: "\n"))]
    }

    /// When a bundle is handled, in days before today: units sign one after the other, and reply over some four weeks.
    private struct Pace {
        let signed: Int
        let sent: Int
        let closed: Int
        private let number: Int

        /// `isAnswered`: whether each proposer says what to think of the reply; if not, the days for it have to pass.
        init(_ number: Int, isAnswered: Bool) {
            self.number = number
            signed = 32 - number % 4
            sent = isAnswered ? 27 - number * 7 % 19 : 27 - number % 3
            closed = isAnswered ? sent - 7 : 2
        }

        var contacted: Int { (signed + sent) / 2 }

        /// When a proposer says what to think of the reply.
        func answered(_ place: Int) -> Int { sent - 2 - (number + place) % 5 }
    }

    /// By one unit: signed for, talked over, drafted, checked by the office and sent.
    private func handled(_ kind: YearMatter, _ number: Int, outcome: String, at pace: Pace) -> [DemoStep] {
        let unit = kind.unit
        return [
            DemoStep(33, .proposal(.assign, ["lead": .unit(unit)], by: "tian")),
            DemoStep(pace.signed, .handle(unit: unit, .signFor, [:])),
            DemoStep(
                pace.contacted,
                .handle(
                    unit: unit, .contact,
                    [
                        "means": number.isMultiple(of: 4) ? "phone" : "meeting", "day": .day(pace.contacted),
                        "words": "和提案者商量了怎么办。", "leader": "no", "agreed": "yes",
                    ]), hour: 10),
            DemoStep(
                pace.sent + 1,
                .handle(
                    unit: unit, .draft,
                    [
                        "outcome": .text(outcome), "text": .text(kind.report.replacing("{place}", with: "当地")),
                        "disclosure": "open",
                    ]), hour: 15),
            DemoStep(pace.sent, .handle(unit: unit, .check, [:]), hour: 10),
            DemoStep(
                pace.sent,
                .handle(
                    unit: unit, .send, ["signer": "局长", "principal": "yes", "day": .day(pace.sent)]), hour: 14),
        ]
    }

    /// Says the same as one of the others, and is handled as part of it.
    private func part(_ number: Int) -> DemoThread {
        let (kind, title) = matter(number)
        let member = members[(number + 5) % members.count]
        let steps =
            written(kind, by: member) + [
                DemoStep(42, .proposal(.submit, [:], by: member), hour: 14), filed(37, kind),
                DemoStep(
                    35,
                    .proposal(
                        .merge, ["proposal": .proposal(Self.key(number)), "consent": "问过两位提案者，都同意。"], by: "tian")),
                DemoStep(
                    Pace(number, isAnswered: true).answered(0), .opine(by: member, .satisfied, nil), hour: 15),
            ]
        return thread("session-part-\(number)", title.replacing("关于解决", with: "关于尽快解决"), kind, steps)
    }

    private func unfiled(_ number: Int) -> DemoThread {
        let (kind, title) = matter(plan.bundles + number)
        let member = members[(number + 9) % members.count]
        let steps =
            written(kind, by: member) + [
                DemoStep(42, .proposal(.submit, [:], by: member), hour: 15),
                DemoStep(
                    36,
                    .proposal(
                        .turnDown,
                        [
                            "ground": number.isMultiple(of: 2) ? "empty" : "personal",
                            "redirect": number.isMultiple(of: 2) ? "opinion_report" : "department",
                            "explanation": "请看理由；说的事转给有关方面。",
                        ], by: "tian")),
            ]
        return thread("session-unfiled-\(number)", title, kind, steps)
    }

    /// A matter of the city: filed and answered there, and the result noted here.
    private func sentUp(_ number: Int) -> DemoThread {
        let (kind, title) = matter(plan.bundles + plan.turnedDown + number)
        let isCollective = number < plan.upward.collective
        let member = isCollective ? members[0] : members[(number + 3) % members.count]
        // A party or a people's organisation, and the committee of which the first member is the head.
        let proposer: [String: DemoStep.Value] =
            !isCollective
            ? [:]
            : number.isMultiple(of: 2)
                ? Self.committees
                : ["kind": "organisation", "organisation": .text(Self.party)]
        let isSealed = proposer["organisation"] != nil
        let steps =
            written(kind, by: member, as: proposer)
            + (isSealed ? [Self.sealed(title, kind, by: member)] : []) + [
                DemoStep(42, .proposal(.submit, [:], by: member), hour: 16),
                DemoStep(37, .proposal(.forward, [:], by: "tian"), hour: 15),
                DemoStep(
                    5,
                    .proposal(
                        .receiveResult,
                        [
                            "filed": "yes", "number": .text("市政协第\(number + 101)号"),
                            "words": "市政协立案交办，承办单位已经书面答复提案者。",
                        ], by: "tian")),
            ]
        return thread("session-upward-\(number)", title, kind, steps)
    }

    private static let party = "民进安澜县支部"

    /// The sealed original is put beside what a party says.
    private static func sealed(_ title: String, _ kind: YearMatter, by signIn: String) -> DemoStep {
        let files: [String: DemoStep.Value] = ["subject": .text(title), "files": .original(of: party, by: signIn)]
        return DemoStep(45, .proposal(.write, text(kind).merging(files) { $1 }, by: signIn))
    }

    /// As the special committee of which the first member is the head.
    private static let committees: [String: DemoStep.Value] = ["kind": "committee", "body": .entry("committee")]

    /// When all is closed a third party judges a unit, and the committee's proposal is announced as a good one.
    private func commendation() -> DemoThread {
        let (kind, _) = matter(0)
        let nominees: [(DemoStep.Value, String)] = [
            (.proposal(Self.key(0)), "情况清楚，建议具体，办得实。"), (.unit(kind.unit), "每件都先面商再答复。"),
        ]
        let steps: [DemoStep] =
            [
                DemoStep(1, .beginCommendation(.init(term: 11, session: 5))),
                DemoStep(
                    1,
                    .commendation(
                        .evaluate,
                        [
                            "unit": .unit(kind.unit), "evaluator": "县统计学会和提案者代表", "points_organisation": "18",
                            "points_contact": "23", "points_reply": "22", "points_result": "27",
                            "words": "面商做得细，有两件落实慢了些。",
                        ]), hour: 10),
                DemoStep(
                    1,
                    .commendation(
                        .nominateProposal, ["number": .number(Self.key(0)), "reason": "说的是群众天天碰到的事。"]), hour: 11),
                DemoStep(
                    1, .commendation(.nominateUnit, ["unit": .unit(kind.unit), "reason": "按期答复，提案者满意。"]), hour: 11),
            ]
            + nominees.map { nominee, words in
                DemoStep(
                    1,
                    .commendation(
                        .review, ["nominee": nominee, "verdict": "listed", "words": .text(words)]), hour: 14)
            } + [DemoStep(1, .commendation(.announce, ["decidedBy": "县政协主席会议"]), hour: 16)]
        return DemoThread(
            "session-commendation", room: 0, DemoMatter(said: "评优", place: nil, title: "评优", body: "好提案和先进承办单位。"), steps
        )
    }

    /// Led by a leader, who goes to see it.
    private func key(_ kind: YearMatter) -> [DemoStep] {
        [
            DemoStep(
                36,
                .proposal(
                    .chooseAsKey,
                    ["person": .person("lingdao"), "leader": "县委书记", "reason": "几个小区都有，群众说得多，要几个单位一起办。"],
                    by: "tian")),
            DemoStep(
                30,
                .proposal(
                    .supervise,
                    [
                        "means": "site_visit", "day": .day(30), "people": "县委书记、提案者、承办单位",
                        "words": .text(kind.findings.replacing("{place}", with: "当地")),
                    ],
                    by: "tian"), hour: 15),
        ]
    }

    /// `proposer`: as whom, where it is not the member alone.
    private func written(
        _ kind: YearMatter, by signIn: String, as proposer: [String: DemoStep.Value] = [:]
    ) -> [DemoStep] {
        [
            DemoStep(
                46,
                .propose(by: signIn, Self.text(kind).merging(proposer) { $1 }, from: nil))
        ]
    }

    /// What it says, but for its subject.
    private static func text(_ kind: YearMatter) -> [String: DemoStep.Value] {
        func here(_ words: String) -> DemoStep.Value { .text(words.replacing("{place}", with: "当地")) }
        return [
            "situation": here(kind.said.first ?? ""), "analysis": here(kind.findings), "advice": here(kind.advice),
            "oneMatter": "yes", "disclosure": "open",
        ]
    }

    private func filed(_ day: Int, _ kind: YearMatter) -> DemoStep {
        DemoStep(
            day,
            .proposal(
                .file,
                [
                    "oneMatter": "yes", "threeParts": "yes", "ownCompetence": "yes", "noSecrets": "yes",
                    "noPersons": "yes", "signed": "yes", "category": .text(kind.category),
                ], by: "tian"))
    }

    private func thread(_ key: String, _ title: String, _ kind: YearMatter, _ steps: [DemoStep]) -> DemoThread {
        DemoThread(key, room: 0, DemoMatter(said: title, place: nil, title: title, body: kind.body), steps)
    }

    /// Term, session, a sector and the members, before anybody proposes.
    private static func registers(_ members: [String]) -> DemoThread {
        let lines = members.enumerated().map { number, signIn in
            DemoStep(
                58,
                .register(
                    "member-\(number)", .members,
                    [
                        "person": .person(signIn), "level": "own", "sector": .entry("sector-\(number % 3)"),
                        "committee": .entry("committee"), "area": "990101001000", "party": "none", "ranked": "yes",
                    ]))
        }
        let sectors = ["教育界", "经济界", "农业和农村界"].enumerated().map { number, name in
            DemoStep(59, .register("sector-\(number)", .organs, ["kind": "sector", "name": .text(name)]))
        }
        let committee = DemoStep(
            59, .register("committee", .organs, ["kind": "special_committee", "name": "提案委员会"]), hour: 10)
        return DemoThread(
            "session-registers", room: 0, DemoMatter(said: "名册", place: nil, title: "名册", body: "提案要用的届次和委员。"),
            [
                DemoStep(60, .register("term", .terms, ["name": "第十一届", "startsOn": .day(60)])),
                DemoStep(
                    60,
                    .register(
                        "plenary", .plenaries,
                        ["term": .entry("term"), "name": "第五次会议", "opensOn": .day(40), "closesOn": .day(36)]),
                    hour: 10),
            ] + sectors + [committee] + lines + [
                DemoStep(
                    57,
                    .register(
                        "head", .posts,
                        ["person": .person(members[0]), "organ": .entry("committee"), "post": "head"]))
            ])
    }
}
