// SPDX-License-Identifier: Apache-2.0

import Domain

/// The proposals of a plenary session as one place reported them: 91 handed in, 86 filed, 81 after merging, all of them answered and
/// closed. Not everybody says what to think of the reply, and that is no satisfaction.
struct DemoProposals: Sendable {
    private(set) var threads: [DemoThread] = []
    /// Bundles of which each is handled once.
    static let bundles = 81
    /// Handled as part of another, with an own number.
    static let merged = 5
    /// Turned down, with a ground and where they went.
    static let turnedDown = 5

    private let matters: [YearMatter]
    private let members: [String]
    private var random: SplitMix

    /// `tenant`: who proposes, and who handles.
    init(in tenant: DemoTenant, seed: UInt64) throws {
        matters = try YearMatter.all()
        members = tenant.signIns.filter { $0.role == .member }.map(\.signInName)
        random = SplitMix(seed: seed)
        threads.append(Self.registers(members))
        for number in 0..<Self.bundles { add(bundle(number)) }
        for number in 0..<Self.merged { add(part(number)) }
        for number in 0..<Self.turnedDown { add(unfiled(number)) }
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
        let second = number.isMultiple(of: 3) ? members[(number + 1) % members.count] : nil
        var steps = written(kind, by: first)
        if let second {
            steps += [
                DemoStep(45, .proposal(.invite, ["people": .people([second])], by: first)),
                DemoStep(44, .proposal(.sign, [:], by: second)),
            ]
        }
        steps += [DemoStep(42, .proposal(.submit, [:], by: first)), filed(38)]
        let unit = kind.unit
        let outcome = ["A", "A", "A", "B", "A", "C"][number % 6]
        steps += [
            DemoStep(33, .proposal(.assign, ["lead": .unit(unit)], by: "tian")),
            DemoStep(32, .handle(unit: unit, .signFor, [:])),
            DemoStep(
                29,
                .handle(
                    unit: unit, .contact,
                    [
                        "means": number.isMultiple(of: 4) ? "phone" : "meeting", "day": .day(29),
                        "words": "和提案者商量了怎么办。", "leader": "no", "agreed": "yes",
                    ])),
            DemoStep(
                28,
                .handle(
                    unit: unit, .draft,
                    [
                        "outcome": .text(outcome), "text": .text(kind.report.replacing("{place}", with: "当地")),
                        "disclosure": "open",
                    ])),
            DemoStep(27, .handle(unit: unit, .check, [:])),
            DemoStep(
                26,
                .handle(unit: unit, .send, ["signer": "局长", "principal": "yes", "day": .day(26)]), hour: 14),
        ]
        for (place, signIn) in [first, second].compactMap(\.self).enumerated() {
            // One in ten says nothing, and the days for it pass.
            guard (number + place) % 10 != 9 else { continue }
            let rating: Confirmation.Rating = Int.random(in: 0..<5, using: &random) == 0 ? .basically : .satisfied
            steps.append(DemoStep(20, .opine(by: signIn, rating, nil)))
        }
        steps.append(DemoStep(2, .proposal(.close, [:], by: "tian")))
        return thread(Self.key(number), title, kind, steps)
    }

    /// Says the same as one of the others, and is handled as part of it.
    private func part(_ number: Int) -> DemoThread {
        let (kind, title) = matter(number)
        let member = members[(number + 5) % members.count]
        let steps =
            written(kind, by: member) + [
                DemoStep(42, .proposal(.submit, [:], by: member), hour: 14), filed(37),
                DemoStep(
                    35,
                    .proposal(
                        .merge, ["proposal": .proposal(Self.key(number)), "consent": "问过两位提案者，都同意。"], by: "tian")),
                DemoStep(21, .opine(by: member, .satisfied, nil)),
            ]
        return thread("session-part-\(number)", title.replacing("关于解决", with: "关于尽快解决"), kind, steps)
    }

    private func unfiled(_ number: Int) -> DemoThread {
        let (kind, title) = matter(Self.bundles + number)
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

    private func written(_ kind: YearMatter, by signIn: String) -> [DemoStep] {
        [
            DemoStep(
                46,
                .propose(
                    by: signIn,
                    [
                        "situation": .text(kind.said.first?.replacing("{place}", with: "当地") ?? ""),
                        "analysis": .text(kind.findings.replacing("{place}", with: "当地")),
                        "advice": .text(kind.advice.replacing("{place}", with: "当地")), "oneMatter": "yes",
                        "disclosure": "open",
                    ], from: nil))
        ]
    }

    private func filed(_ day: Int) -> DemoStep {
        DemoStep(
            day,
            .proposal(
                .file,
                [
                    "oneMatter": "yes", "threeParts": "yes", "ownCompetence": "yes", "noSecrets": "yes",
                    "noPersons": "yes", "signed": "yes",
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
            ] + sectors + [committee] + lines)
    }
}
