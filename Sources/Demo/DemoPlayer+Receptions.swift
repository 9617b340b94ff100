// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

extension DemoPlayer {
    /// The steps of a reception day.
    mutating func receive(_ moment: DemoScript.Moment, with commands: Commands) throws {
        let (thread, key, now) = (moment.thread, moment.thread.key, moment.at)
        let (practice, tenant) = (founded.practice, founded.tenant)
        switch moment.step.deed {
        case .planReception(let daysAgo):
            let room = founded.rooms[thread.room]
            let plan = ReceptionDay.Plan(
                room: room.id, area: room.area, day: calendar.day(daysAgo),
                hours: .init(from: 9 * 60, until: 10 * 60, slotMinutes: 20, places: 2), place: .kept(room.address),
                members: [try staff("weiyuan").id, try staff("weiyuan2").id])
            records[key, default: Records()].reception = try commands.planReception(
                plan, by: try actor(ReceptionDay.planners, thread), at: now, practice: practice, tenant: tenant)
        case .book(let minute, let name, let hasPhone, let matter):
            let wish = ReceptionVisit.Wish(
                reception: try reception(of: thread), slot: minute, name: name, phone: hasPhone ? phone() : nil,
                matter: matter)
            records[key, default: Records()].visits.append(
                try commands.book(wish, at: now, practice: practice, tenant: tenant))
        case .reception(let command, let fields):
            let id = try reception(of: thread)
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: id, by: try actor(command.holders, thread),
                at: now, practice: practice, tenant: tenant)
            guard command == .enterWalkIn, let visit = try commands.visits(of: id, tenant: tenant).last else { return }
            records[key, default: Records()].visits.append(visit)
        case .visit(let index, let command, let fields):
            guard let visits = records[key]?.visits, visits.indices.contains(index) else {
                throw Missing(what: "visit \(index) of \(key)")
            }
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: visits[index],
                by: try actor(command.holders, thread), at: now, practice: practice, tenant: tenant)
        default:
            throw Missing(what: "a step of a reception day")
        }
    }

    private func reception(of thread: DemoThread) throws -> ReceptionDay.ID {
        guard let id = records[thread.key]?.reception else { throw Missing(what: "reception of \(thread.key)") }
        return id
    }
}
