// SPDX-License-Identifier: Apache-2.0

extension String {
    /// How often a part occurs, without overlaps.
    func occurrences(of part: String) -> Int { ranges(of: part).count }
}
