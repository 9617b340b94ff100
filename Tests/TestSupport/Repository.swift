// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The files of the repository, where a test compares them with what the code says.
package enum Repository {
    /// The text of a file, by its path from the repository's root. Throws when it cannot be read.
    package static func text(_ path: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    }
}
