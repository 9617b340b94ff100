// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("The tests")
struct TestFolderTests {
    /// Files of test folders that hold no test but what tests stand on.
    private let support: Set<String> = [
        "Tests/ChineseTextTests/Fuzzing/TokenizerProperty.swift",
        "Tests/CryptographyTests/Hexadecimal.swift",
        "Tests/DatabaseTests/Counting.swift",
        "Tests/DatabaseTests/Hostile.swift",
        "Tests/DatabaseTests/SilentServer.swift",
        "Tests/DomainTests/Live/LiveTables.swift",
        "Tests/DomainTests/Live/Village+Live.swift",
        "Tests/DomainTests/ActorKind.swift",
        "Tests/DomainTests/Attachments/StoredZip.swift",
        "Tests/DomainTests/Enrolments/EnrolmentTable.swift",
        "Tests/DomainTests/Enrolments/Village+Enrolments.swift",
        "Tests/DomainTests/KeptTexts.swift",
        "Tests/DomainTests/Live/LiveTables.swift",
        "Tests/DomainTests/Live/Village+Live.swift",
        "Tests/DomainTests/Outcomes/ConfirmationTable.swift",
        "Tests/DomainTests/Outcomes/ItemTable.swift",
        "Tests/DomainTests/Outcomes/ItemWalk.swift",
        "Tests/DomainTests/Outcomes/SuggestionItem+AnyCommand.swift",
        "Tests/DomainTests/Outcomes/Village+Outcomes.swift",
        "Tests/DomainTests/Privacy/ErasureTable.swift",
        "Tests/DomainTests/Privacy/UnmaskingTable.swift",
        "Tests/DemoTests/CountyDigest.swift",
        "Tests/DemoTests/PlayedCounty.swift",
        "Tests/DomainTests/Receptions/ReceptionTable.swift",
        "Tests/DomainTests/Receptions/Village+Receptions.swift",
        "Tests/DomainTests/ProposalAssignments/AssignmentTable.swift",
        "Tests/DomainTests/Proposals/Proposal+AnyCommand.swift",
        "Tests/DomainTests/Proposals/ProposalTable.swift",
        "Tests/DomainTests/Proposals/ProposalWalk.swift",
        "Tests/DomainTests/Proposals/Village+Proposals.swift",
        "Tests/DomainTests/RuleTable.swift",
        "Tests/DomainTests/SeededRandom.swift",
        "Tests/DomainTests/Sentiments/SentimentTable.swift",
        "Tests/DomainTests/Sessions/ConsultationSession+AnyCommand.swift",
        "Tests/DomainTests/Sessions/SessionTable.swift",
        "Tests/DomainTests/Sessions/SessionWalk.swift",
        "Tests/DomainTests/Sessions/Village+Sessions.swift",
        "Tests/DomainTests/Topics/Topic+AnyCommand.swift",
        "Tests/DomainTests/Topics/TopicTable.swift",
        "Tests/DomainTests/Topics/TopicWalk.swift",
        "Tests/DomainTests/Topics/Village+Topics.swift",
        "Tests/DomainTests/Trails.swift",
        "Tests/DomainTests/Village.swift",
        "Tests/EventStreamsTests/ListedSource.swift",
        "Tests/EventStreamsTests/StreamServer.swift",
        "Tests/EventStreamsTests/StreamViewer.swift",
        "Tests/OfficialDocumentsTests/OfficialDocument+Sketch.swift",
        "Tests/OpinionMapTests/Fuzzing/VoteFileProperty.swift",
        "Tests/OpinionMapTests/ReferenceData.swift",
        "Tests/OpinionMapTests/Votes.swift",
        "Tests/MarkupTests/HostileText.swift",
        "Tests/MarkupTests/Sketch.swift",
        "Tests/MarkupTests/Unescaping.swift",
        "Tests/ServerTests/Attachments/SketchedPhoto.swift",
        "Tests/ServerTests/Attachments/Village+attachments.swift",
        "Tests/ServerTests/Backup/Archives.swift",
        "Tests/ServerTests/Enrolments/Village+enrolments.swift",
        "Tests/ServerTests/Live/Village+live.swift",
        "Tests/ServerTests/Sessions/Village+sessions.swift",
        "Tests/ServerTests/Events/LoopFields.swift",
        "Tests/ServerTests/Events/LoopFields+Proposals.swift",
        "Tests/ServerTests/Events/LoopWalk+Proposals.swift",
        "Tests/ServerTests/Events/LoopWalk.swift",
        "Tests/ServerTests/Events/LoopWalk+Afterwards.swift",
        "Tests/ServerTests/Events/LoopWalk+Notices.swift",
        "Tests/ServerTests/Events/RowReplay.swift",
        "Tests/ServerTests/Events/RowReplay+Assignments.swift",
        "Tests/ServerTests/Events/RowReplay+Commendations.swift",
        "Tests/ServerTests/Events/RowReplay+Live.swift",
        "Tests/ServerTests/Events/RowReplay+Opinions.swift",
        "Tests/ServerTests/Events/RowReplay+Stays.swift",
        "Tests/ServerTests/Events/RowReplay+Tallies.swift",
        "Tests/ServerTests/Calendar/OpenCases.swift",
        "Tests/ServerTests/ProposalAssignments/Village+Assignments.swift",
        "Tests/ServerTests/Proposals/Village+Proposals.swift",
        "Tests/ServerTests/Receptions/Village+receptions.swift",
        "Tests/ServerTests/Sentiments/Village+sentiments.swift",
        "Tests/ServerTests/Live/Village+live.swift",
        "Tests/ServerTests/Streams/Watching.swift",
        "Tests/ServerTests/Web/Occurrences.swift",
        "Tests/ServerTests/Web/StalledReader.swift",
        "Tests/ServerTests/Fuzzing/CookieProperty.swift",
        "Tests/ServerTests/Fuzzing/FormProperty.swift",
        "Tests/ServerTests/Fuzzing/MultipartProperty.swift",
        "Tests/ServerTests/Fuzzing/QueryProperty.swift",
        "Tests/SpreadsheetsTests/Fuzzing/TableProperty.swift",
        "Tests/SpreadsheetsTests/Fuzzing/TextFileProperty.swift",
        "Tests/SpreadsheetsTests/Fuzzing/WorkbookProperty.swift",
        "Tests/SpreadsheetsTests/SeededRandom.swift",
        "Tests/SpreadsheetsTests/Spreadsheet+Sketch.swift",
        "Tests/SpreadsheetsTests/WorkbookSketch.swift",
        "Tests/SpreadsheetsTests/ZipSketch.swift",
        "Tests/TidyTests/SourceTree.swift",
    ]

    @Test("a file of a test folder holds tests, or is named here as what they stand on")
    func files() {
        let files = SourceTree.files(under: "Tests", ending: ".swift").filter { $0.path.contains(/^Tests\/\w+Tests\//) }
        let without = Set(files.filter { $0.places(of: /@(Test|Suite)\b/).isEmpty }.map(\.path))
        let unknown = without.subtracting(support).sorted()
        let stale = support.subtracting(without).sorted()
        #expect(unknown == [], "neither test nor named in the list:\(list(unknown))")
        #expect(stale == [], "named in the list, but a test or gone:\(list(stale))")
    }

    @Test("a test says what holds, in words")
    func names() {
        let unnamed = SourceTree.files(under: "Tests", ending: ".swift").flatMap {
            $0.places(of: /^\s*@Test\s*(func|$)/)
        }
        #expect(unnamed == [], "\(list(unnamed))")
    }
}
