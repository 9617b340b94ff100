// SPDX-License-Identifier: Apache-2.0

import Database

extension SQL {
    /// Whole numbers for `IN (…)`. The last is written again until there are as many as a power of two, so that
    /// statements have few shapes.
    init(numbers: [Int64]) {
        var size = 1
        while size < numbers.count { size *= 2 }
        let padding = numbers.last.map { Array(repeating: $0, count: size - numbers.count) } ?? []
        self.init(joining: (numbers + padding).map { "\($0)" }, with: ", ")
    }
}

extension Array {
    /// The elements in order as rows of statements that write them: 128 at once, and what is left by powers of two, so that
    /// statements have few shapes.
    var statementParts: [ArraySlice<Element>] { parts(of: 128) }

    /// The elements in order, so many at once, and what is left by powers of two.
    func parts(of most: Int) -> [ArraySlice<Element>] {
        var (parts, start, size): ([ArraySlice<Element>], Int, Int) = ([], 0, most)
        while start < count {
            while size > count - start { size /= 2 }
            parts.append(self[start..<start + size])
            start += size
        }
        return parts
    }
}
