// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

extension DemoPlayer {
    /// What comes to a room from elsewhere, and goes to the room above or to a system outside.
    mutating func bring(_ moment: DemoScript.Moment, with commands: Commands) throws {
        let (thread, now) = (moment.thread, moment.at)
        let (practice, tenant) = (founded.practice, founded.tenant)
        switch moment.step.deed {
        case .enter(let source, let occasion, let ticket):
            let room = founded.rooms[thread.room]
            let draft = TopicDraft(
                room: room.id, area: room.area, source: source, text: thread.matter.said, place: thread.matter.place,
                occasion: occasion.map {
                    Topic.Occasion(name: $0.name, day: now.day, place: $0.place, count: $0.count)
                },
                ticket: ticket)
            let actor: Actor =
                source == .leader ? .staff(try staff("lingdao")) : try actor(source.holders, thread)
            let (id, code) = try commands.enter(draft, by: actor, at: now, practice: practice, tenant: tenant)
            records[thread.key, default: Records()].topic = id
            records[thread.key, default: Records()].code = code
        case .gather(let key, let others, let text):
            var fields = ["text": text]
            for other in others { fields["topics.\(try topic(other))"] = "on" }
            try commands.perform(
                .gather, fields, on: topic(of: thread), by: .staff(try staff(DemoPeople.secretary(ofRoom: 2))), at: now,
                practice: practice, tenant: tenant)
            records[key, default: Records()].topic = try commands.topic(topic(of: thread), tenant: tenant)?
                .escalatedInto
        case .receipt(let ticket):
            try commands.giveReceipt(
                ticket, for: topic(of: thread), by: try actor([.roomSecretary], thread), at: now, practice: practice,
                tenant: tenant)
        default:
            throw Missing(what: "something from elsewhere")
        }
    }
}
