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
        case .outcomeReport: "outcome_report_saved"
        case .reply: "reply_saved"
        case .summary: "summary_saved"
        case .briefing: "briefing_saved"
        case .campaignReport: "campaign_report_saved"
        case .assessment: "assessment_saved"
        case .proposalForm: "proposal_form_saved"
        case .filingNotice: "filing_notice_saved"
        case .proposalReply: "proposal_reply_saved"
        case .opinionForm: "opinion_form_saved"
        case .assignmentList: "assignment_list_saved"
        case .compilation: "compilation_saved"
        case .proposalTable: "proposal_table_saved"
        case .register: "register_saved"
        case .dutyTable: "duty_table_saved"
        }
    }

    /// What can be taken away.
    package enum Document: String, CaseIterable, Hashable, Sendable, Codable {
        case notice, signInSheet, minutes, suggestionList, outcomeReport, reply, summary, briefing, campaignReport,
            assessment
        case proposalForm, filingNotice, proposalReply, opinionForm, assignmentList, compilation
        /// Proposals, assignments, opinions or their statistics as a table.
        case proposalTable
        /// A register of people, rooms, units …, all lines of it.
        case register
        /// What members have done, name by name.
        case dutyTable
    }
}
