// SPDX-License-Identifier: Apache-2.0

/// A topic as it was said, parsed and bounded: what the edge hands to the rules.
package struct TopicDraft: Hashable, Sendable {
    package let room: Room.ID
    package let area: AreaCode
    package let source: Topic.Source
    package let text: String
    package let place: String?

    package init(room: Room.ID, area: AreaCode, source: Topic.Source, text: String, place: String?) {
        self.room = room
        self.area = area
        self.source = source
        self.text = text
        self.place = place
    }
}

extension Topic {
    /// What came in, as the log keeps it.
    package struct Submission: Hashable, Sendable, Codable {
        package let room: Room.ID
        package let area: AreaCode
        package let source: Source
        package let text: FreeText
        package let place: FreeText?

        package init(_ draft: TopicDraft) {
            room = draft.room
            area = draft.area
            source = draft.source
            text = .kept(draft.text)
            place = draft.place.map(FreeText.kept)
        }
    }

    /// A topic before its first event.
    init(id: ID, submission: Submission, receivedAt: Instant) {
        self.init(
            id: id, room: submission.room, area: submission.area, source: submission.source, receivedAt: receivedAt,
            text: submission.text, place: submission.place, state: .held, publication: .hidden, publicText: nil,
            deadline: nil, version: 0)
    }
}
