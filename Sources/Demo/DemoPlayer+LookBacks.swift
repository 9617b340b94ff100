// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

extension DemoPlayer {
    /// Campaigns, and the steps by which a topic of the year before is looked back on.
    mutating func lookBack(_ moment: DemoScript.Moment, with commands: Commands) throws {
        let (thread, key, now) = (moment.thread, moment.thread.key, moment.at)
        let (practice, tenant) = (founded.practice, founded.tenant)
        switch moment.step.deed {
        case .campaign(let kind, let theme, let from, let until):
            let fields = [
                "name": thread.matter.title, "kind": kind, "theme": theme,
                "startsOn": calendar.day(from).description, "endsOn": calendar.day(until).description,
            ]
            records[key, default: Records()].campaign = try commands.enter(
                fields, into: .campaigns, by: .staff(try staff("xitong")), at: now, practice: practice, tenant: tenant)
        case .lookBack(let reason):
            records[key, default: Records()].lookBack = try commands.chooseLookBack(
                topic(of: thread), reason: reason, by: try actor(LookBack.choosers, thread), at: now,
                practice: practice, tenant: tenant)
        case .lookingBack(let command, let fields):
            guard let id = records[key]?.lookBack else { throw Missing(what: "look-back of \(key)") }
            try commands.perform(
                command, try filled(fields, thread, commands), on: id, by: try actor(command.holders, thread), at: now,
                practice: practice, tenant: tenant)
        case .raise, .enter, .gather, .receipt, .support, .topic, .withdrawalTakesEffect, .nextRound, .plan, .session,
            .item, .word, .planReception, .book, .reception, .visit, .walk, .sentiment, .enrol, .enrolment,
            .register, .propose, .proposal, .handle, .opine, .askErasure, .decideErasure:
            throw Missing(what: "a step of a look-back")
        }
    }

    /// The campaign of a thread.
    func campaign(_ key: String) throws -> DirectoryEntry.ID {
        guard let id = records[key]?.campaign else { throw Missing(what: "campaign \(key)") }
        return id
    }
}
