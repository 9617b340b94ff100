// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation

/// What `shangliang verify` found last on this machine: written into the data folder, since it changes no database.
struct LastVerification: Codable, Hashable, Sendable {
    /// Milliseconds since 1970.
    let at: Int64
    let isClean: Bool
    let events: Int

    private static func path(_ data: String) -> String { data + "/verified" }

    /// Nil where it was never done, or what stands there is not understood.
    static func read(in data: String) -> LastVerification? {
        FileManager.default.contents(atPath: path(data)).flatMap { try? JSONDecoder().decode(Self.self, from: $0) }
    }

    /// Replaces what stands there. Throws when the folder cannot be written to.
    func write(in data: String) throws {
        try JSONEncoder().encode(self).write(to: URL(filePath: Self.path(data)), options: .atomic)
    }
}
