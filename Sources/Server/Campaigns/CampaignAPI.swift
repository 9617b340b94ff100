// SPDX-License-Identifier: Apache-2.0

import Domain

/// Campaigns as programs see them.
enum CampaignAPI {
    private static let count = Schema.integer(minimum: 0)
    private static let columns: [(String, Schema)] = [
        ("id", .id), ("name", .text), ("kind", .string(values: DirectoryWording.campaignKinds.map(\.code))),
        ("theme", .nullable(.text)), ("startsOn", .day), ("endsOn", .day),
        ("slot", .nullable(.string(values: DirectoryWording.slotKinds.map(\.code)))),
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
                    (
                        "issues",
                        .array(
                            .object([
                                ("topic", .id), ("title", .nullable(.text)),
                                ("state", .nullable(.string(values: Topic.State.Name.allCases.map(\.rawValue)))),
                                ("items", count), ("claimed", count), ("confirmed", count),
                            ]))
                    ),
                    (
                        "walks",
                        .array(
                            .object([
                                ("id", .id), ("title", .nullable(.text)),
                                ("state", .string(values: SentimentIssue.State.Name.allCases.map(\.rawValue))),
                                ("roomName", .text),
                            ]))
                    ),
                ])))

    private static func values(_ campaign: CampaignStore.Campaign) -> [(String, JSON)] {
        [
            ("id", .string(campaign.id.text)), ("name", .string(campaign.name)), ("kind", .string(campaign.kind)),
            ("theme", .optional(campaign.theme)), ("startsOn", .string(campaign.startsOn.description)),
            ("endsOn", .string(campaign.endsOn.description)), ("slot", .optional(campaign.slot)),
        ]
    }

    static func json(_ campaign: CampaignStore.Campaign) -> JSON { .object(values(campaign)) }

    static func json(
        _ campaign: CampaignStore.Campaign, _ figures: CampaignStore.Figures, _ sessions: [SessionListStore.Listed],
        _ issues: [CampaignStore.Issue], _ walks: [CampaignStore.Walk],
        _ topics: [Topic.ID: (topic: TopicDeskStore.Named, isOpen: Bool)]
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
                (
                    "issues",
                    .array(
                        issues.map { issue in
                            [
                                "topic": .string(issue.topic.text),
                                "title": .optional(topics[issue.topic].map { CampaignWording.title($0) }),
                                "state": .optional(issue.state?.rawValue), "items": .integer(Int64(issue.items)),
                                "claimed": .integer(Int64(issue.claimed)),
                                "confirmed": .integer(Int64(issue.confirmed)),
                            ]
                        })
                ),
                (
                    "walks",
                    .array(
                        walks.map { walk in
                            [
                                "id": .string(walk.id.text), "title": .optional(walk.title),
                                "state": .string(walk.state.rawValue), "roomName": .string(walk.roomName),
                            ]
                        })
                ),
            ])
    }
}
