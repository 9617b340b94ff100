// SPDX-License-Identifier: Apache-2.0

extension HTML {
    /// The two pieces, one after the other.
    package static func + (first: HTML, second: HTML) -> HTML {
        var sum = first
        sum += second
        return sum
    }

    /// Appends a piece.
    package static func += (first: inout HTML, second: HTML) {
        first.bytes.append(contentsOf: second.bytes)
    }
}

extension Sequence<HTML> {
    /// All pieces in order, with the separator between them.
    package func joined(separator: HTML = HTML()) -> HTML {
        var sum = HTML()
        var isFirst = true
        for piece in self {
            if !isFirst { sum += separator }
            isFirst = false
            sum += piece
        }
        return sum
    }
}
