// SPDX-License-Identifier: Apache-2.0

import Domain

extension Village {
    static let draft = TopicDraft(
        room: room, area: village, source: .scan, text: "村口的路灯坏了三个月", place: "村口")

    static let record = Topic.ResearchRecord(
        visit: .kept("晚上走了一遍村口到桥东"), findings: .kept("三盏路灯线路老化"), advice: .kept("更换线路，加装两盏"))

    /// The county's room, above every other.
    static let above = room(Room.ID(1_100), in: county, .district)

    static func room(_ id: Room.ID, in area: AreaCode, _ level: Room.Level) -> Room {
        Room(
            id: id, name: "议事室\(id.number)", area: area, level: level, address: "村委会一楼",
            token: Room.Token(random: UInt64(id.number)), convener: nil, secretary: nil)
    }

    /// A topic in the pool of a room, brought before the county's.
    static func brought(as id: Topic.ID = topicID, from own: Room.ID = room) throws -> Topic {
        let draft = TopicDraft(room: own, area: village, source: .scan, text: "水渠淤了", place: nil)
        let secretary = person(11, .roomSecretary, .tenant)
        return try Topic.submitting(draft, as: id, isHeld: false, at: morning, practice: practice).after
            .pooling(by: secretary).after
            .escalating(to: above, from: room(own, in: village, .village), reason: "几个村都有", by: secretary).after
    }

    static func submission(isHeld: Bool = false, as id: Topic.ID = topicID) -> Transition<Topic> {
        Topic.submitting(draft, as: id, isHeld: isHeld, at: morning, practice: practice)
    }

    /// Another topic of the room, accepted into the pool.
    static func otherTopic() throws -> Topic {
        try submission(as: Topic.ID(4242)).after.pooling(by: secretary).after
    }

    /// The topic as the public commands bring it to that state.
    static func topic(_ state: Topic.State.Name, as id: Topic.ID = topicID) throws -> Topic {
        let fresh = submission(as: id).after
        switch state {
        case .held: return submission(isHeld: true, as: id).after
        case .screening: return fresh
        case .asked: return try fresh.asking("哪一段路？", by: secretary).after
        case .pooled: return try fresh.pooling(by: secretary).after
        case .rejected:
            return try fresh.rejecting(
                ground: "no_matter", explanation: "没有说清是哪里", by: secretary, practice: practice
            ).after
        case .redirected: return try fresh.redirecting(to: .hotline, explanation: "属于热线办的", by: secretary).after
        case .solvedDirectly:
            return try fresh.solvingDirectly("当天已换好灯泡", by: secretary, at: morning, practice: practice).after
        case .merged: return try fresh.merging(into: otherTopic(), isTarget: false, by: secretary).after
        case .selected: return try topic(.pooled, as: id).selecting(by: convener).after
        case .researching:
            return try topic(.selected, as: id).assigning(
                researcher: researcherID, by: day("2026-03-19"), actor: convener, at: morning, practice: practice
            ).after
        case .ready: return try topic(.researching, as: id).researching(record, by: researcher).after
        case .scheduled: return try topic(.ready, as: id).scheduling(in: sessionID).after
        case .consulted: return try topic(.scheduled, as: id).beingConsulted().after
        case .inHandling: return try topic(.consulted, as: id).beginningHandling().after
        case .closed: return try topic(.inHandling, as: id).closing(.handled(claimed: .solved)).after
        case .reopened: return try topic(.closed, as: id).reopening().after
        case .withdrawn:
            return try topic(.pooled, as: id).withdrawing(
                reason: "已经解决了", othersJoined: false, by: .codeHolder(id), at: morning, practice: practice
            ).after.takingWithdrawalIntoEffect(at: Instant(day("2026-03-06"), hour: 9)).after
        }
    }

    /// A topic in the pool whose public wording stands at that point, as a store would hand it out.
    static func topic(publication: Publication, publicText: Topic.PublicText?) -> Topic {
        let fresh = submission().after
        return Topic(
            id: fresh.id, room: fresh.room, area: fresh.area, source: fresh.source, receivedAt: fresh.receivedAt,
            text: fresh.text, place: fresh.place, state: .pooled, publication: publication, publicText: publicText,
            deadline: nil, version: 5)
    }

    /// The topic as a store hands it out when its words are gone.
    static func erasedTopic() -> Topic {
        let fresh = submission().after
        return Topic(
            id: fresh.id, room: fresh.room, area: fresh.area, source: fresh.source, receivedAt: fresh.receivedAt,
            text: .erased, place: .erased, state: .pooled, publication: .hidden, publicText: nil, deadline: nil,
            version: 3)
    }
}
