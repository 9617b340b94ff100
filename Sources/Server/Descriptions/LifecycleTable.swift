// SPDX-License-Identifier: Apache-2.0

import Domain

/// Who may do what to a kind of case, in which state, as a Markdown table.
struct LifecycleTable<Case: Lifecycle> where Case.Command: RawRepresentable<String> {
    /// The headline, in both languages.
    let title: String
    /// What `shangliang describe` is told.
    let subject: String
    /// One record in each state, with the state's name.
    let examples: [(state: String, record: Case)]
    /// Whose act a command is, in words.
    let whose: (Case.Command) -> String
    /// Somebody who may do it, wherever the state allows.
    let actor: (Case.Command) -> Actor
    /// What a command would write.
    let event: (Case.Command) -> Case.Event
    let state: (Case) -> String

    var markdown: String {
        var lines = [
            "# \(title)", "",
            "Written by `shangliang describe \(subject)`. A cell names where the command leads, or the refusal.", "",
            "| command | whose act | " + examples.map(\.state).joined(separator: " | ") + " |",
            "| --- | --- |" + examples.map { _ in " --- |" }.joined(),
        ]
        for command in Case.Command.allCases {
            let cells = examples.map { cell(command, $0.record) }
            lines.append("| \(command.rawValue) | \(whose(command)) | \(cells.joined(separator: " | ")) |")
        }
        return lines.joined(separator: "\n")
    }

    private func cell(_ command: Case.Command, _ record: Case) -> String {
        if let refusal = record.refusal(of: command, by: actor(command)) { return "— \(refusal.code)" }
        return "→ \(state(record.applying(event(command))))"
    }
}

/// What the examples of all kinds have in common.
enum Example {
    /// Somebody who holds every role there is, and is the member and the officer of every example.
    static let staff = Staff(
        id: .init(1), name: "",
        appointments: [
            Appointment(.roomSecretary, .tenant), Appointment(.convener, .tenant), Appointment(.member, .tenant),
            Appointment(.unitOfficer, .unit(.init(1))), Appointment(.privacyOfficer, .tenant),
            Appointment(.proposalOfficer, .tenant),
        ])
    /// The same, of no unit: whoever judges what a unit did.
    static let overseer = Staff(
        id: staff.id, name: "", appointments: staff.appointments.filter { $0.role != .unitOfficer })
    static let day = Day(number: 0)
    static let deadline = Deadline(day: day, from: day, term: .named, isProvisional: false)

    static var area: AreaCode {
        guard let area = AreaCode("990101001001") else { preconditionFailure("twelve digits are a code") }
        return area
    }

    /// The roles that hold a command, as the table names them.
    static func names(of roles: Set<Role>) -> String {
        roles.map(\.rawValue).sorted().joined(separator: ", ")
    }
}
