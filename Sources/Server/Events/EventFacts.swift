// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation

/// What stands in an event's row: the event, and beside it what is noted of every kind alike.
struct EventFacts<Event: LifecycleEvent>: Codable {
    let event: Event
    /// How those have agreed whom its public words show (BR-41).
    let consent: FreeText?
    /// For whom the person acted who did it, where the roles alone do not say it.
    let actingFor: Person.ID?

    /// Beside the name of the event; no event has a name that begins like that.
    private enum CodingKeys: String, CodingKey {
        case consent = "_consent"
        case actingFor = "_acting_for"
    }

    init(event: Event, consent: FreeText?, actingFor: Person.ID?) {
        (self.event, self.consent, self.actingFor) = (event, consent, actingFor)
    }

    init(from decoder: any Decoder) throws {
        event = try Event(from: decoder)
        let noted = try decoder.container(keyedBy: CodingKeys.self)
        consent = try noted.decodeIfPresent(FreeText.self, forKey: .consent)
        actingFor = try noted.decodeIfPresent(Person.ID.self, forKey: .actingFor)
    }

    func encode(to encoder: any Encoder) throws {
        try event.encode(to: encoder)
        guard consent != nil || actingFor != nil else { return }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(consent, forKey: .consent)
        try container.encodeIfPresent(actingFor, forKey: .actingFor)
    }
}

/// For whom somebody acted, in an event's row, whatever the event.
struct NotedSubstitution: Decodable {
    let holder: Person.ID?

    private enum CodingKeys: String, CodingKey {
        case holder = "_acting_for"
    }

    init(facts: String) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(facts.utf8))
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
