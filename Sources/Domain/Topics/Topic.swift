// SPDX-License-Identifier: Apache-2.0

/// A topic (议题): what somebody wants talked over, from the first word on.
package struct Topic: Hashable, Sendable {
    package typealias ID = Identifier<Topic>

    package let id: ID
    package let room: Room.ID
    package let area: AreaCode
    package let source: Source
    package let receivedAt: Instant
    /// What was said; never changed, and never shown to strangers.
    package let text: FreeText
    /// Where it is, if the person said so.
    package let place: FreeText?
    package internal(set) var state: State
    package internal(set) var publication: Publication
    /// The public wording, once somebody has begun to review it.
    package internal(set) var publicText: PublicText?
    /// By when the present stage is due; nil when nothing is owed.
    package internal(set) var deadline: Deadline?
    package internal(set) var version: Int

    /// A topic as it is stored; only the store makes one so.
    package init(
        id: ID, room: Room.ID, area: AreaCode, source: Source, receivedAt: Instant, text: FreeText, place: FreeText?,
        state: State, publication: Publication, publicText: PublicText?, deadline: Deadline?, version: Int
    ) {
        self.id = id
        self.room = room
        self.area = area
        self.source = source
        self.receivedAt = receivedAt
        self.text = text
        self.place = place
        self.state = state
        self.publication = publication
        self.publicText = publicText
        self.deadline = deadline
        self.version = version
    }

    /// How a topic came in (A2-07); kept for statistics.
    package enum Source: String, CaseIterable, Hashable, Sendable, Codable {
        /// Through the room's page, mostly by its printed code.
        case scan
        /// Through the API without a page.
        case api
    }

    /// What strangers may read once it is published.
    package struct PublicText: Hashable, Sendable, Codable {
        package let title: FreeText
        package let body: FreeText

        package init(title: FreeText, body: FreeText) {
            self.title = title
            self.body = body
        }
    }
}
