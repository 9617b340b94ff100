// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import Server

/// The fictional 安澜县 and the 安澜经济开发区 beside it, played through the program's own commands.
package struct DemoCounty: Sendable {
    /// How many commands share a transaction.
    package static let commandsPerTransaction = 500
    private let seed: UInt64
    private let figures: DemoFigures?

    /// `figures`: by whose figures a year is played, or none: then the story alone.
    package init(seed: UInt64, figures: DemoFigures? = nil) {
        (self.seed, self.figures) = (seed, figures)
    }

    /// Whether this data folder holds a demo; such a folder is served on the machine itself only.
    package static func isDemo(_ folder: String) -> Bool { DemoMark.isFinished(folder) }

    /// Whether a demo was begun in this data folder and never finished; such a folder is not served.
    package static func isUnfinished(_ folder: String) -> Bool { DemoMark.isUnfinished(folder) }

    /// Marks a data folder as a demo's: its passwords are known to all.
    package static func putMark(on folder: String) throws { try DemoMark.put(on: folder) }

    /// How far the story has been played, in commands.
    package struct Progress: Sendable {
        /// Commands that were given so far.
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
        let script = try script(on: installation.now.day)
        var players = try await begin(script, installation)
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
        try mark(players[0], script).finish(folder)
    }

    /// What is to happen in the county, and which of it is shown to whoever looks around.
    private struct Script: Sendable {
        let tenant: DemoTenant
        let threads: [DemoThread]
        let wholeLoop: String
        let waitingForWord: String
    }

    /// The figures of `scan` are those of the county with its story and its year's topics; the others are of places where nothing else happened.
    private func script(on today: Day) throws -> Script {
        let story = DemoStory.county(on: today)
        guard let figures else {
            return Script(
                tenant: .county, threads: story, wholeLoop: DemoStory.wholeLoop,
                waitingForWord: DemoStory.waitingForWord)
        }
        if let plan = figures.proposals {
            return Script(
                tenant: .wholeCounty,
                threads: DemoStory.beforeProposals(on: today)
                    + (try DemoProposals(plan, in: .wholeCounty, seed: seed)).threads,
                wholeLoop: DemoStory.wholeLoop, waitingForWord: DemoStory.waitingForWord)
        }
        let besides = figures == .scan ? story + DemoStory.yearTopics : []
        let year = try DemoYear(figures, besides: besides, seed: seed)
        return Script(
            tenant: figures == .levels ? .fourLevels : .wholeCounty, threads: besides + year.threads,
            wholeLoop: besides.isEmpty ? year.wholeLoop : DemoStory.wholeLoop,
            waitingForWord: besides.isEmpty ? year.waitingForWord : DemoStory.waitingForWord)
    }

    /// Founds county and zone, and lays out what is to happen there.
    private func begin(_ script: Script, _ installation: Installation) async throws -> [DemoPlayer] {
        let hash = try PasswordHash.make(DemoPeople.password)
        let (now, seed) = (installation.now, seed)
        return try await Commands.run(on: installation) { commands in
            let founding = DemoFounding(commands: commands, hash: hash, now: now)
            return [
                DemoPlayer(
                    try founding.found(script.tenant), script.threads, now: now, random: SplitMix(seed: seed)),
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

    private func mark(_ player: DemoPlayer, _ script: Script) throws -> DemoMark {
        guard let code = player.records[script.waitingForWord]?.code else {
            throw DemoPlayer.Missing(what: script.waitingForWord)
        }
        return DemoMark(
            wholeLoop: try player.topic(script.wholeLoop).text, waitingCode: code.text,
            live: player.records.values.compactMap(\.live).min()?.text,
            call: player.records.values.compactMap(\.call).min()?.text,
            evaluation: player.records.values.compactMap(\.evaluatorLink).min())
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
