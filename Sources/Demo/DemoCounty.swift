// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import Foundation
import Server

/// The fictional 安澜县 and the 安澜经济开发区 beside it, played through the program's own commands.
package struct DemoCounty: Sendable {
    private let seed: UInt64

    package init(seed: UInt64) {
        self.seed = seed
    }

    /// Whether this data folder holds a demo; such a folder is served on the machine itself only.
    package static func isDemo(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: mark(folder))
    }

    /// Where to look and how to sign in.
    package static func guide(base: String) -> [String] {
        let rooms = DemoPeople.rooms.prefix(1).map { "  居民扫码（\($0.name)）： \(base)/r/\($0.token)" }
        let signIns = DemoPeople.signIns.map { "  \($0.shownAs) \($0.name)： \($0.signInName) / \(DemoPeople.password)" }
        return ["演示县安澜县（虚构）："] + rooms + ["  工作台： \(base)/desk"] + signIns
            + ["  第二个单位（安澜经济开发区，只有政协工委）： 用主机名 zone.localhost 打开"]
    }

    /// Plays the demo. Throws ``NotEmpty`` when the installation has a tenant already.
    package func play(on installation: Installation, folder: String) async throws {
        guard !Inspection.isFounded(installation) else { throw NotEmpty() }
        let hash = try PasswordHash.make(DemoPeople.password)
        let now = installation.now
        let seed = seed
        try await Commands.run(on: installation) { commands in
            var story = DemoStory(commands: commands, hash: hash, now: now, seed: seed)
            try story.playCounty()
            try story.playZone()
        }
        try Data("安澜县\n".utf8).write(to: URL(fileURLWithPath: Self.mark(folder)))
    }

    /// The folder is in use: a demo is played into an empty one only.
    package struct NotEmpty: Error, CustomStringConvertible {
        package let description = "这个数据目录里已经有单位了；演示只能放进空的目录。"
    }

    private static func mark(_ folder: String) -> String { folder + "/demo" }
}
