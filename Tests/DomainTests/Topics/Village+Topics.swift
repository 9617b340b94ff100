// SPDX-License-Identifier: Apache-2.0

import Domain

/// Everybody who may come to a topic, as the rule tables name them.
enum ActorKind: String, CaseIterable {
    case visitor
    case codeHolder = "holder of its code"
    case otherCodeHolder = "holder of another code"
    case roomSecretary = "secretary of the room"
    case otherRoomSecretary = "secretary of another room"
    case areaSecretary = "secretary of the area"
    case convener
    case leader
    case console
    case system

    var actor: Actor {
        switch self {
        case .visitor: .visitor
        case .codeHolder: .codeHolder(Village.topicID)
        case .otherCodeHolder: .codeHolder(Topic.ID(2))
        case .roomSecretary: Village.person(11, .roomSecretary, .room(Village.room))
        case .otherRoomSecretary: Village.person(12, .roomSecretary, .room(Village.otherRoom))
        case .areaSecretary: Village.person(13, .roomSecretary, .area(Village.town))
        case .convener: Village.person(14, .convener, .room(Village.room))
        case .leader: Village.person(15, .leader, .tenant)
        case .console: .console
        case .system: .system
        }
    }
}

extension Village {
    static let topicID = Topic.ID(1)
    static let secretary = ActorKind.roomSecretary.actor

    static let draft = TopicDraft(
        room: room, area: village, source: .scan, text: "村口的路灯坏了三个月", place: "村口")

    static func submission(isHeld: Bool = false) -> Transition<Topic> {
        Topic.submitting(draft, as: topicID, isHeld: isHeld, at: morning, practice: practice)
    }

    /// The topic as the public commands bring it to that state.
    static func topic(_ state: Topic.State.Name) throws -> Topic {
        let fresh = submission().after
        return switch state {
        case .held: submission(isHeld: true).after
        case .screening: fresh
        case .asked: try fresh.asking("哪一段路？", by: secretary).after
        case .pooled: try fresh.pooling(by: secretary).after
        case .rejected:
            try fresh.rejecting(ground: "no_matter", explanation: "没有说清是哪里", by: secretary, practice: practice).after
        case .solvedDirectly: try fresh.solvingDirectly("当天已换好灯泡", by: secretary).after
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
}
