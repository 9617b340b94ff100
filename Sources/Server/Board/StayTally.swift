// SPDX-License-Identifier: Apache-2.0

import Database

/// How long many records were in each state, from what each tells of its stays that have ended.
struct StayTally: Sendable {
    /// `screening 12`, with a sign behind it where the record was there before.
    private var entries = BoardTexts()
    private var counts: [Int] = []

    /// The stays of one record, each with a `;` behind it.
    mutating func add(_ stays: String) {
        BoardTexts.parts(of: stays, at: UInt8(ascii: ";")) { entry in
            guard !entry.isEmpty else { return }
            let number = entries.number(of: entry)
            if number == counts.count { counts.append(0) }
            counts[number] += 1
        }
    }

    /// The states that some have left.
    func times() throws -> [StateTime] {
        var states: [Substring: [StateTime.Hour]] = [:]
        for (entry, count) in zip(entries.texts, counts) {
            let isAgain = entry.hasSuffix("+")
            guard let space = entry.utf8.firstIndex(of: UInt8(ascii: " ")),
                let length = Int(entry[space...].dropFirst().dropLast(isAgain ? 1 : 0))
            else { throw DatabaseError.malformed("ended_stays") }
            states[entry[..<space], default: []].append(
                StateTime.Hour(length: length, stays: count, records: isAgain ? 0 : count))
        }
        return states.map { state, hours in StateTime(state: String(state), hours.sorted { $0.length < $1.length }) }
    }
}
