// SPDX-License-Identifier: Apache-2.0

import Markup

/// The drawings a page uses, each once, so that fifty rows with a lamp carry its path a single time.
enum Sprite {
    /// The hidden sprite for a page's body. It reads the references (`"#i-name"`) out of the finished markup, so no
    /// page has to list its icons and none can be forgotten; text from people has its quotes escaped and is not read.
    static func html(for body: HTML) -> HTML {
        let used = icons(in: body.bytes)
        let symbols = Icon.allCases.filter(used.contains).map(\.symbol)
        return "<svg class=\"vh\" aria-hidden=\"true\">\(symbols)</svg>"
    }

    private static func icons(in bytes: [UInt8]) -> Set<Icon> {
        let mark = Array("\"#i-".utf8)
        var found: Set<Icon> = []
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index + mark.count < bytes.count {
                guard bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) else {
                    index += 1
                    continue
                }
                let name = bytes[(index + mark.count)...].prefix { $0 != mark[0] }
                if let icon = Icon(rawValue: String(decoding: name, as: UTF8.self)) { found.insert(icon) }
                index += mark.count
            }
        }
        return found
    }
}
