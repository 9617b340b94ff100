// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// An open entry beside its list: what it says, what can be done, what happened to it.
struct RegisterRecord: Sendable {
    let entry: DirectoryEntry
    let labels: RegisterLabels
    let log: [EventStore.Entry<DirectoryEvent>]
    let actor: Actor

    func pane(today: Day, token: (String) -> String) -> TwoPanes.Record {
        let facts = labels.form.columns.compactMap { column -> Facts.Row? in
            let text = labels.text(column, entry.values)
            return text.isEmpty ? nil : Facts.Row(column.label, text)
        }
        let steps = log.map { entry in
            Trace.Step(
                stage: .done, act: DirectoryWording.name(entry.event), meta: StepMeta.text(entry, today: today),
                quote: nil)
        }
        let trace: HTML =
            steps.isEmpty ? "<p class=\"mute\">建立名册时录入，还没有改动过。</p>" : Trace(steps: steps).html
        return TwoPanes.Record(
            title: labels.label(entry), status: "<span class=\"row\">\(chip.html)</span>",
            content: """
                \(Facts(rows: facts).html)\(bar(token).html)\
                \(PageSection(id: "trace", title: "改动记录", content: trace).html)
                """)
    }

    private var chip: Chip {
        switch entry.state {
        case .current: Chip(word: "在用", icon: .done, tone: .done)
        case .ended(let day): Chip(word: "\(day.description)起停用", icon: .off, tone: nil)
        }
    }

    private func bar(_ token: (String) -> String) -> ActionBar {
        let base = "/desk/directory/\(entry.register.rawValue)/\(entry.id)"
        let acts = DirectoryEntry.Command.allCases.filter { entry.refusal(of: $0, by: actor) == nil }.map { command in
            ActionBar.Act(
                label: DirectoryWording.name(command), way: .page("\(base)/\(command.rawValue)"), icon: nil)
        }
        return ActionBar(explanation: nil, primary: nil, others: acts, refused: [])
    }
}
