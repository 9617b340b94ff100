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
    /// What can be put at the head of a document that has one.
    private static let marks = DocumentMarks.fields.map { field in
        Operation.Parameter(
            name: field.name, place: .query, schema: field.schema,
            meaning: "\(field.label), at the head of a document that has one.")
    }
    private static let success = Operation.Success(
        status: 200, meaning: "The document.", schema: nil, fileTypes: DocumentFile.Format.allCases.map(\.mediaType))

    static func session(_ document: SessionDocument) -> Operation {
        let (id, what) =
            switch document {
            case .notice: ("writeSessionNotice", "the notice of a session that was announced")
            case .signInSheet: ("writeSignInSheet", "the sign-in sheet of a session that was announced")
            case .minutes: ("writeSessionMinutes", "the minutes of a session")
            case .suggestionList: ("writeSuggestionList", "the list of what a session suggests")
            case .outcome: ("writeSessionOutcome", "the outcome of a session as the document that its form ends with")
            }
        return Operation(
            id: id, summary: "Writes \(what) in the official layout; 409 before there is anything to say.",
            parameters: [.record, format] + marks, success: success)
    }

    static let reply = Operation(
        id: "writeItemReply", summary: "Writes the unit's reply to an item as a letter; 409 before it has reported.",
        parameters: [.record, format] + marks, success: success)

    static func proposal(_ document: ProposalDocument) -> Operation {
        let (id, what) =
            switch document {
            case .form: ("writeProposalForm", "a proposal as the form on which it is handed in")
            case .filingNotice: ("writeFilingNotice", "the notice that a proposal was filed")
            case .reply: ("writeProposalReply", "what a unit replied to a proposal, as its letter")
            case .opinionForm: ("writeOpinionForm", "the form on which proposers say what they think of the reply")
            }
        let named: [Operation.Parameter] = [
            .init(name: "assignment", place: .query, schema: .id, meaning: "Of which unit; of the first if not said."),
            .init(
                name: "round", place: .query, schema: .string(pattern: "^([12]|draft)$"),
                meaning: "The first or second reply, or the draft; the last one if not said. Goes with `assignment`."),
        ]
        return Operation(
            id: id, summary: "Writes \(what); 409 before there is anything to say.",
            parameters: [.record] + (document == .reply ? named : []) + [format] + marks, success: success)
    }

    private static let session = Operation.Parameter(
        name: "session", place: .query, schema: .string(pattern: "^[0-9]{1,2}-[0-9]{1,2}$"),
        meaning: "Of which plenary session: 15-3; the latest if not said.")

    static let assignmentList = Operation(
        id: "writeAssignmentList", summary: "Writes which units were given which proposals of a session.",
        parameters: [session, format] + marks, success: success)

    static let compilation = Operation(
        id: "writeProposalCompilation",
        summary: "Writes the proposals of a session with their replies and contents, as a book.",
        parameters: [
            session,
            .init(
                name: "part", place: .query, schema: .string(values: ["open", "all"]),
                meaning: "What may be public, or all; the first if not said."), format,
        ] + marks, success: success)

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
        ] + marks, success: success)

    static let campaignReport = Operation(
        id: "writeCampaignReport",
        summary: "Writes what the sessions of a campaign came to; only what the reader may see is counted.",
        parameters: [.record, format] + marks, success: success)

    static let briefing = Operation(
        id: "writeLeaderBriefing", summary: "Writes the board of some days on one page.",
        parameters: days + [format], success: success)
}
