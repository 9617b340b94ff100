// SPDX-License-Identifier: Apache-2.0

/// The hours of a reception day, cut into slots of the same length with the same number of places.
package struct ReceptionHours: Hashable, Sendable, Codable {
    /// Minutes after midnight at which the first slot begins.
    package let from: Int
    /// Minutes after midnight at which the last slot has ended.
    package let until: Int
    package let slotMinutes: Int
    /// How many people a slot takes.
    package let places: Int

    /// How long a slot may be: what divides an hour, and the hour.
    package static let slotLengths = [10, 15, 20, 30, 60]
    /// How many people are received in one slot at most.
    package static let placesMax = 6

    package init(from: Int, until: Int, slotMinutes: Int, places: Int) {
        self.from = from
        self.until = until
        self.slotMinutes = slotMinutes
        self.places = places
    }

    /// When each slot begins, in minutes after midnight; none where the hours hold no whole slot.
    package var slots: [Int] {
        guard Self.slotLengths.contains(slotMinutes) else { return [] }
        return stride(from: from, through: until - slotMinutes, by: slotMinutes).map { $0 }
    }

    /// How many places of the day are booked from one address by people of whom nothing else is known: half of them, so that others
    /// find some, and four at the least: a household, or a hall with one line.
    package var placesPerAddress: Int { max(4, slots.count * places / 2) }

    /// Whether both last at the same time; one may begin as the other ends.
    package func overlap(_ other: ReceptionHours) -> Bool { from < other.until && other.from < until }

    /// Whether there is a day that can be held so.
    package var areSound: Bool { (1...Self.placesMax).contains(places) && !slots.isEmpty && until <= 24 * 60 }
}
