// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What one register consists of. Pages, API, imports and exports of all registers are made from these descriptions, so
/// that a new register is a description and a table.
struct RegisterForm: Sendable {
    let register: Register
    /// 区域.
    let title: String
    /// 个, 名, 间.
    let measure: String
    /// Its table.
    let table: SQL
    let columns: [RegisterColumn]
    /// The columns that make two lines the same one: what an import finds an entry by.
    let key: [String]
    /// Columns of the key that lines from an earlier version do not have: those are found by the other ones.
    var keyGrownBy: [String] = []
    /// What an entry is called where others refer to it.
    let label: SQL
    /// What is searched beside the label.
    let searched: [SQL]
    /// Whose name an entry bears, where it is a person's: such a list stands in the order of strokes, and is found by initials.
    var personName: SQL?
    /// What a new row needs beside its columns.
    var fixed: @Sendable (Services, Instant) -> [(column: SQL, value: SQL)] = { _, now in
        [(column: "created_at", value: "\(now.milliseconds)")]
    }
    /// The id of a new entry, where it is not the next one.
    var id: @Sendable (DirectoryEntry.Values) -> DirectoryEntry.ID? = { _ in nil }
    /// What is wrong with values that are each right by themselves.
    var problems: @Sendable (DirectoryEntry.Values) -> [FieldProblem] = { _ in [] }

    func column(_ name: String) -> RegisterColumn? { columns.first { $0.name == name } }

    /// As a line from an earlier version says the same; nil where there is no such line.
    func former(_ values: DirectoryEntry.Values) -> DirectoryEntry.Values? {
        guard !keyGrownBy.isEmpty, keyGrownBy.allSatisfy({ values[$0] != nil }) else { return nil }
        return keyGrownBy.reduce(into: values) { former, name in
            former.codes[name] = nil
            former.words[name] = nil
        }
    }

    /// The form of a register.
    static func of(_ register: Register) -> RegisterForm {
        switch register {
        case .areas: areas
        case .organs: organs
        case .people: people
        case .units: units
        case .rooms: rooms
        case .members: members
        case .posts: posts
        case .counterparts: counterparts
        case .terms: terms
        case .plenaries: plenaries
        case .campaigns: campaigns
        case .experts: experts
        case .contributions: contributions
        case .observations: observations
        case .appraisals: appraisals
        case .leaders: leaders
        case .parties: parties
        case .activities: activities
        case .trainings: trainings
        case .venueActivities: venueActivities
        case .roomPlans: roomPlans
        }
    }
}
