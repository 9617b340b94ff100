// SPDX-License-Identifier: Apache-2.0

import Domain
import Synchronization

/// Wrong last digits of phones: there are ten thousand possibilities, so only a few are listened to for one topic and from
/// one address. Counts are this process's own and forget, which leaves whoever found a code years to guess.
final class PhoneEndingTries: Sendable {
    static let perTopicInHour = 5
    static let perTopicInDay = 10
    /// More than for a topic: in a hall, several people are wrong from one address. Above it each topic has one try an hour.
    static let perAddressInHour = 30
    private static let hour: Int64 = 3600
    private static let day: Int64 = 86_400

    private struct Counts {
        var hour: Int64 = 0
        var day: Int64 = 0
        var inHour: [String: Int] = [:]
        var inDay: [String: Int] = [:]
    }

    private let counts = Mutex(Counts())

    /// Takes what `isRight` says of one try, and counts it where it is wrong; above a limit the right digits are not listened
    /// to either, since an answer to them would be an answer to a guess. Throws ``PhoneEndingRefusal``.
    func listen(
        to isRight: Bool, of topic: Topic.ID, from address: String, at now: Instant
    ) throws(PhoneEndingRefusal) {
        let (own, group) = ("t\(topic)", "a\(AddressGroup.of(address))")
        let seconds = now.milliseconds / 1000
        // Asked and counted in one piece, so that a hundred tries at once are a hundred tries.
        let refusal = counts.withLock { counts -> PhoneEndingRefusal? in
            // Never back: a request whose head came before the turn of the hour, and its body after, would empty the counts.
            if seconds / Self.hour > counts.hour { (counts.hour, counts.inHour) = (seconds / Self.hour, [:]) }
            if seconds / Self.day > counts.day { (counts.day, counts.inDay) = (seconds / Self.day, [:]) }
            if counts.inDay[own, default: 0] >= Self.perTopicInDay {
                return .tooOften(seconds: Int((counts.day + 1) * Self.day - seconds))
            }
            let (ownTries, groupTries) = (counts.inHour[own, default: 0], counts.inHour[group, default: 0])
            // Whoever was not wrong yet is not shut out by others behind the same address.
            if ownTries >= Self.perTopicInHour || ownTries > 0 && groupTries >= Self.perAddressInHour {
                return .tooOften(seconds: Int((counts.hour + 1) * Self.hour - seconds))
            }
            if isRight { return nil }
            counts.inHour[own, default: 0] += 1
            counts.inHour[group, default: 0] += 1
            counts.inDay[own, default: 0] += 1
            return .wrong
        }
        if let refusal { throw refusal }
    }
}
