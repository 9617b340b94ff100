// SPDX-License-Identifier: Apache-2.0

import Configuration

/// Settings as somebody wrote them: names and texts.
package struct SettingsText: Sendable {
    private let texts: [String: String]

    package init(_ texts: [String: String]) {
        self.texts = texts
    }

    /// The texts as a source of settings.
    package var provider: some ConfigProvider {
        InMemoryProvider(
            values: Dictionary(
                uniqueKeysWithValues: texts.map {
                    (AbsoluteConfigKey([$0.key]), ConfigValue(.string($0.value), isSecret: false))
                }))
    }
}
