// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// The rule book of a commendation: command | state | who | outcome.
private let commendationTable = """
    signers   = proposer, member who was invited, member who signed, another member
    desks     = leader, leader of an area, officer of its unit, officer of another unit, secretary
    others    = signers, desks, visitor, console, system

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
            .init(name: "who", values: ProposalActor.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once, and the code does what it says, the buttons too")
    func obeyed() throws {
        #expect(table.problems == [] && table.combinations.count == 7 * 3 * 13)
        for state in Commendation.State.Name.allCases {
            let record = try Self.commendation(state)
            #expect(record.state.name == state)
            for who in ProposalActor.allCases {
                var permitted: Set<Commendation.Command> = []
                for command in Commendation.Command.allCases {
                    let said = table.outcomes[[command.rawValue, state.rawValue, who.rawValue]] ?? ""
                    if said == "stays" || said.hasPrefix("→") { permitted.insert(command) }
                    #expect(
                        try Self.outcome(of: command, on: record, by: who.actor) == said, "\(command) \(state) \(who)")
                }
                #expect(record.permittedCommands(for: who.actor) == permitted, "\(state) \(who)")
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

    @Test("the log tells it as it is, and holds no word of what people wrote")
    func replayed() throws {
        let subject = Commendation.Subject.proposal(.init(5_000), isCollective: true)
        let secret = FreeText.kept("机密")
        let events: [CommendationEvent] = [
            .begun(.init(term: 15, session: nil)),
            .evaluated(.init(of: Village.unit, by: "机密", [.init("reply", 1, of: 25)], words: "机密")),
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
        #expect(told.state.name == .announced && told.listedProposals.map(\.id) == [.init(5_000)] && told.version == 7)
        #expect(Commendation.replaying(Array(events.dropFirst()), as: Self.id) == nil)
        #expect(Set(events.map(\.kind)).count == 7 && CommendationEvent.subject == "commendation")
    }

    private static func begun() throws -> Commendation {
        try Commendation.beginning(.init(term: 15, session: 3), isThere: false, as: id, by: office).after
    }

    /// One in which a collective proposal stands on the list.
    private static func commendation(_ state: Commendation.State.Name) throws -> Commendation {
        let filed = try Village.proposal(.filed, by: .committee)
        let subject = Commendation.Subject.proposal(filed.id, isCollective: true)
        let listed = try begun().nominating(filed, reason: "好", by: office).after
            .reviewing(subject, .listed, words: "好", proposers: filed.proposers, by: office).after
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
