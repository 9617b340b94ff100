// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// Who could be invited to a session: never chosen by itself.
struct SessionSuggestions: Sendable {
    let counterparts: [SessionSuggestionStore.Counterpart]
    /// Special committees that keep in touch with what the session is about; those that convene it are there already.
    let committees: [CounterpartStore.Committee]
    /// Experts, each with the words of the topics that are the own field.
    let experts: [(expert: SessionSuggestionStore.Expert, words: [String])]

    private static let expertsMax = 10

    /// Reads what the registers know of a session's bodies and of what its topics speak of.
    init(
        for session: ConsultationSession, _ topics: [Topic], tenant: Tenant.ID, on today: Day,
        in transaction: Transaction
    ) throws {
        let store = SessionSuggestionStore(tenant: tenant)
        let bodies = session.plan.bodies ?? []
        counterparts = try store.counterparts(of: bodies, in: transaction)
        committees = try CounterpartStore(tenant: tenant).committees(of: .init(of: session), on: today, in: transaction)
            .filter { !bodies.contains($0.id) }
        let texts = topics.flatMap { [$0.text.words, $0.publicText?.title.words, $0.publicText?.body.words] }
        let said = ([session.plan.title.words] + texts).compactMap(\.self).joined(separator: "\n")
        let listed = session.participants.compactMap(\.name.words)
        experts = try store.experts(on: today, in: transaction).compactMap { expert in
            let words = expert.fields.filter { said.contains($0) }
            return words.isEmpty || listed.contains(expert.name) ? nil : (expert, words)
        }.sorted { $0.words.count > $1.words.count }.prefix(Self.expertsMax).map(\.self)
    }

    var html: HTML { "\(units)\(Self.html(committees, title: "对口的专委会，可以请"))\(people)" }

    /// Special committees with those who keep them, under this title.
    static func html(_ committees: [CounterpartStore.Committee], title: String) -> HTML {
        guard !committees.isEmpty else { return HTML() }
        let rows = committees.map { committee in
            let people = committee.people.map(\.name).joined(separator: "、")
            return LinkList.Row(
                relation: "对口\(committee.partners.joined(separator: "、"))",
                content: """
                    <p>\(committee.name)</p><p class="small mute">\(people.isEmpty ? "名册里没有记负责人" : people)</p>
                    """)
        }
        return PageSection(id: "committees", title: title, content: LinkList(rows: rows).html).html
    }

    private var units: HTML {
        guard !counterparts.isEmpty else { return HTML() }
        let rows = counterparts.map { LinkList.Row(relation: $0.organ, content: "<p>\($0.name)</p>") }
        return PageSection(id: "counterparts", title: "对口联系的，可以请", content: LinkList(rows: rows).html).html
    }

    private var people: HTML {
        guard !experts.isEmpty else { return HTML() }
        let rows = experts.map { expert, words in
            LinkList.Row(
                relation: words.joined(separator: "、"),
                content: """
                    <p>\(TextLink(text: expert.name, address: "\(ExpertRoutes.address)/\(expert.person)").html)</p><p class="small mute">\(expert.pool)\
                    \(present: expert.position, { " · \($0)" })</p>
                    """)
        }
        return PageSection(id: "experts", title: "懂这件事的专家", content: LinkList(rows: rows).html).html
    }

    var json: JSON {
        [
            "counterparts": .array(
                counterparts.map {
                    ["organ": .string($0.organ), "kind": .string($0.kind.rawValue), "name": .string($0.name)]
                }),
            "committees": .array(
                committees.map { committee in
                    [
                        "name": .string(committee.name), "partners": .array(committee.partners.map(JSON.string)),
                        "people": .array(committee.people.map { .string($0.name) }),
                    ]
                }),
            "experts": .array(
                experts.map { expert, words in
                    [
                        "person": .string(expert.person.text), "name": .string(expert.name),
                        "pool": .string(expert.pool),
                        "position": .optional(expert.position), "words": .array(words.map(JSON.string)),
                    ]
                }),
        ]
    }

    /// What a program is told.
    static let operation = Operation(
        id: "suggestParticipants",
        summary:
            "Tells whom the registers suggest for a session: counterparts of its bodies, committees of what it is about, experts.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "The suggestions; nobody is invited by it.",
            schema: .object([
                ("counterparts", .array(.object([("organ", .text), ("kind", .text), ("name", .text)]))),
                (
                    "committees",
                    .array(.object([("name", .text), ("partners", .array(.text)), ("people", .array(.text))]))
                ),
                (
                    "experts",
                    .array(
                        .object([
                            ("person", .id), ("name", .text), ("pool", .text), ("position", .nullable(.text)),
                            ("words", .array(.text)),
                        ]))
                ),
            ])))
}
