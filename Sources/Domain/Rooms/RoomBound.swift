// SPDX-License-Identifier: Apache-2.0

/// What belongs to a room and is told by a log of its own. The log says in which area the room lay as it began; whose it is goes by
/// the area in which the room lies now (rules.md C.9).
package protocol RoomBound: Sendable {
    /// The same with every room in the area in which it lies now. `area`: nil for a room that has never moved.
    func lying(where area: (Room.ID) -> AreaCode?) -> Self
}

extension ConsultationSession: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> ConsultationSession {
        var session = self
        session.area = area(room) ?? self.area
        session.plan.coHosts = plan.coHosts?.map { CoHost(room: $0.room, area: area($0.room) ?? $0.area) }
        return session
    }
}

extension SuggestionItem: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> SuggestionItem {
        var item = self
        item.area = area(room) ?? self.area
        return item
    }
}

extension SuggestionList: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> SuggestionList {
        var list = self
        list.issue.area = area(issue.room) ?? issue.area
        return list
    }
}

extension LookBack: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> LookBack {
        var record = self
        record.choice.area = area(choice.room) ?? choice.area
        return record
    }
}

extension ContestEntry: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> ContestEntry {
        var entry = self
        entry.nomination.area = area(nomination.room) ?? nomination.area
        return entry
    }
}

extension ReceptionDay: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> ReceptionDay {
        var reception = self
        reception.plan.area = area(plan.room) ?? plan.area
        return reception
    }
}

extension SentimentIssue: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> SentimentIssue {
        var issue = self
        issue.opening.area = area(opening.room) ?? opening.area
        return issue
    }
}

extension MediaConsultation: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> MediaConsultation {
        var consultation = self
        consultation.origin.area = area(origin.room) ?? origin.area
        return consultation
    }
}

extension LiveComment: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> LiveComment {
        var comment = self
        comment.said.area = area(said.room) ?? said.area
        return comment
    }
}

extension Deliberation: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> Deliberation {
        var call = self
        call.opening.area = area(opening.room) ?? opening.area
        return call
    }
}

extension OpinionStatement: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> OpinionStatement {
        var statement = self
        statement.content.area = area(content.room) ?? content.area
        return statement
    }
}

extension UnmaskingRequest: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> UnmaskingRequest {
        var request = self
        request.asking.area = area(asking.room) ?? asking.area
        return request
    }
}

extension DeploymentReceipt: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> DeploymentReceipt {
        var receipt = self
        receipt.sending.addressee = sending.addressee.lying(where: area)
        return receipt
    }
}

extension Deployment.Addressee: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> Deployment.Addressee {
        switch self {
        case .room(let room, let before): .room(room, area(room) ?? before)
        case .unit: self
        }
    }
}

extension Topic: RoomBound {
    package func lying(where area: (Room.ID) -> AreaCode?) -> Topic {
        var topic = self
        topic.area = area(room) ?? self.area
        if let escalation { topic.escalation?.area = area(escalation.room) ?? escalation.area }
        return topic
    }
}
