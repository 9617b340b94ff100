// SPDX-License-Identifier: Apache-2.0

import Domain

/// The versions of the cases that somebody looks at in a form for many: what changes before the form is sent, by somebody
/// else or in another tab, is not passed unseen.
struct BulkVersions<Case: Lifecycle>: Sendable {
    static var name: String { "seen" }

    private(set) var versions: [Identifier<Case>: Int] = [:]

    init(_ versions: [Identifier<Case>: Int] = [:]) {
        self.versions = versions
    }

    /// Reads them from what a form sent. What is not readable names no version.
    init(sent: [String: String]) {
        for pair in (sent[Self.name] ?? "").split(separator: " ") {
            let parts = pair.split(separator: ":")
            guard parts.count == 2, let id = Identifier<Case>(String(parts[0])), let version = Int(parts[1]) else {
                continue
            }
            versions[id] = version
        }
    }

    /// These, and of `others` those that it has, instead.
    func merged(with others: Self) -> Self {
        Self(versions.merging(others.versions) { $1 })
    }

    /// As one field, however many there are.
    var field: HiddenField {
        let pairs = versions.sorted { $0.key < $1.key }.map { "\($0.key.text):\($0.value)" }
        return HiddenField(name: Self.name, value: pairs.joined(separator: " "))
    }
}
