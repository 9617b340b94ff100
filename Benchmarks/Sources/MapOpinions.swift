// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import OpinionMap

/// Draws up the map of a file of votes several times, in the order of the file and as votes come in, from anybody to
/// anything; and brings the map of all but the last up to date. Answers one line of JSON with the seconds of each, and the
/// memory that drawing it up takes beyond the votes.
struct MapOpinions: ParsableCommand {
    @Argument var votes: String
    @Option var rounds = 5
    @Option(help: "How many votes an update adds.") var late = 1_000

    private struct Answer: Encodable {
        var full: [Double] = []
        var anew: [Double] = []
        var update: [Double] = []
        let megabytes: Double
    }

    func run() throws {
        let votes = try VoteFile([UInt8](Data(contentsOf: URL(filePath: votes)))).votes
        // From here on the peak counts anew (proc(5)).
        try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
        let before = try peakMegabytes()
        _ = OpinionMap(votes)
        let megabytes = try peakMegabytes() - before

        let mixed = votes.indices.sorted { Self.mixed($0) < Self.mixed($1) }.map { votes[$0] }
        let conversation = Conversation(Array(mixed.dropLast(late)))
        let clock = ContinuousClock()
        var answer = Answer(megabytes: megabytes)
        for _ in 0..<rounds {
            answer.full.append(clock.measure { _ = OpinionMap(votes) } / .seconds(1))
            answer.anew.append(clock.measure { _ = OpinionMap(mixed) } / .seconds(1))
            var updated = conversation
            answer.update.append(clock.measure { updated.update(mixed.suffix(late)) } / .seconds(1))
        }
        print(String(decoding: try JSONEncoder().encode(answer), as: UTF8.self))
    }

    /// Always the same disorder.
    private static func mixed(_ index: Int) -> UInt64 { UInt64(index) &* 0x9E37_79B9_7F4A_7C15 }

    private func peakMegabytes() throws -> Double {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        guard let kilobytes = line?.split(separator: " ").dropLast().last.flatMap({ Double($0) }) else {
            throw ValidationError("no VmHWM in /proc/self/status")
        }
        return kilobytes / 1024
    }
}
