// SPDX-License-Identifier: Apache-2.0

@testable import OpinionMap

/// Small tables of votes for tests: a line for each participant, a character for each statement; + agrees, - disagrees,
/// 0 passes, and whoever has a . was not asked.
func votes(_ table: String, from first: Int = 1) -> [Vote] {
    table.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { row, line in
        line.enumerated().compactMap { column, character in
            let answer: Vote.Answer? =
                switch character {
                case "+": .agree
                case "-": .disagree
                case "0": .pass
                default: nil
                }
            return answer.map { Vote(participant: row + first, statement: column + 1, answer: $0) }
        }
    }
}

/// Votes of two camps that differ on the first half of the statements and agree on the last quarter; everybody has answered
/// most, always the same (SplitMix64).
func twoCamps(people: Int, statements: Int, seed: UInt64 = 1) -> [Vote] {
    var dice = Dice(state: seed)
    return (0..<people).flatMap { person in
        (0..<statements).compactMap { statement -> Vote? in
            guard dice.below(10) < 8 else { return nil }
            var leaning =
                statement < statements / 2 ? (person % 3 == 0 ? -1 : 1) : statement >= 3 * statements / 4 ? 1 : 0
            if dice.below(6) == 0 { leaning = Int(dice.below(3)) - 1 }
            return Vote(
                participant: person, statement: statement,
                answer: leaning > 0 ? .agree : leaning < 0 ? .disagree : .pass)
        }
    }
}

/// Random numbers that are always the same.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: UInt64) -> UInt64 { next() % bound }
}
