// SPDX-License-Identifier: Apache-2.0

/// Documents as the API gives them.
enum DocumentAPI {
    private static let format = Operation.Parameter(
        name: "format", place: .query, schema: .string(values: DocumentFile.Format.allCases.map(\.rawValue)),
        meaning: "Word if not said; PDF is answered with 503 where nothing is installed that makes it.")
    private static let days: [Operation.Parameter] = [
        .init(name: "from", place: .query, schema: .day, meaning: "The first day; the first of the year if not said."),
        .init(name: "to", place: .query, schema: .day, meaning: "The last day; today if not said."),
    ]
    private static let success = Operation.Success(
        status: 200, meaning: "The document.", schema: nil, fileTypes: DocumentFile.Format.allCases.map(\.mediaType))

    static func session(_ document: SessionDocument) -> Operation {
        let (id, what) =
            switch document {
            case .notice: ("writeSessionNotice", "the notice of a session that was announced")
            case .signInSheet: ("writeSignInSheet", "the sign-in sheet of a session that was announced")
            case .minutes: ("writeSessionMinutes", "the minutes of a session")
            case .suggestionList: ("writeSuggestionList", "the list of what a session suggests")
            }
        return Operation(
            id: id, summary: "Writes \(what) in the official layout; 409 before there is anything to say.",
            parameters: [.record, format], success: success)
    }

    static let reply = Operation(
        id: "writeItemReply", summary: "Writes the unit's reply to an item as a letter; 409 before it has reported.",
        parameters: [.record, format], success: success)

    static let assessment = Operation(
        id: "writeAssessment",
        summary: "Writes the handling assessment of a year as it was issued, with a signature as its last bytes.",
        parameters: [.record, format], success: success)

    static let summary = Operation(
        id: "writeWorkSummary",
        summary: "Writes the summary of a month or half-year from the board; only what the reader may see is counted.",
        parameters: [
            .init(
                name: "period", place: .query, schema: .string(pattern: "^[0-9]{4}-(0[1-9]|1[0-2]|H[12])$"),
                meaning: "`2026-03` or `2026-H1`; the last month if not said."), format,
        ], success: success)

    static let briefing = Operation(
        id: "writeLeaderBriefing", summary: "Writes the board of some days on one page.",
        parameters: days + [format], success: success)
}
