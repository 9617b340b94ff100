// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import Server

/// The fictional 安澜县 and the 安澜经济开发区 beside it, played through the program's own commands.
package struct DemoCounty: Sendable {
    /// How many commands share a transaction.
    package static let commandsPerTransaction = 500
    private let seed: UInt64

    package init(seed: UInt64) {
        self.seed = seed
    }

    /// Whether this data folder holds a demo; such a folder is served on the machine itself only.
    package static func isDemo(_ folder: String) -> Bool { DemoMark.isFinished(folder) }

    /// Whether a demo was begun in this data folder and never finished; such a folder is not served.
    package static func isUnfinished(_ folder: String) -> Bool { DemoMark.isUnfinished(folder) }

    /// Marks a data folder as a demo's: its passwords are known to all.
    package static func putMark(on folder: String) throws { try DemoMark.put(on: folder) }

    /// How far the story has been played, in commands.
    package struct Progress: Sendable {
        package let played: Int
        package let total: Int
    }

    /// Plays the demo. Throws ``NotEmpty`` when the installation has a tenant already, ``Unfinished`` when the folder
    /// holds a demo that was begun, by somebody else or before, and what `progress` throws: then the story stops there.
    package func play(
        on installation: Installation, folder: String, progress: (Progress) throws -> Void = { _ in }
    ) async throws {
        guard !Self.isUnfinished(folder) else { throw Unfinished() }
        guard !Inspection.isFounded(installation) else { throw NotEmpty() }
        try DemoMark.begin(folder)
        var players = try await begin(installation)
        let total = players.map(\.moments.count).reduce(0, +)
        var left = total
        while left > 0 {
            let before = players
            players = try await Commands.run(on: installation) { commands in
                try Self.playNext(before, with: commands)
            }
            left = players.map(\.moments.count).reduce(0, +)
            try progress(Progress(played: total - left, total: total))
        }
        try mark(players[0]).finish(folder)
    }

    /// Founds county and zone, and lays out what is to happen there.
    private func begin(_ installation: Installation) async throws -> [DemoPlayer] {
        let hash = try PasswordHash.make(DemoPeople.password)
        let (now, seed) = (installation.now, seed)
        return try await Commands.run(on: installation) { commands in
            let founding = DemoFounding(commands: commands, hash: hash, now: now)
            return [
                DemoPlayer(
                    try founding.found(.county), DemoStory.county, now: now, random: SplitMix(seed: seed)),
                DemoPlayer(try founding.found(.zone), DemoStory.zone, now: now, random: SplitMix(seed: ~seed)),
            ]
        }
    }

    /// The commands of one transaction.
    private static func playNext(_ before: [DemoPlayer], with commands: Commands) throws -> [DemoPlayer] {
        var players = before
        var left = commandsPerTransaction
        for index in players.indices where left > 0 {
            let count = min(left, players[index].moments.count)
            try players[index].play(count, with: commands)
            left -= count
        }
        return players
    }

    private func mark(_ player: DemoPlayer) throws -> DemoMark {
        guard let code = player.records[DemoStory.waitingForWord]?.code else {
            throw DemoPlayer.Missing(what: DemoStory.waitingForWord)
        }
        return DemoMark(wholeLoop: try player.topic(DemoStory.wholeLoop).text, waitingCode: code.text)
    }

    /// The folder is in use: a demo is played into an empty one only.
    package struct NotEmpty: Error, CustomStringConvertible {
        package let description = "这个数据目录里已经有单位了；演示只能放进空的目录。"
    }

    /// A demo was begun in the folder, and it is not complete.
    package struct Unfinished: Error, CustomStringConvertible {
        package init() {}
        package let description = "这个数据目录里的演示还没有放完，不能用：另一个程序正在放，或者上次中断了。请删掉这个目录，重新放入演示。"
    }
}
