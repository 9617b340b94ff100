// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// An open entry beside its list: what it says, what can be done, what happened to it.
struct RegisterRecord: Sendable {
    let entry: DirectoryEntry
    let labels: RegisterLabels
    let log: [EventStore.Entry<DirectoryEvent>]
    let actor: Actor
    /// What has to end before the entry can, of a room; one more than is shown where there are more.
    let openTopics: [DirectoryUseStore.OpenTopic]
    static let openTopicsShown = 20
    /// Whose roles count in it, of an area, a room, a unit; one more than is shown where there are more.
    let heldRoles: [DirectoryUseStore.HeldRole]
    static let heldRolesShown = 20
    /// Where it lies, of an area.
    let tree: AreaTree?
    /// Who is in it, of a body.
    let file: DirectoryFile?

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
                \(Facts(rows: facts).html)\(bar(token).html)\(tree?.html)\(file?.html)\(held)\(open)\
                \(PageSection(id: "trace", title: "改动记录", content: trace).html)
                """)
    }

    /// The roles that stand in the way of ending the entry, each with its holder. The security administrator ends them.
    private var held: HTML {
        guard !heldRoles.isEmpty else { return HTML() }
        let shown = heldRoles.prefix(Self.heldRolesShown)
        let rows = shown.map { held in
            LinkList.Row(
                relation: RoleWording.name(held.role),
                content: TextLink(text: held.person.name, address: "/desk/directory/people/\(held.person.id)").html)
        }
        let more = heldRoles.count > shown.count ? "，这里列出最早的\(shown.count)项" : ""
        return PageSection(
            id: "held", title: "管着这里的职务",
            content: """
                <p class="small mute">停用前，要先请安全管理员免去这些职务\(more)。</p>\(LinkList(rows: rows).html)
                """
        ).html
    }

    /// The topics that stand in the way of closing the room: public ones to open, the others by their number.
    private var open: HTML {
        guard !openTopics.isEmpty else { return HTML() }
        let shown = openTopics.prefix(Self.openTopicsShown)
        let lines = shown.map { topic -> HTML in
            let name: HTML =
                topic.publicTitle.map { TextLink(text: $0, address: "/topics/\(topic.id)").html }
                ?? "<span class=\"code\">\(topic.id.text)</span>"
            return "\(name) \(TopicWording.chip(topic.state).html)"
        }
        let more = openTopics.count > shown.count ? "，这里列出最早的\(shown.count)件" : ""
        return PageSection(
            id: "open", title: "还没办完的议题",
            content: """
                <p class="small mute">停用议事室前，要先把这些办完或转走\(more)。没有公开的只有编号，议事室秘书按编号找得到。</p>\
                \(passing)\
                \(LinkList(rows: lines.map { LinkList.Row(content: "<p>\($0)</p>") }).html)
                """
        ).html
    }

    /// Where all of them go to the room that follows. Who keeps the register has no part in the business of rooms (BR-39): the page is
    /// the secretary's.
    private var passing: HTML {
        let address = "\(BulkRoutes<TopicDesk>.address(.passOn))?group=\(entry.id)"
        guard case .staff(let staff) = actor, staff.holds(.roomSecretary) else {
            return """
                <p class="small">并村、并社区的，请这间议事室的秘书成批转给接手的议事室，地址是                 <span class="code">\(address)</span>。待放行的先放行；定了协商会和在办的不转，要先办完。</p>
                """
        }
        return Note(
            text: "并村、并社区的，可以成批转给接手的议事室；待放行的先放行；定了协商会和在办的不转，要先办完。",
            link: TextLink(text: "成批转给接手的议事室", address: address)
        ).html
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
        let code = ActionBar.Act(label: "议事码、暂停提议题", way: .page("/desk/rooms/\(entry.id)"), icon: nil)
        return ActionBar(
            explanation: nil, primary: nil, others: acts + (entry.register == .rooms ? [code] : []), refused: [])
    }
}
