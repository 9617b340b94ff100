// SPDX-License-Identifier: Apache-2.0

import Domain

/// The ways by which many suggestions that are left over become items at once (BR-25): the secretary's, as every item is.
enum LeftOverWays {
    static func buttons(of record: MediaConsultation, for actor: Actor) -> [Button] {
        guard case .staff(let staff) = actor else { return [] }
        let (room, area) = (record.origin.room, record.origin.area)
        return [CaseAct<CommentDesk>.draftItem, .joinItem].compactMap { act in
            guard staff.holds(anyOf: act.command.holders, room: room, area: area) else { return nil }
            return Button(
                label: "勾选几条，\(CommentDesk.name(act.command))",
                role: .link(to: "\(BulkRoutes<CommentDesk>.address(act))?group=\(record.id)"), size: .small)
        }
    }
}
