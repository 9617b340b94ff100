// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// The rule book of a suggestion list that was sent to one of two: command | state | who | outcome.
private let suggestionListTable = """
    desk    = secretary of the room, secretary of the area, convener of the room
    rooms   = secretary of another room, convener of another room
    offices = rooms, leader, officer of its unit, officer of another unit, privacy officer
    members = member who researches it, member who takes part, another member
    codes   = holder of its code, holder of another code, holder of its link, holder of another link
    others  = offices, members, codes, visitor, console, system

    route        | issued   | desk   | → routed
    route        | routed   | desk   | stays
    route        | received | desk   | → routed
    route        | any      | others | not_yours

    note_receipt | issued   | desk   | not_routed
    note_receipt | routed   | desk   | → received
    note_receipt | received | desk   | already_received
    note_receipt | any      | others | not_yours
    """

@Suite("A numbered suggestion list")
struct SuggestionListTests {
    private static let day = Village.day("2026-03-24")
    private static let secretary = ActorKind.roomSecretary.actor
    private let table = RuleTable(
        suggestionListTable,
        columns: [
            .init(name: "command", values: SuggestionList.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: SuggestionList.State.allCases.map(\.rawValue)),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once, and the code does what it says, the buttons too")
    func obeyed() throws {
        #expect(table.problems == [] && table.combinations.count == 2 * 3 * 19)
        for state in SuggestionList.State.allCases {
            let list = try Self.list(state)
            #expect(list.state == state)
            for who in ActorKind.allCases {
                var permitted: Set<SuggestionList.Command> = []
                for command in SuggestionList.Command.allCases {
                    let said = table.outcomes[[command.rawValue, state.rawValue, who.rawValue]] ?? ""
                    if said == "stays" || said.hasPrefix("→") { permitted.insert(command) }
                    #expect(Self.outcome(of: command, on: list, by: who.actor) == said, "\(command) \(state) \(who)")
                }
                #expect(list.permittedCommands(for: who.actor) == permitted, "\(state) \(who)")
            }
        }
    }

    @Test("its number stands as on a document, and its items are those of the session")
    func number() throws {
        let list = try Self.list(.issued)
        #expect(list.issue.number.text == "安政协议〔2026〕3号")
        #expect(list.issue.name == "建议清单")
        let form = try #require(ConsultationForm.catalogue.first { $0.code == ConsultationForm.fourPlusXCode })
        #expect(form.document(hasItems: true) == "建议案" && form.document(hasItems: false) == "建议案")
        let symposium = try #require(
            ConsultationForm.catalogue.first { $0.code == ConsultationForm.monthlySymposiumCode })
        #expect(symposium.document(hasItems: true) == "建议清单")
        #expect(symposium.document(hasItems: false) == "协商情况报告")
        #expect(try list.issue.items == Village.session(.outcomeIssued).items)
    }

    @Test("it is sent to each once, acknowledged once, on days that follow each other")
    func days() throws {
        let issued = try Self.list(.issued)
        for day in [Self.day.advanced(by: -1), Self.day.advanced(by: 3)] {
            #expect(throws: SuggestionListRefusal.dayNotPossible) {
                try issued.routing(to: .government, on: day, by: Self.secretary, today: Self.day.advanced(by: 2))
            }
        }
        let routed = try Self.list(.routed)
        #expect(throws: SuggestionListRefusal.alreadyRouted) {
            try routed.routing(to: .partyCommittee, on: Self.day, by: Self.secretary, today: Self.day)
        }
        #expect(throws: SuggestionListRefusal.notRouted) {
            try routed.noting(.init(.government, on: Self.day, words: "收到"), by: Self.secretary, today: Self.day)
        }
        #expect(throws: SuggestionListRefusal.dayNotPossible) {
            try routed.noting(
                .init(.partyCommittee, on: Self.day.advanced(by: -1), words: "收到"), by: Self.secretary, today: Self.day)
        }
        #expect(try Self.list(.received).routings.first?.receipt?.words == .kept("县委办签收"))
    }

    @Test("the log tells the list, and its written form is stable and without words")
    func storedForm() throws {
        let issue = try Self.list(.issued).issue
        let samples: [(SuggestionListEvent, String, String)] = [
            (
                .routed(.init(.government, on: Self.day)), "routed",
                #"{"routed":{"_0":{"addressee":"government","day":"2026-03-24"}}}"#
            ),
            (
                .received(.init(.government, on: Self.day, words: "机密")), "received",
                #"{"received":{"_0":{"addressee":"government","day":"2026-03-24","words":"text-0"}}}"#
            ),
            (
                .received(.init(.government, on: Self.day, words: "机密", instruction: "机密")), "received",
                #"{"received":{"_0":{"addressee":"government","day":"2026-03-24","instruction":"text-1","words":"text-0"}}}"#
            ),
        ]
        for (event, kind, json) in samples {
            let keeper = KeptTexts()
            let written = try keeper.encode(event)
            #expect(try event.kind == kind && written == json && keeper.decode(written) == event)
        }
        let log = [SuggestionListEvent.issued(issue)] + samples.map(\.0)
        let list = try #require(SuggestionList.replaying(log, as: .init(1_401)))
        #expect(list.version == 4 && list.state == .received)
        #expect(SuggestionList.replaying(Array(log.dropFirst()), as: .init(1_401)) == nil)
        #expect(SuggestionListEvent.subject == "suggestion_list" && SuggestionListEvent.issued(issue).kind == "issued")
        #expect(
            SuggestionListRefusal.allCases.map(\.code) == [
                "not_yours", "already_routed", "not_routed", "already_received", "day_not_possible",
            ])
    }

    private static func list(_ state: SuggestionList.State) throws -> SuggestionList {
        switch state {
        case .issued:
            return try SuggestionList.issuing(
                Village.session(.outcomeIssued), numbered: .init(prefix: "安政协议", year: 2026, serial: 3),
                as: .init(1_401), on: day
            ).after
        case .routed: return try list(.issued).routing(to: .partyCommittee, on: day, by: secretary, today: day).after
        case .received:
            return try list(.routed).noting(
                .init(.partyCommittee, on: day, words: "县委办签收"), by: secretary, today: day
            ).after
        }
    }

    private static func outcome(
        of command: SuggestionList.Command, on list: SuggestionList, by actor: Actor
    ) -> String {
        do throws(SuggestionListRefusal) {
            let addressee: SuggestionList.Addressee = list.routings.isEmpty ? .partyCommittee : .government
            let transition =
                switch command {
                case .route: try list.routing(to: addressee, on: day, by: actor, today: day)
                case .noteReceipt:
                    try list.noting(.init(.partyCommittee, on: day, words: "收到"), by: actor, today: day)
                }
            return transition.after.state == list.state ? "stays" : "→ \(transition.after.state.rawValue)"
        } catch { return error.code }
    }
}
