// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import TestSupport

@testable import Server

/// What becomes of a topic that was handled: the contest of outcomes, and looking back.
extension LoopWalk {
    mutating func nomination() -> Plan {
        let index = Int.random(in: 0..<1_000, using: &random)
        let actor = village.actor([.secretary, .convener, .otherSecretary].any(&random))
        let reason = words()
        return Plan(name: "nominate") { hand in
            let topic = try Self.handled(index, but: [], hand)
            let id = try hand.commands.nominate(
                topic.id, reason: reason, by: actor, at: hand.now, practice: hand.practice, tenant: hand.county)
            return Made(contests: [id])
        }
    }

    /// As if it had been talked over in the year before.
    mutating func choosing() -> Plan {
        let (index, known) = (Int.random(in: 0..<1_000, using: &random), lookedBackOn)
        let actor = village.actor(.leader)
        let reason = words()
        return Plan(name: "look back") { hand in
            let topic = try Self.handled(index, but: known, hand)
            let services = hand.commands.services
            let chosen = try LookBack.choosing(
                topic, consultedOn: hand.now.day.advanced(by: -365), reason: reason,
                others: [], as: services.id(LookBack.self), by: actor,
                today: hand.now.day)
            try LookBackDesk(services: services, site: Site(tenant: hand.county, practice: hand.practice)).save(
                chosen, Signature(actor: actor, role: .leader, now: hand.now), in: hand.commands.transaction)
            return Made(lookBacks: [chosen.after.id], lookedBackOn: [topic.id])
        }
    }

    /// One of those that were handled: among the last few that the walk knows there is seldom one.
    private static func handled(_ index: Int, but known: [Topic.ID], _ hand: Hand) throws -> Topic {
        let handled = try hand.commands.transaction.rows(
            """
            SELECT id FROM topic WHERE tenant = \(hand.county.id.number) AND claimed IS NOT NULL ORDER BY id
            """
        ) { Topic.ID(try $0.next(Int64.self)) }
        let left = handled.filter { !known.contains($0) }
        guard !left.isEmpty, let topic = try hand.commands.topic(left[index % left.count], tenant: hand.county) else {
            throw WebFailure.notFound
        }
        return topic
    }

    mutating func contestAct() -> Plan {
        let id = recent(contests)
        let (actors, any, index, isBlind) = choice(ContestEntry.Command.allCases)
        let fields = LoopFields(village, &random)
        // They are few: what was done least comes first.
        let (label, tried) = (Label(""), tried)
        return Plan(label: label) { hand in
            let found = try hand.commands.record(id, practice: hand.practice, tenant: hand.county)
            guard let entry = found else { throw WebFailure.notFound }
            let (command, actor) = Self.pick(
                entry, actors, any, index, isBlind, avoiding: [], leastOf: tried, "contest")
            label.say("contest \(command.rawValue)")
            try hand.commands.perform(
                command, fields.of(command, now: hand.now), on: id, by: actor, at: hand.now, practice: hand.practice,
                tenant: hand.county)
            return Made()
        }
    }

    mutating func lookBackAct() -> Plan {
        let id = recent(lookBacks)
        let (actors, any, index, isBlind) = choice(LookBack.Command.allCases)
        let fields = LoopFields(village, &random)
        // They are few: what was done least comes first.
        let (label, tried) = (Label(""), tried)
        return Plan(label: label) { hand in
            let found = try hand.commands.record(id, practice: hand.practice, tenant: hand.county)
            guard let lookBack = found else { throw WebFailure.notFound }
            let (command, actor) = Self.pick(
                lookBack, actors, any, index, isBlind, avoiding: [], leastOf: tried, "look-back")
            label.say("look-back \(command.rawValue)")
            try hand.commands.perform(
                command, fields.of(command, now: hand.now), on: id, by: actor, at: hand.now, practice: hand.practice,
                tenant: hand.county)
            return Made()
        }
    }
    /// What was never done to contests and look-backs.
    var missingAfterwards: [String] {
        let all =
            ContestEntry.Command.allCases.map { "contest \($0.rawValue)" }
            + LookBack.Command.allCases.map { "look-back \($0.rawValue)" } + ["nominate", "look back"]
        return all.filter { commands[$0] == nil }
    }
}
