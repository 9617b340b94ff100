// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

extension DemoPlayer {
    /// The steps of a notice: the county's office sends it, rooms and units answer, the silent ones are reminded.
    mutating func deploy(_ moment: DemoScript.Moment, with commands: Commands) throws {
        let (thread, key, now) = (moment.thread, moment.thread.key, moment.at)
        let (practice, tenant) = (founded.practice, founded.tenant)
        let office = Actor.staff(try staff("mishu2"))
        switch moment.step.deed {
        case .deploy(let fields):
            let filled = try filled(fields, thread, commands, at: now).merging(
                ["title": thread.matter.title, "text": thread.matter.body]
            ) { $1 }
            records[key, default: Records()].deployment = try commands.issueDeployment(
                filled, by: office, at: now, practice: practice, tenant: tenant)
        case .answerNotice(let place, let command, let fields, let signIn):
            let found = try commands.receipt(
                of: deployment(key), from: addressee(place), practice: practice, tenant: tenant)
            guard let receipt = found else { throw Missing(what: "receipt of \(key)") }
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: receipt, by: .staff(try staff(signIn)),
                at: now, practice: practice, tenant: tenant)
        case .remindSilent:
            _ = try commands.remindSilent(
                of: deployment(key), by: office, at: now, practice: practice, tenant: tenant)
        default:
            throw Missing(what: "a step of a notice")
        }
    }

    private func deployment(_ key: String) throws -> Deployment.ID {
        guard let id = records[key]?.deployment else { throw Missing(what: "notice of \(key)") }
        return id
    }

    private func addressee(_ place: DemoPeople.Place) throws -> Deployment.Addressee {
        switch place {
        case .room(let index): .room(founded.rooms[index].id, founded.rooms[index].area)
        case .unit(let index): .unit(founded.units[index].id)
        case .everywhere: throw Missing(what: "one addressee")
        }
    }
}
