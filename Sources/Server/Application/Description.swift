// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// What the code decides, as Markdown: `docs/lifecycles` and `docs/routes.md` hold it, and a test compares.
package enum Description {
    /// Who may do what to a topic, in which state.
    package static var topicLifecycle: String {
        let states = Topic.State.Name.allCases
        var lines = [
            "# Topic (议题)", "",
            "Written by `shangliang describe topic`. A cell names where the command leads, or the refusal.", "",
            "| command | whose act | " + states.map(\.rawValue).joined(separator: " | ") + " |",
            "| --- | --- |" + states.map { _ in " --- |" }.joined(),
        ]
        for command in Topic.Command.allCases {
            let holders = command.holders.map(\.rawValue).sorted()
            let who = holders.isEmpty ? "holder of the tracking code" : holders.joined(separator: ", ")
            let cells = states.map { cell(command, Sample.topic(in: $0)) }
            lines.append("| \(command.rawValue) | \(who) | \(cells.joined(separator: " | ")) |")
        }
        return lines.joined(separator: "\n")
    }

    private static func cell(_ command: Topic.Command, _ topic: Topic) -> String {
        let actor: Actor = command.holders.isEmpty ? .codeHolder(topic.id) : .staff(Sample.secretary)
        if let refusal = topic.refusal(of: command, by: actor) { return "— \(refusal.code)" }
        return "→ \(successor(of: command, topic).rawValue)"
    }

    private static func successor(of command: Topic.Command, _ topic: Topic) -> Topic.State.Name {
        switch command {
        case .release, .answer: .screening
        case .pool: .pooled
        case .reject: .rejected
        case .ask: .asked
        case .solveDirectly: .solvedDirectly
        case .review, .unpublish, .relate: topic.state.name
        }
    }

    /// One topic of each state, published, in the secretary's own room.
    private enum Sample {
        static let secretary = Staff(
            id: .init(1), name: "秘书", appointments: [Appointment(.roomSecretary, .tenant)])

        static func topic(in state: Topic.State.Name) -> Topic {
            let value: Topic.State =
                switch state {
                case .held: .held
                case .screening: .screening
                case .asked: .asked(question: .erased)
                case .pooled: .pooled
                case .rejected: .rejected(.init(ground: "", explanation: .erased))
                case .solvedDirectly: .solvedDirectly(answer: .erased)
                }
            guard let area = AreaCode("990101001001") else { preconditionFailure("twelve digits are a code") }
            return Topic(
                id: .init(1), room: .init(1), area: area, source: .scan, receivedAt: .init(milliseconds: 0),
                text: .erased, place: nil, state: value, publication: .published, publicText: nil, deadline: nil,
                version: 1)
        }
    }

    /// Every route with who may call it.
    package static func routes(of installation: Installation) -> String {
        let columns = ["visitor"] + Role.allCases.map(\.rawValue)
        var lines = [
            "# Routes × roles", "",
            "Written by `shangliang describe routes`. “yes” is let in (a record may still not be theirs: then 404).",
            "",
            "| route | " + columns.joined(separator: " | ") + " |",
            "| --- |" + columns.map { _ in " --- |" }.joined(),
        ]
        for route in installation.table.routes {
            let cells = columns.map { admits(route, $0) }
            lines.append("| \(route.method.rawValue) \(route.path) | \(cells.joined(separator: " | ")) |")
        }
        return lines.joined(separator: "\n")
    }

    private static func admits(_ route: Route, _ column: String) -> String {
        switch route.audience {
        case .everyone: "yes"
        case .machine: "from the machine"
        case .staff(let roles):
            if column == "visitor" {
                route.isAPI ? "401" : "to sign-in"
            } else {
                roles.contains { $0.rawValue == column } ? "yes" : "404"
            }
        }
    }
}
