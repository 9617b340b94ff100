// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A call for opinions on the desk: what is asked, what waits to be looked at, what can be done, and each step.
struct DeliberationRecord: Sendable {
    let call: Deliberation
    let log: [EventStore.Entry<DeliberationEvent>]
    let statements: [OpinionStatementStore.Listed]
    let people: SupportCount
    let profile: PracticeProfile
    let actor: Actor
    let today: Day
    let token: @Sendable (String) -> String

    var pane: TwoPanes.Record {
        TwoPanes.Record(
            title: call.opening.question.words ?? TopicWording.erased,
            status: "<span class=\"row\">\(DeliberationWording.chip(call.state.name).html)</span>",
            content: """
                \(Facts(rows: facts).html)\(actions.html)\(waiting)\(asked)\(left)\
                \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)
                """)
    }

    private var isKeeper: Bool {
        guard case .staff(let staff) = actor else { return false }
        return staff.holds(anyOf: Deliberation.keepers, room: call.opening.room, area: call.opening.area)
    }

    private var facts: [Facts.Row] {
        let matter: TextLink =
            switch call.opening.matter {
            case .topic(let id): TextLink(text: "议题", address: "/desk/topics/\(id)")
            case .session(let id): TextLink(text: "会议", address: "/desk/sessions/\(id)")
            }
        return [
            .init("属于", html: matter.html),
            .init("时间", DeliberationWording.period(call.state.name, call.lastDay, today: today)),
            .init("表态的人", people.all == 0 ? "还没有" : "\(people.all)人（\(people.words)）"),
            call.state.name.isPublic
                ? .init(
                    "大家看到的",
                    html: """
                        \(TextLink(text: "表态页", address: "/deliberations/\(call.id)").html) · \
                        \(TextLink(text: "意见图", address: "/deliberations/\(call.id)/map").html)
                        """) : nil,
        ].compactMap { $0 }
    }

    private var actions: ActionBar {
        CaseActions<DeliberationDesk>(
            record: call, id: call.id, actor: actor, helpful: [.tooFewStatements],
            hindrance: { call.hindrance(to: $0, statements: list(.adopted).count) }, hasPrimary: call.lastDay == nil,
            token: token
        ).bar
    }

    private func list(_ state: OpinionStatement.State.Name) -> [OpinionStatementStore.Listed] {
        statements.filter { $0.state == state }
    }

    private var waiting: HTML {
        let offered = list(.offered)
        guard !offered.isEmpty else { return HTML() }
        return PageSection(
            id: "waiting", title: "大家添的，待看 \(offered.count)句", content: LinkList(rows: offered.map(row)).html
        ).html
    }

    private var asked: HTML {
        let adopted = list(.adopted)
        let add =
            isKeeper && call.state.name.takesStatements
            ? Button(label: "添一句", role: .link(to: "/desk/deliberations/\(call.id)/statement"), size: .small).html
            : HTML()
        let rows =
            adopted.isEmpty
            ? EmptyState(sentence: "还没有。写几句短的、一句只说一件事的话，正反两面都要有。").html
            : LinkList(rows: adopted.map(row)).html
        return PageSection(id: "asked", title: "在问大家的 \(adopted.count)句", content: "\(rows)\(add)").html
    }

    private var left: HTML {
        let left = list(.rejected) + list(.takenDown)
        guard !left.isEmpty else { return HTML() }
        return PageSection(id: "left", title: "没有用的 \(left.count)句", content: LinkList(rows: left.map(row)).html).html
    }

    private func row(_ statement: OpinionStatementStore.Listed) -> LinkList.Row {
        let origin = statement.isSeed ? "工作人员写的" : "大家添的"
        let ground = statement.ground.map { " · \(DeliberationWording.name($0))" } ?? ""
        let words = statement.state == .offered ? WatchedWords.found(in: [statement.text], profile) : []
        return LinkList.Row(
            relation: DeliberationWording.name(statement.state),
            content: """
                \(TextLink(text: statement.text, address: "/desk/statements/\(statement.id)").html) \
                <span class="small mute">\(origin)\(ground)\(WatchedWording.behind(words))</span>
                """)
    }

    private func step(_ entry: EventStore.Entry<DeliberationEvent>) -> Trace.Step {
        let (act, quote) = DeliberationWording.words(entry.event, today: today)
        return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today, for: .desk), quote: quote)
    }
}
