// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import OpinionMap

/// Draws up the map of a file of votes several times, and brings the map of all but the last votes up to date: one line of
/// JSON with the seconds of each, and the memory that drawing it up takes beyond the votes.
struct MapOpinions: ParsableCommand {
    @Argument var votes: String
    @Option var rounds = 5
    @Option(help: "How many votes an update adds.") var late = 1_000

    private struct Answer: Encodable {
        let full: [Double]
        let update: [Double]
        let megabytes: Double
    }

    func run() throws {
        let votes = try VoteFile([UInt8](Data(contentsOf: URL(filePath: votes)))).votes
        // From here on the peak counts anew (proc(5)).
        try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
        let before = try peakMegabytes()
        _ = OpinionMap(votes)
        let megabytes = try peakMegabytes() - before

        // Late votes come from anywhere among people and statements, always the same ones.
        let mixed = votes.indices.sorted { Self.mixed($0) < Self.mixed($1) }.map { votes[$0] }
        let conversation = Conversation(Array(mixed.dropLast(late)))
        let clock = ContinuousClock()
        var answer = (full: [Double](), update: [Double]())
        for _ in 0..<rounds {
            answer.full.append(clock.measure { _ = OpinionMap(votes) } / .seconds(1))
            var updated = conversation
            answer.update.append(clock.measure { updated.update(mixed.suffix(late)) } / .seconds(1))
        }
        let text = try JSONEncoder().encode(Answer(full: answer.full, update: answer.update, megabytes: megabytes))
        print(String(decoding: text, as: UTF8.self))
    }

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
