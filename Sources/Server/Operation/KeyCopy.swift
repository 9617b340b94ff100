// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation

/// When the keys were last taken out under a passphrase: a file in the data folder, by which the health page knows whether there is a copy
/// apart. Where the copy lies is written nowhere.
package enum KeyCopy {
    private static func path(_ data: String) -> String { data + "/keys-exported" }

    /// Nil where it was never done, or what stands there is not understood.
    static func read(in data: String) -> Instant? {
        FileManager.default.contents(atPath: path(data))
            .flatMap { Int64(String(decoding: $0, as: UTF8.self).filter { $0 != "\n" }) }
            .map { Instant(milliseconds: $0) }
    }

    /// Notes that a copy was written to `copy`; nothing where that lies in the data folder, since it would go with it. Throws when the
    /// folder cannot be written to.
    package static func note(_ copy: String, _ settings: Settings) throws {
        let (copy, data) = (URL(filePath: copy), URL(filePath: settings.data + "/"))
        let folder = copy.deletingLastPathComponent().resolvingSymlinksInPath().path
        let whole = data.resolvingSymlinksInPath().path
        guard folder != whole, !folder.hasPrefix(whole + "/") else { return }
        try Data("\(Clock.system.now().milliseconds)\n".utf8).write(
            to: URL(filePath: path(settings.data)), options: .atomic)
    }
}
