// SPDX-License-Identifier: Apache-2.0

/// What differs between counties in handling personal data (rules.md C.11).
package struct PrivacyPractice: Sendable, Codable, Hashable {
    /// Working days in which the privacy officer decides whether an identity is unmasked (BR-38).
    package var unmaskingDays: Int
    /// For how many minutes an identity that was unmasked can be looked at.
    package var unmaskingMinutes: Int
    package var retention: RetentionPractice

    package init(
        unmaskingDays: Int = 3, unmaskingMinutes: Int = 30, retention: RetentionPractice = RetentionPractice()
    ) {
        self.unmaskingDays = unmaskingDays
        self.unmaskingMinutes = unmaskingMinutes
        self.retention = retention
    }
}

/// For how many months each kind of personal data is kept after its matter has ended; 0 keeps it.
package struct RetentionPractice: Sendable, Codable, Hashable {
    private var months: [String: Int]

    /// What is kept for a time and then goes by itself.
    package enum Category: String, CaseIterable, Hashable, Sendable, Codable {
        /// The phones that submitters left.
        case submitterContacts = "submitter_contacts"
        /// The phones that supporters left.
        case supporterPhones = "supporter_phones"
        /// Names and phones of participants of the people's category.
        case participantNames = "participant_names"
        /// Names and phones that visitors of a reception day left.
        case visitorContacts = "visitor_contacts"
        /// Names and phones of people concerned by what members met while walking.
        case liaisonContacts = "liaison_contacts"
        /// Names and phones of those who commented on a media consultation.
        case commenterContacts = "commenter_contacts"
        /// What residents left for those who write proposals, and nobody wrote one from.
        case clueWords = "clue_words"
        /// Photos and documents of topics.
        case attachments
        /// Papers of sessions, files of proposals with their assignments, and of notices with what was answered.
        case caseFiles = "case_files"
        /// What was written in requests about personal data that were decided.
        case decidedRequests = "decided_requests"
        /// Notices that somebody was told, and that messages were sent.
        case notices
        /// Sign-ins that have ended.
        case signIns = "sign_ins"
    }

    package init(months: [Category: Int] = [:]) {
        self.months = Self.standard.merging(
            months.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// For how many months after the end; 0 keeps it for ever.
    package subscript(category: Category) -> Int {
        get { max(0, months[category.rawValue] ?? Self.standard[category.rawValue] ?? 0) }
        set {
            // What was never written stays so: the same period is no other profile.
            if self[category] != newValue { months[category.rawValue] = newValue }
        }
    }

    /// The last day on which a matter may have ended for its data to go on `today`; nil where all is kept.
    package func limit(of category: Category, on today: Day) -> Day? {
        self[category] == 0 ? nil : today.advanced(byMonths: -self[category])
    }

    /// Names and phones serve the confirmation and a reopening within a year; a clue is read for the proposals of two sessions;
    /// files are part of the record.
    private static let standard: [String: Int] = [
        Category.submitterContacts.rawValue: 6, Category.supporterPhones.rawValue: 12,
        Category.participantNames.rawValue: 24, Category.visitorContacts.rawValue: 6,
        Category.liaisonContacts.rawValue: 6, Category.commenterContacts.rawValue: 6,
        Category.clueWords.rawValue: 24, Category.attachments.rawValue: 0, Category.caseFiles.rawValue: 0,
        Category.decidedRequests.rawValue: 24, Category.notices.rawValue: 6, Category.signIns.rawValue: 6,
    ]
}
