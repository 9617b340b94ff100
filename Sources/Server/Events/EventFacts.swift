// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation

/// What stands in an event's row: the event, and beside it what is noted of every kind alike.
struct EventFacts<Event: LifecycleEvent>: Codable {
    let event: Event
    /// How those have agreed whom its public words show (BR-41).
    let consent: FreeText?

    /// Beside the name of the event; no event has a name that begins like that.
    private enum CodingKeys: String, CodingKey {
        case consent = "_consent"
    }

    init(event: Event, consent: FreeText?) {
        (self.event, self.consent) = (event, consent)
    }

    init(from decoder: any Decoder) throws {
        event = try Event(from: decoder)
        consent = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(FreeText.self, forKey: .consent)
    }

    func encode(to encoder: any Encoder) throws {
        try event.encode(to: encoder)
        guard let consent else { return }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(consent, forKey: .consent)
    }
}

/// What is noted of a consent in an event's row, whatever the event.
struct NotedConsent: Decodable {
    private let reference: String?

    private enum CodingKeys: String, CodingKey {
        case reference = "_consent"
    }

    init(facts: String) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(facts.utf8))
    }

    /// The content row that holds its words; none where nothing is noted.
    var contents: [Int64] { reference.flatMap { ContentKeeper.parse($0)?.id }.map { [$0] } ?? [] }
}
