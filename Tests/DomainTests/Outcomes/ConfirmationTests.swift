// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A confirmation")
struct ConfirmationTests {
    /// The testing library has a type of the same name.
    private typealias Confirmation = Domain.Confirmation

    private static let voices: [String: Confirmation.Voice] = [
        "submitter": .submitter(Village.topicID), "supporter": .supporter(Support.ID(601)),
        "participant": .participant(Participant.ID(84)),
    ]
    private let table = RuleTable(
        confirmationTable,
        columns: [
            .init(name: "voice", values: ["submitter", "supporter", "participant"]),
            .init(name: "item", values: SuggestionItem.State.Name.allCases.map(\.rawValue) + ["verified anew"]),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])
    private let answer = Confirmation.Answer(outcome: .partly, rating: .basically, remark: .kept("还有一盏不亮"))

    @Test("the rule book decides each cell once: every voice, stage of the item and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 3 * 12 * 19)
    }

    @Test("the code does what the rule book says")
    func obeyed() throws {
        for (name, voice) in Self.voices {
            let confirmation = Village.confirmation(voice)
            for stage in SuggestionItem.State.Name.allCases.map(\.rawValue) + ["verified anew"] {
                let item = try item(stage)
                for who in ActorKind.allCases {
                    let said = table.outcomes[[name, stage, who.rawValue]]
                    #expect(outcome(confirmation, item, who.actor) == said, "\(name) \(stage) \(who.rawValue)")
                }
            }
        }
    }

    @Test("whoever was asked has the button, and nobody else")
    func buttons() {
        for (name, voice) in Self.voices {
            let asked: ActorKind = name == "submitter" ? .codeHolder : .linkHolder
            for who in ActorKind.allCases {
                let permitted = Village.confirmation(voice).permittedCommands(for: who.actor)
                #expect(permitted == (who == asked ? [.answer] : []), "\(name) \(who.rawValue)")
            }
        }
    }

    @Test("nothing is said until somebody says it; a word can be changed until the item is closed")
    func changed() throws {
        let confirmation = Village.confirmation(.submitter(Village.topicID))
        #expect(confirmation.answer == nil && confirmation.version == 1)
        let item = try Village.item(.verified)
        let said = try confirmation.answering(answer, about: item, by: .codeHolder(Village.topicID)).after
        #expect(said.answer == answer && said.version == 2)
        let better = Confirmation.Answer(outcome: .solved, rating: .satisfied, remark: nil)
        let changed = try said.answering(better, about: item, by: .codeHolder(Village.topicID)).after
        #expect(changed.answer == better && changed.version == 3)
        #expect(throws: ConfirmationRefusal.notAsking) {
            try changed.answering(answer, about: Village.item(.closed), by: .codeHolder(Village.topicID))
        }
    }

    @Test("a link is made by hand by the room, never by who is of the unit, and the word that comes by it says so")
    func links() throws {
        let item = try Village.item(.verified)
        let asked = Village.confirmation(.participant(Participant.ID(84)))
        let made = try asked.makingLink(about: item, by: Village.secretary)
        #expect(made.event == .linkMade && made.after.slips == 1 && made.after.version == 2)
        #expect(throws: ConfirmationRefusal.ownWork) { try asked.makingLink(about: item, by: Village.secretaryOfUnit) }
        let makers: [ActorKind] = [.roomSecretary, .areaSecretary]
        for who in ActorKind.allCases where !makers.contains(who) {
            #expect(throws: ConfirmationRefusal.notYours, "\(who)") { try asked.makingLink(about: item, by: who.actor) }
        }
        let closed = try Village.item(.closed)
        let answered = try made.after.answering(
            answer.flagged(nil, isBySlip: true), about: item, by: .linkHolder(Village.confirmationID)
        ).after
        #expect(answered.answer?.isBySlip == true && !answer.isBySlip)
        for (confirmation, item) in [
            (asked, closed), (answered, item), (Village.confirmation(.submitter(Village.topicID)), item),
        ] {
            #expect(throws: ConfirmationRefusal.notAsking) {
                try confirmation.makingLink(about: item, by: Village.secretary)
            }
        }
    }

    @Test("a word on one item is none on another")
    func otherItem() throws {
        let other = Confirmation.asking(
            .init(item: SuggestionItem.ID(402), number: 1, voice: .submitter(Village.topicID)),
            as: Village.confirmationID
        ).after
        #expect(throws: ConfirmationRefusal.notAsking) {
            try other.answering(answer, about: Village.item(.verified), by: .codeHolder(Village.topicID))
        }
    }

    @Test("the submitter of a merged topic is asked by the own code (BR-07)")
    func merged() throws {
        let confirmation = Village.confirmation(.submitter(Topic.ID(2)))
        let item = try Village.item(.verified)
        #expect(try confirmation.answering(answer, about: item, by: .codeHolder(Topic.ID(2))).after.answer == answer)
        #expect(throws: ConfirmationRefusal.notYours) {
            try confirmation.answering(answer, about: item, by: .codeHolder(Village.topicID))
        }
    }

    @Test("after each of 2 000 random words the log tells the confirmation as it is")
    func walk() throws {
        var random = SeededRandom(seed: 4)
        let items = try SuggestionItem.State.Name.allCases.map(Village.item) + [item("verified anew")]
        var trails = Trails<Confirmation>()
        for number in 0..<60 {
            let inquiry = Confirmation.Inquiry(
                item: Village.itemID, number: number % 2 + 1, voice: Self.voices.values.any(&random))
            trails.begin("ask", at: Village.morning) { () throws(ConfirmationRefusal) in
                Confirmation.asking(inquiry, as: Village.confirmationID)
            }
        }
        for step in 0..<2_000 {
            let (index, item) = (trails.cases.indices.any(&random), items.suffix(6).any(&random))
            let actor = [ActorKind.codeHolder, .linkHolder, ActorKind.allCases.any(&random)].any(&random).actor
            let said = Confirmation.Answer(
                outcome: OutcomeClass.allCases.any(&random), rating: Confirmation.Rating.allCases.any(&random),
                remark: [nil, .kept("谢谢")].any(&random))
            let isPermitted = trails.cases[index].value.permittedCommands(for: actor).contains(.answer)
            if Int.random(in: 0..<4, using: &random) == 0 {
                let maker = [Village.secretary, Village.secretaryOfUnit].any(&random)
                trails.act(
                    "make a link", on: index, at: Village.morning, isPermitted: true,
                    byArguments: [.notAsking, .ownWork]
                ) { (confirmation) throws(ConfirmationRefusal) in
                    try confirmation.makingLink(about: item, by: maker)
                }
                continue
            }
            trails.act("say", on: index, at: Village.morning, isPermitted: isPermitted, byArguments: [.notAsking]) {
                (confirmation) throws(ConfirmationRefusal) in
                try confirmation.answering(said, about: item, by: actor)
            }
            let (confirmation, log) = trails.cases[index]
            try #require(
                Confirmation.replaying(log.map(\.event), as: Village.confirmationID) == confirmation, "\(step)")
            try #require(
                confirmation.version == log.count
                    && (confirmation.answer != nil) == log.contains { $0.event.kind == "answered" })
            try #require(trails.disagreement == nil, "step \(step): \(trails.lastAct)")
        }
        #expect(trails.kindsSeen == ["asked", "answered", "link_made"])
        #expect(trails.refusalsSeen == Set(ConfirmationRefusal.allCases))
    }

    @Test("a log that does not begin with a question tells of no confirmation")
    func noBeginning() {
        #expect(Confirmation.replaying([], as: Village.confirmationID) == nil)
        #expect(Confirmation.replaying([.answered(answer)], as: Village.confirmationID) == nil)
    }

    @Test("ratings and refusals have stable names: the database and the API know them")
    func stableNames() {
        #expect(Confirmation.Rating.allCases.map(\.rawValue) == ["satisfied", "basically", "dissatisfied"])
        #expect(ConfirmationRefusal.allCases.map(\.code) == ["not_yours", "not_asking", "own_work"])
    }

    @Test("the written form is stable, holds no word of what people wrote, and is read as it was written")
    func storedForm() throws {
        let item = #""item":"00000000000CH","number":2"#
        let samples: [(ConfirmationEvent, String)] = [
            (
                .asked(.init(item: Village.itemID, number: 2, voice: .submitter(Topic.ID(1)))),
                #"{"asked":{"_0":{\#(item),"voice":{"submitter":{"_0":"0000000000001"}}}}}"#
            ),
            (
                .asked(.init(item: Village.itemID, number: 2, voice: .supporter(Support.ID(2)))),
                #"{"asked":{"_0":{\#(item),"voice":{"supporter":{"_0":"0000000000002"}}}}}"#
            ),
            (
                .asked(.init(item: Village.itemID, number: 2, voice: .participant(Participant.ID(3)))),
                #"{"asked":{"_0":{\#(item),"voice":{"participant":{"_0":"0000000000003"}}}}}"#
            ),
            (
                .answered(answer),
                #"{"answered":{"_0":{"outcome":"partly","rating":"basically","remark":"text-0"}}}"#
            ),
            (
                .answered(.init(outcome: .solved, rating: .satisfied, remark: nil)),
                #"{"answered":{"_0":{"outcome":"solved","rating":"satisfied"}}}"#
            ),
            (
                .answered(.init(outcome: .solved, rating: .satisfied, remark: nil, isBySlip: true)),
                #"{"answered":{"_0":{"outcome":"solved","rating":"satisfied","slip":true}}}"#
            ),
            (.linkMade, #"{"linkMade":{}}"#),
        ]
        for (event, json) in samples {
            let keeper = KeptTexts()
            let written = try keeper.encode(event)
            #expect(written == json)
            #expect(try keeper.decode(written) == event)
        }
        #expect(samples.map(\.0.kind) == ["asked", "asked", "asked", "answered", "answered", "answered", "link_made"])
        #expect(ConfirmationEvent.subject == "confirmation" && ConfirmationEvent.version == 1)
    }

    private func item(_ stage: String) throws -> SuggestionItem {
        guard let state = SuggestionItem.State.Name(rawValue: stage) else {
            return try Village.item(.reopened).reporting(
                Village.report, by: Village.officer, at: Village.itemMorning, practice: Village.practice
            )
            .after.verifying(by: Village.secretary, at: Village.itemMorning, practice: Village.practice).after
        }
        return try Village.item(state)
    }

    private func outcome(_ confirmation: Confirmation, _ item: SuggestionItem, _ actor: Actor) -> String {
        do {
            return try confirmation.answering(answer, about: item, by: actor).event.kind
        } catch {
            return error.code
        }
    }
}
