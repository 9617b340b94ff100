// SPDX-License-Identifier: Apache-2.0

/// Somebody took a document away as a file: of which record, in which format, with which marks at its head.
package struct DocumentEvent: LifecycleEvent {
    package let document: Document
    package let format: String
    /// The marks that were put on it, by name; never what they say.
    package let marks: [String]

    package init(_ document: Document, format: String, marks: [String]) {
        self.document = document
        self.format = format
        self.marks = marks
    }

    package static let subject = "document"
    package static let version = 1

    package var kind: String {
        switch document {
        case .notice: "notice_saved"
        case .signInSheet: "sign_in_sheet_saved"
        case .minutes: "minutes_saved"
        case .suggestionList: "suggestion_list_saved"
        case .reply: "reply_saved"
        case .summary: "summary_saved"
        case .briefing: "briefing_saved"
        case .assessment: "assessment_saved"
        }
    }

    /// What can be taken away.
    package enum Document: String, CaseIterable, Hashable, Sendable, Codable {
        case notice, signInSheet, minutes, suggestionList, reply, summary, briefing, assessment
    }
}
