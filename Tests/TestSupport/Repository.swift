// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The files of the repository, where a test compares them with what the code says.
package enum Repository {
    /// The text of a file, by its path from the repository's root. Throws when it cannot be read.
    package static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: Self.path(path))), as: UTF8.self)
    }

    /// The full path of a file or folder, by its path from the repository's root.
    package static func path(_ path: String) -> String {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return root.appending(path: path).path(percentEncoded: false)
    }
}
