// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What commands say on the terminal.
enum Terminal {
    static func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}
