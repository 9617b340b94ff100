// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

extension DemoPlayer {
    /// Campaigns, the steps by which a topic of the year before is looked back on, and the contest of outcomes.
    mutating func lookBack(_ moment: DemoScript.Moment, with commands: Commands) throws {
        let (thread, key, now) = (moment.thread, moment.thread.key, moment.at)
        let (practice, tenant) = (founded.practice, founded.tenant)
        switch moment.step.deed {
        case .campaign(let kind, let theme, let from, let until):
            let (first, last) = (calendar.day(from), calendar.day(until))
            try enterCampaign(thread, ["kind": kind, "theme": theme], from: first, until: last, at: now, commands)
        case .yearTopic(let isFixed, let theme):
            let year = calendar.day(0).year
            try enterCampaign(
                thread, ["kind": "other", "theme": theme, "slot": isFixed ? "fixed" : "flexible"],
                from: Day(year: year, month: 1, day: 1), until: Day(year: year, month: 12, day: 31), at: now, commands)
        case .lookBack(let reason):
            records[key, default: Records()].lookBack = try commands.chooseLookBack(
                topic(of: thread), reason: reason, by: .staff(try staff("lingdao")), at: now,
                practice: practice, tenant: tenant)
        case .lookingBack(let command, let fields):
            guard let id = records[key]?.lookBack else { throw Missing(what: "look-back of \(key)") }
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: id, by: try actor(command.holders, thread),
                at: now,
                practice: practice, tenant: tenant)
        case .nominate(let reason):
            records[key, default: Records()].contest = try commands.nominate(
                topic(of: thread), reason: reason, by: try actor(ContestEntry.nominators, thread), at: now,
                practice: practice, tenant: tenant)
        case .contest(let command, let fields):
            guard let id = records[key]?.contest else { throw Missing(what: "contest entry of \(key)") }
            // Judging and publishing are for whoever looks after the whole county.
            let judges: Set<ContestEntry.Command> = [.judge, .publish]
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: id,
                by: judges.contains(command) ? .staff(try staff("lingdao")) : try actor(command.holders, thread),
                at: now, practice: practice, tenant: tenant)
        default:
            throw Missing(what: "a step of a look-back")
        }
    }

    /// Enters a campaign under the name of the thread's matter.
    private mutating func enterCampaign(
        _ thread: DemoThread, _ fields: [String: String], from first: Day, until last: Day, at now: Instant,
        _ commands: Commands
    ) throws {
        let all = fields.merging(
            ["name": thread.matter.title, "startsOn": first.description, "endsOn": last.description]
        ) { $1 }
        records[thread.key, default: Records()].campaign = try commands.enter(
            all, into: .campaigns, by: try keeper(of: .campaigns, thread), at: now, practice: founded.practice,
            tenant: founded.tenant)
    }

    /// The campaign of a thread.
    func campaign(_ key: String) throws -> DirectoryEntry.ID {
        guard let id = records[key]?.campaign else { throw Missing(what: "campaign \(key)") }
        return id
    }
}
