// SPDX-License-Identifier: Apache-2.0

/// One line of the health page: a figure, whether it is well, and what to do if not.
struct HealthItem: Hashable, Sendable {
    /// What it is about; other programs know it by this.
    enum Name: String, CaseIterable, Sendable {
        case version, schema, uptime, database, memory
        case dataDisk = "data_disk"
        case backup
        case backupDisk = "backup_disk"
        case keyCopy = "key_copy"
        case letters, messages
        case givenUp = "given_up"
        case events, verification, calendar, mail, sms
        case phoneCodes = "phone_codes"
        case tokens, documents, staffing
    }

    enum Unit: String, CaseIterable, Sendable {
        case bytes, seconds, count, year
    }

    let name: Name
    let state: Lamp.State
    /// The figure as a number, where it is one.
    let number: Int64?
    let unit: Unit?
    /// The figure for people.
    let words: String
    /// What to do; nil when all is well.
    let advice: String?

    init(
        _ name: Name, _ words: String, number: Int64? = nil, _ unit: Unit? = nil, state: Lamp.State = .onTrack,
        advice: String? = nil
    ) {
        (self.name, self.words, self.number, self.unit) = (name, words, number, unit)
        (self.state, self.advice) = (state, state == .onTrack ? nil : advice)
    }
}
