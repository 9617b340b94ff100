// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

extension DemoPlayer {
    /// The steps of something that a member met.
    mutating func walk(_ moment: DemoScript.Moment, with commands: Commands) throws {
        let (thread, key, now) = (moment.thread, moment.thread.key, moment.at)
        let (practice, tenant) = (founded.practice, founded.tenant)
        let member = try staff(DemoPeople.member(ofRoom: thread.room))
        switch moment.step.deed {
        case .walk(let person, let hasPhone, let campaign):
            let room = founded.rooms[thread.room]
            let opening = SentimentIssue.Opening(
                room: room.id, area: room.area, opener: member.id, title: thread.matter.title, person: person,
                phone: hasPhone ? phone() : nil, campaign: try campaign.map(self.campaign))
            let step = SentimentIssue.Step(
                day: now.day, place: thread.matter.place ?? room.address, words: thread.matter.said)
            records[key, default: Records()].sentiment = try commands.beginSentiment(
                opening, step, by: .staff(member), at: now, practice: practice, tenant: tenant)
        case .sentiment(let command, let fields):
            guard let id = records[key]?.sentiment else { throw Missing(what: "sentiment of \(key)") }
            let actor = command == .close ? try actor(command.holders, thread) : .staff(member)
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: id, by: actor, at: now, practice: practice,
                tenant: tenant)
        default:
            throw Missing(what: "a step of a walk")
        }
    }
}
