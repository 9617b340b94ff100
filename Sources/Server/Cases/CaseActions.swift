// SPDX-License-Identifier: Apache-2.0

import Domain

/// The bar of what somebody may do with a record: buttons and reasons come from the rule itself.
struct CaseActions<Desk: CaseDesk> {
    let record: Desk.Case
    let id: Identifier<Desk.Case>
    let actor: Actor
    /// What pressing the first button leads to.
    var explanation: String?
    /// Refusals whose reason helps: not of what is over, nor of what is nobody's act here.
    let helpful: Set<Desk.Case.Refused>
    /// What of the day or of other records stands in the way of an act that the state permits.
    var hindrance: (Desk.Case.Command) -> Desk.Case.Refused? = { _ in nil }
    /// Whether the first permitted act is the one that is usually right.
    var hasPrimary = true
    /// The words of the county's list that the page says beside the record.
    var watched = WatchedWordsSeen()
    let token: (String) -> String

    var bar: ActionBar {
        var acts: [ActionBar.Act] = []
        var refused: [ActionBar.Refused] = []
        for act in Desk.acts {
            let refusal = record.refusal(of: act.command, by: actor)
            if let reason = refusal ?? hindrance(act.command) {
                guard refusal == nil || helpful.contains(reason) else { continue }
                refused.append(.init(act: Desk.label(of: act.command, for: record), reason: reason.sentence))
            } else {
                acts.append(button(act))
            }
        }
        return ActionBar(
            explanation: acts.isEmpty ? nil : explanation, primary: hasPrimary ? acts.first : nil,
            others: Array(acts.dropFirst(hasPrimary ? 1 : 0)), refused: refused)
    }

    private func button(_ act: CaseAct<Desk>) -> ActionBar.Act {
        let address = "/desk/\(Desk.collection)/\(id.text)/\(act.segment)"
        return ActionBar.Act(
            label: Desk.label(of: act.command, for: record),
            way: act.isImmediate
                ? .post(
                    action: address, token: token(address),
                    hidden: [HiddenField(name: "version", value: String(record.version)), watched.field]
                        .compactMap(\.self))
                : .page(address),
            icon: nil)
    }
}
