// SPDX-License-Identifier: Apache-2.0

import Domain

/// Campaigns as programs see them.
enum CampaignAPI {
    private static let count = Schema.integer(minimum: 0)
    private static let columns: [(String, Schema)] = [
        ("id", .id), ("name", .text), ("kind", .string(values: DirectoryWording.campaignKinds.map(\.code))),
        ("theme", .nullable(.text)), ("startsOn", .day), ("endsOn", .day),
    ]

    static let list = Operation(
        id: "listCampaigns", summary: "Lists the campaigns that gather sessions, latest first.",
        success: .init(
            status: 200, meaning: "The campaigns.", schema: .object([("items", .array(.object(columns)))])))

    static let one = Operation(
        id: "readCampaign", summary: "Counts what the sessions of a campaign come to; only what the reader may see.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "The campaign with its figures and sessions.",
            schema: .object(
                columns + [
                    ("planned", count), ("held", count), ("consensus", count), ("topics", count), ("items", count),
                    ("claimed", count), ("confirmed", count),
                    (
                        "attendance",
                        .array(
                            .object([
                                ("category", .string(values: ParticipantCategory.allCases.map(\.rawValue))),
                                ("count", count),
                            ]))
                    ),
                    (
                        "sessions",
                        .array(
                            .object([
                                ("id", .id), ("title", .nullable(.text)),
                                ("state", .string(values: ConsultationSession.State.Name.allCases.map(\.rawValue))),
                                ("day", .day), ("time", .text), ("roomName", .text), ("dueOn", .nullable(.day)),
                            ]))
                    ),
                ])))

    private static func values(_ campaign: CampaignStore.Campaign) -> [(String, JSON)] {
        [
            ("id", .string(campaign.id.text)), ("name", .string(campaign.name)), ("kind", .string(campaign.kind)),
            ("theme", .optional(campaign.theme)), ("startsOn", .string(campaign.startsOn.description)),
            ("endsOn", .string(campaign.endsOn.description)),
        ]
    }

    static func json(_ campaign: CampaignStore.Campaign) -> JSON { .object(values(campaign)) }

    static func json(
        _ campaign: CampaignStore.Campaign, _ figures: CampaignStore.Figures, _ sessions: [SessionListStore.Listed]
    ) -> JSON {
        let numbers: [(String, Int)] = [
            ("planned", figures.planned), ("held", figures.held), ("consensus", figures.consensus),
            ("topics", figures.topics), ("items", figures.items), ("claimed", figures.claimed),
            ("confirmed", figures.confirmed),
        ]
        let attendance = ParticipantCategory.allCases.map { category -> JSON in
            ["category": .string(category.rawValue), "count": .integer(Int64(figures.present[category] ?? 0))]
        }
        return .object(
            values(campaign) + numbers.map { ($0.0, .integer(Int64($0.1))) } + [
                ("attendance", .array(attendance)), ("sessions", .array(sessions.map(SessionAPI.json))),
            ])
    }
}
