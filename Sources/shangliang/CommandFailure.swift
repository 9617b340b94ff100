// SPDX-License-Identifier: Apache-2.0

/// Why a command did not do what it was asked, in a sentence for the terminal.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
