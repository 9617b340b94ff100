// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import TestSupport

@testable import Server

/// What goes out to rooms and units (传达部署), and what they do about it.
extension LoopWalk {
    mutating func noticePlan() -> Plan {
        let dice = Int.random(in: 0..<40, using: &random)
        if receipts.isEmpty || dice == 0 { return issuing() }
        return dice == 1 ? remindingAll() : receiptAct()
    }

    private mutating func issuing() -> Plan {
        let actor = village.actor([.leader, .leader, .leader, .secretary, .convener, .member].any(&random))
        let (kind, audience) = (Deployment.Kind.allCases.any(&random), DeploymentDraft.Audience.allCases.any(&random))
        let (title, text) = (words(), words())
        let days = Int.random(in: -1...20, using: &random)
        return Plan(name: "issue") { hand in
            let fields = [
                "kind": kind.rawValue, "title": title, "text": text, "to": audience.rawValue,
                "dueOn": hand.now.day.advanced(by: days).description,
            ]
            let id = try hand.commands.issueDeployment(
                fields, by: actor, at: hand.now, practice: hand.practice, tenant: hand.county)
            let receipts = try hand.commands.transaction.rows(
                """
                SELECT id FROM deployment_receipt
                WHERE tenant = \(hand.county.id.number) AND deployment = \(id.number) ORDER BY id
                """
            ) { DeploymentReceipt.ID(try $0.next(Int64.self)) }
            return Made(deployments: [id], receipts: receipts)
        }
    }

    private mutating func remindingAll() -> Plan {
        let id = recent(deployments)
        let actor = village.actor([.leader, .leader, .secretary].any(&random))
        return Plan(name: "remind the silent") { hand in
            _ = try hand.commands.remindSilent(
                of: id, by: actor, at: hand.now, practice: hand.practice, tenant: hand.county)
            return Made()
        }
    }

    /// Mostly what was tried least, of all commands by all people at the state in which the receipt is; now and then what leads on.
    private mutating func receiptAct() -> Plan {
        let id = receipts.suffix(40).any(&random)
        let people = Self.staff.shuffled(using: &random).map { (name: $0.rawValue, actor: village.actor($0)) }
        let leadsOn = Int.random(in: 0..<4, using: &random) == 0
        let fields = LoopFields(village, &random)
        let follower = sessions.isEmpty || Bool.random(using: &random) ? recent(topics).text : recent(sessions).text
        let (label, tried) = (Label(""), tried)
        return Plan(label: label) { hand in
            let found = try hand.commands.record(id, practice: hand.practice, tenant: hand.county)
            guard let receipt = found else { throw WebFailure.notFound }
            let acts = people.flatMap { person in
                DeploymentReceipt.Command.allCases.map { command in
                    (command: command, actor: person.actor, cell: Self.cell(command, receipt.state.name, person.name))
                }
            }
            let permitted = acts.filter { act in
                receipt.refusal(of: act.command, by: act.actor) == nil
                    && receipt.hindrance(to: act.command, on: hand.now.day) == nil
            }
            let least = acts.min { tried[$0.cell] ?? 0 < tried[$1.cell] ?? 0 }
            guard let act = leadsOn ? permitted.first ?? least : least else { throw WebFailure.notFound }
            label.say(act.cell)
            try hand.commands.perform(
                act.command, fields.of(act.command, follower: follower, now: hand.now), on: id, by: act.actor,
                at: hand.now, practice: hand.practice, tenant: hand.county)
            return Made()
        }
    }

    private static func cell(
        _ command: DeploymentReceipt.Command, _ state: DeploymentReceipt.State.Name, _ person: String
    ) -> String { "receipt \(command.rawValue) at \(state.rawValue) by \(person)" }

    /// What of notices was never tried, by whom in which state; and what the rules allow that nobody did.
    var missingOfNotices: [String] {
        let cells = DeploymentReceipt.Command.allCases.flatMap { command in
            DeploymentReceipt.State.Name.allCases.flatMap { state in
                Self.staff.map { Self.cell(command, state, $0.rawValue) }
            }
        }
        let allowed: [(DeploymentReceipt.Command, DeploymentReceipt.State.Name)] = [
            (.sign, .sent), (.report, .signed), (.link, .signed), (.link, .reported), (.remind, .sent),
            (.remind, .signed), (.excuse, .sent), (.excuse, .signed),
        ]
        let undone = allowed.map { Self.cell($0, $1, "") }.filter { cell in
            !commands.keys.contains { $0.hasPrefix(cell) }
        }
        return cells.filter { tried[$0] == nil } + undone
            + ["issue", "remind the silent"].filter { commands[$0] == nil }
    }
}
