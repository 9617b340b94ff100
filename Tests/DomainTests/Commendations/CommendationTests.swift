// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// The rule book of a commendation: command | state | who | outcome.
private let commendationTable = """
    signers   = proposer, member who was invited, member who signed, another member
    desks     = leader, leader of an area, officer of its unit, officer of another unit, secretary
    others    = signers, desks, visitor, console, system, third party, other third party
    not asked = signers, proposal officer, desks, visitor, console, system, other third party

    mark              | collecting         | third party      | stays
    mark              | announced, dropped | third party      | ended
    mark              | any                | not asked        | not_yours
    invite_evaluator  | collecting         | proposal officer | stays
    invite_evaluator  | announced, dropped | proposal officer | ended
    invite_evaluator  | any                | others           | not_yours
    revoke_evaluator  | collecting         | proposal officer | stays
    revoke_evaluator  | announced, dropped | proposal officer | ended
    revoke_evaluator  | any                | others           | not_yours
    evaluate          | collecting         | proposal officer | stays
    evaluate          | announced, dropped | proposal officer | ended
    evaluate          | any                | others           | not_yours
    nominate_proposal | collecting         | proposal officer | stays
    nominate_proposal | announced, dropped | proposal officer | ended
    nominate_proposal | any                | others           | not_yours
    nominate_unit     | collecting         | proposal officer | stays
    nominate_unit     | announced, dropped | proposal officer | ended
    nominate_unit     | any                | others           | not_yours
    strike            | collecting         | proposal officer | stays
    strike            | announced, dropped | proposal officer | ended
    strike            | any                | others           | not_yours
    review            | collecting         | proposal officer | stays
    review            | announced, dropped | proposal officer | ended
    review            | any                | others           | not_yours
    announce          | collecting         | proposal officer | → announced
    announce          | announced, dropped | proposal officer | ended
    announce          | any                | others           | not_yours
    drop              | collecting         | proposal officer | → dropped
    drop              | announced, dropped | proposal officer | ended
    drop              | any                | others           | not_yours
    """

@Suite("Judging and honouring proposals and units")
struct CommendationTests {
    private static let id = Commendation.ID(2_401)
    private static let today = Village.day("2026-11-05")
    private static let office = Village.proposalOfficer
    private static let practice = CommendationPractice()
    private let table = RuleTable(
        commendationTable,
        columns: [
            .init(name: "command", values: Commendation.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: Commendation.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: Self.actors.map(\.name)),
        ])

    /// Everybody who may come to a proposal, the third party that is asked, and one that holds a link of another commendation.
    private static let actors: [(name: String, actor: Actor)] =
        ProposalActor.allCases.map { ($0.rawValue, $0.actor) } + [
            ("third party", .evaluator(1, in: id)), ("other third party", .evaluator(1, in: .init(2_402))),
        ]

    @Test("the rule book decides each cell once, and the code does what it says, the buttons too")
    func obeyed() throws {
        #expect(table.problems == [] && table.combinations.count == 10 * 3 * 15)
        for state in Commendation.State.Name.allCases {
            let record = try Self.commendation(state)
            #expect(record.state.name == state)
            for (who, actor) in Self.actors {
                var permitted: Set<Commendation.Command> = []
                for command in Commendation.Command.allCases {
                    let said = table.outcomes[[command.rawValue, state.rawValue, who]] ?? ""
                    if said == "stays" || said.hasPrefix("→") { permitted.insert(command) }
                    #expect(
                        try Self.outcome(of: command, on: record, by: actor) == said, "\(command) \(state) \(who)")
                }
                #expect(record.permittedCommands(for: actor) == permitted, "\(state) \(who)")
            }
        }
    }

    @Test("the office begins one for a session, and no second")
    func beginning() throws {
        let span = Commendation.Span(term: 15, session: 3)
        #expect(throws: CommendationRefusal.alreadyBegun) {
            try Commendation.beginning(span, isThere: true, as: Self.id, by: Self.office)
        }
        #expect(throws: CommendationRefusal.notYours) {
            try Commendation.beginning(span, isThere: false, as: Self.id, by: Village.proposer)
        }
        #expect(span.includes(Village.series) && !span.includes(.init(term: 15, session: 2)))
        #expect(Commendation.Span(term: 15, session: nil).includes(.init(term: 15, session: 2)))
    }

    @Test("what was filed in the session is nominated once, and its proposers do not review it")
    func nominating() throws {
        let record = try Self.begun()
        #expect(throws: CommendationRefusal.notOfSpan) {
            try record.nominating(try Village.proposal(.submitted), reason: "好", by: Self.office)
        }
        let filed = try Village.proposal(.filed)
        let other = try Commendation.beginning(
            .init(term: 15, session: 2), isThere: false, as: Self.id, by: Self.office
        ).after
        #expect(throws: CommendationRefusal.notOfSpan) { try other.nominating(filed, reason: "好", by: Self.office) }
        let nominated = try record.nominating(filed, reason: "好", by: Self.office).after
        #expect(throws: CommendationRefusal.alreadyNominated) {
            try nominated.nominating(filed, reason: "好", by: Self.office)
        }
        let subject = Commendation.Subject.proposal(filed.id, isCollective: false)
        let both = Actor.staff(
            Staff(id: Village.proposerID, name: "村民", appointments: [Appointment(.proposalOfficer, .tenant)]))
        #expect(throws: CommendationRefusal.ownProposal) {
            try nominated.reviewing(subject, .listed, words: "好", proposers: filed.proposers, by: both)
        }
        #expect(throws: CommendationRefusal.notNominated) {
            try record.reviewing(subject, .listed, words: "好", proposers: [], by: Self.office)
        }
    }

    @Test(
        "no more than the county's share is announced, and of it one in five is collective; the refusal says the numbers"
    )
    func shares() throws {
        func refusal(_ collective: Int, of count: Int, filed: Int) throws -> CommendationRefusal? {
            var record = try Self.begun()
            for number in 0..<count {
                let subject = Commendation.Subject.proposal(
                    .init(5_000 + Int64(number)), isCollective: number < collective)
                record = record.applying(.nominated(subject, reason: .kept("好")))
                    .applying(.reviewed(subject, .listed, words: .kept("好")))
            }
            return record.announcingHindrance(filed: filed, practice: Self.practice)
        }
        #expect(try refusal(1, of: 2, filed: 159) == nil && refusal(2, of: 6, filed: 600) == nil)
        #expect(
            try refusal(1, of: 3, filed: 159) == .tooMany(.init(count: 3, bound: 2, whole: 159, percent: 1)))
        #expect(
            try refusal(1, of: 6, filed: 600) == .tooFewCollective(.init(count: 1, bound: 2, whole: 6, percent: 20)))
        #expect(try refusal(0, of: 0, filed: 159) == .nothingListed)
    }

    @Test("a unit is honoured once a third party has judged it, each party once, within the points of a criterion")
    func units() throws {
        func evaluation(_ points: Int, by evaluator: String = "县统计学会") -> Commendation.Evaluation {
            .init(of: Village.unit, by: evaluator, [.init("reply", points, of: 25)], words: "答得实")
        }
        var record = try Self.begun().nominating(Village.unit, reason: "办得好", by: Self.office).after
        #expect(record.announcingHindrance(filed: 1, practice: Self.practice) == .notReviewed)
        record = try record.reviewing(.unit(Village.unit), .listed, words: "好", proposers: [], by: Self.office).after
        #expect(record.announcingHindrance(filed: 1, practice: Self.practice) == .notEvaluated)
        #expect(throws: CommendationRefusal.tooManyPoints) { try record.evaluating(evaluation(26), by: Self.office) }
        record = try record.evaluating(evaluation(20), by: Self.office).after
        #expect(throws: CommendationRefusal.alreadyEvaluated) { try record.evaluating(evaluation(25), by: Self.office) }
        record = try record.evaluating(evaluation(25, by: "提案者代表"), by: Self.office).after
        #expect(record.evaluations.map(\.sum) == [20, 25] && record.evaluations[0].most == 25)
        #expect(record.announcingHindrance(filed: 1, practice: Self.practice) == nil)
        let struck = try record.striking(.unit(Village.unit), reason: "推荐错了", by: Self.office).after
        #expect(
            struck.nominees == [] && struck.announcingHindrance(filed: 1, practice: Self.practice) == .nothingListed)
    }

    @Test("a third party judges its own units for itself, each once, by the county's criteria and until its day")
    func evaluators() throws {
        let units = [Village.unit, Village.otherUnit]
        var record = try Self.begun().inviting(
            "县统计学会", to: units, until: Self.today, by: Self.office, on: Self.today
        ).after
        let evaluator = try #require(record.evaluator(1))
        #expect(record.unjudged(by: evaluator) == units)
        let holder = Actor.evaluator(1, in: Self.id)
        #expect(throws: CommendationRefusal.otherCriteria) {
            try record.marking(
                Village.unit, [.init("reply", 1, of: 25)], words: "好", by: holder, on: Self.today,
                practice: Self.practice)
        }
        #expect(throws: CommendationRefusal.tooManyPoints) {
            try record.marking(
                Village.unit, Self.marks(99), words: "好", by: holder, on: Self.today, practice: Self.practice)
        }
        #expect(throws: CommendationRefusal.notItsUnit) {
            try record.marking(
                .init(599), Self.marks(1), words: "好", by: holder, on: Self.today, practice: Self.practice)
        }
        #expect(throws: CommendationRefusal.tooLate) {
            try record.marking(
                Village.unit, Self.marks(1), words: "好", by: holder, on: Self.today.advanced(by: 1),
                practice: Self.practice)
        }
        record = try record.marking(
            Village.unit, Self.marks(5), words: "好", by: holder, on: Self.today, practice: Self.practice
        ).after
        #expect(record.evaluations.map(\.isFromPaper) == [false] && record.evaluations[0].sum == 20)
        #expect(
            record.evaluations[0].evaluator.words == "县统计学会" && record.unjudged(by: evaluator) == [Village.otherUnit])
        #expect(throws: CommendationRefusal.alreadyEvaluated) {
            try record.marking(
                Village.unit, Self.marks(6), words: "好", by: holder, on: Self.today, practice: Self.practice)
        }
        // A sheet of the same party about the same unit is the same word twice; about another it is taken, and marked as paper.
        #expect(throws: CommendationRefusal.alreadyEvaluated) {
            try record.evaluating(.init(of: Village.unit, by: "县统计学会", [], words: "好"), by: Self.office)
        }
        record = try record.evaluating(
            .init(of: Village.otherUnit, by: "县统计学会", [], words: "好"), by: Self.office
        ).after
        #expect(record.evaluations.map(\.isFromPaper) == [false, true] && record.unjudged(by: evaluator) == [])
    }

    @Test(
        "asked within ninety days, about units, once by name; asked no more, it says nothing more, and its number is not given again"
    )
    func inviting() throws {
        func invited(
            _ name: String = "县统计学会", _ units: [HandlingUnit.ID] = [Village.unit], days: Int = 0,
            in record: Commendation
        ) -> Result<Commendation, CommendationRefusal> {
            Result { () throws(CommendationRefusal) in
                try record.inviting(
                    name, to: units, until: Self.today.advanced(by: days), by: Self.office, on: Self.today
                ).after
            }
        }
        let begun = try Self.begun()
        #expect(invited(days: -1, in: begun) == .failure(.untilOutside))
        #expect(invited(days: Commendation.evaluatorDaysMax + 1, in: begun) == .failure(.untilOutside))
        #expect(invited("学会", [], in: begun) == .failure(.unitsNotNamed))
        #expect(invited("学会", [Village.unit, Village.unit], in: begun) == .failure(.unitsNotNamed))
        let first = try invited(days: Commendation.evaluatorDaysMax, in: begun).get()
        #expect(invited(in: first) == .failure(.alreadyInvited))
        #expect(throws: CommendationRefusal.notInvited) { try first.revoking(2, reason: "换人", by: Self.office) }
        let revoked = try first.revoking(1, reason: "换人", by: Self.office).after
        #expect(revoked.refusal(of: .mark, by: .evaluator(1, in: Self.id)) == .notYours)
        let again = try invited(in: revoked).get()
        #expect(again.evaluators.map(\.number) == [2])
        #expect(again.refusal(of: .mark, by: .evaluator(1, in: Self.id)) == .notYours)
        #expect(again.refusal(of: .mark, by: .evaluator(2, in: Self.id)) == nil)
        var many = begun
        for number in 0..<Commendation.evaluatorsMax { many = try invited("第\(number)家", in: many).get() }
        #expect(invited("多一家", in: many) == .failure(.tooManyEvaluators))
    }

    @Test("the office makes links by hand, never who is of a unit that is judged, and the log says that it did")
    func links() throws {
        let asked = try Self.begun().inviting(
            "县统计学会", to: [Village.unit], until: Self.today, by: Self.office, on: Self.today
        ).after
        let made = try asked.makingLink(for: 1, by: Self.office, on: Self.today)
        #expect(made.event == .evaluatorLinkMade(1) && made.after.version == asked.version + 1)
        func refusal(_ number: Int = 1, by actor: Actor = Self.office, days: Int = 0, in record: Commendation)
            -> CommendationRefusal?
        {
            do throws(CommendationRefusal) {
                _ = try record.makingLink(for: number, by: actor, on: Self.today.advanced(by: days))
                return nil
            } catch {
                return error
            }
        }
        let both = Actor.staff(
            Staff(
                id: Person.ID(24), name: "村民",
                appointments: [Appointment(.proposalOfficer, .tenant), Appointment(.unitOfficer, .unit(Village.unit))]))
        #expect(refusal(by: both, in: asked) == .ownWork)
        let other = try asked.inviting(
            "县审计学会", to: [Village.otherUnit], until: Self.today, by: Self.office, on: Self.today
        ).after
        #expect(refusal(2, by: both, in: other) == nil)
        #expect(refusal(3, in: other) == .notInvited && refusal(days: 1, in: asked) == .tooLate)
        #expect(refusal(by: .visitor, in: asked) == .notYours)
        let judged = try asked.evaluating(
            .init(of: Village.unit, by: "县统计学会", [], words: "好"), by: Self.office
        ).after
        #expect(refusal(in: judged) == .alreadyEvaluated)
        let dropped = try asked.dropping(reason: "今年不评", by: Self.office).after
        #expect(refusal(in: dropped) == .ended)
    }

    @Test("the log tells it as it is, and holds no word of what people wrote")
    func replayed() throws {
        let subject = Commendation.Subject.proposal(.init(5_000), isCollective: true)
        let secret = FreeText.kept("机密")
        let events: [CommendationEvent] = [
            .begun(.init(term: 15, session: nil)),
            .evaluated(.init(of: Village.unit, by: "机密", [.init("reply", 1, of: 25)], words: "机密")),
            .evaluatorInvited(.init(1, name: secret, units: [Village.unit], until: Self.today)),
            .evaluatorRevoked(1, reason: secret), .evaluatorLinkMade(1),
            .nominated(subject, reason: secret), .nominated(.unit(Village.unit), reason: secret),
            .struck(.unit(Village.unit), reason: secret), .reviewed(subject, .listed, words: secret),
            .announced(on: Self.today, decidedBy: secret), .dropped(reason: secret),
        ]
        for event in events {
            let keeper = KeptTexts()
            let stored = try keeper.encode(event)
            #expect(!stored.contains("机密"), "\(event.kind)")
            #expect(try keeper.decode(stored) == event, "\(event.kind)")
        }
        let told = try #require(Commendation.replaying(Array(events.dropLast()), as: Self.id))
        #expect(told.state.name == .announced && told.listedProposals.map(\.id) == [.init(5_000)] && told.version == 10)
        #expect(Commendation.replaying(Array(events.dropFirst()), as: Self.id) == nil)
        #expect(Set(events.map(\.kind)).count == 10 && CommendationEvent.subject == "commendation")
    }

    /// So many points by each criterion of the county.
    private static func marks(_ points: Int) -> [Commendation.Mark] {
        practice.criteria.map { .init($0.code, points, of: $0.points) }
    }

    private static func begun() throws -> Commendation {
        try Commendation.beginning(.init(term: 15, session: 3), isThere: false, as: id, by: office).after
    }

    /// One in which a third party is asked, and a collective proposal stands on the list.
    private static func commendation(_ state: Commendation.State.Name) throws -> Commendation {
        let filed = try Village.proposal(.filed, by: .committee)
        let subject = Commendation.Subject.proposal(filed.id, isCollective: true)
        let listed = try begun().nominating(filed, reason: "好", by: office).after
            .reviewing(subject, .listed, words: "好", proposers: filed.proposers, by: office).after
            .inviting("县统计学会", to: [Village.unit], until: today, by: office, on: today).after
        return switch state {
        case .collecting: listed
        case .announced:
            try listed.announcing(decidedBy: "主席会议", filed: 1, by: office, on: today, practice: practice).after
        case .dropped: try listed.dropping(reason: "今年不评", by: office).after
        }
    }

    private static func outcome(
        of command: Commendation.Command, on record: Commendation, by actor: Actor
    ) throws -> String {
        let other = try Village.leadProposal()
        let subject = Commendation.Subject.proposal(Village.proposalID, isCollective: true)
        do throws(CommendationRefusal) {
            let after =
                switch command {
                case .evaluate:
                    try record.evaluating(.init(of: Village.unit, by: "学会", [], words: "好"), by: actor).after
                case .inviteEvaluator:
                    try record.inviting("提案者代表", to: [Village.unit], until: today, by: actor, on: today).after
                case .revokeEvaluator: try record.revoking(1, reason: "换人", by: actor).after
                case .mark:
                    try record.marking(
                        Village.unit, marks(5), words: "好", by: actor, on: today, practice: practice
                    ).after
                case .nominateProposal: try record.nominating(other, reason: "好", by: actor).after
                case .nominateUnit: try record.nominating(Village.unit, reason: "好", by: actor).after
                case .strike: try record.striking(subject, reason: "错了", by: actor).after
                case .review:
                    try record.reviewing(subject, .notListed, words: "一般", proposers: [], by: actor).after
                case .announce:
                    try record.announcing(
                        decidedBy: "主席会议", filed: 1, by: actor, on: today, practice: practice
                    ).after
                case .drop: try record.dropping(reason: "今年不评", by: actor).after
                }
            return after.state.name == record.state.name ? "stays" : "→ \(after.state.name.rawValue)"
        } catch {
            return error.code
        }
    }
}
