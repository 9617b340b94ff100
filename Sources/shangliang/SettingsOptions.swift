// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuration
import Foundation
import Server
import SystemPackage

/// The settings that commands share. What is not given here is looked for in the environment (`SHANGLIANG_DATA` …),
/// then in the settings file.
struct SettingsOptions: ParsableArguments {
    @Option(help: "数据目录：数据库和密钥都在里面。")
    var data: String?

    @Option(help: "PostgreSQL 地址（postgres://…）；不写就用数据目录里的 SQLite。")
    var database: String?

    @Option(help: "JSON 设置文件，可以写这里的任何一项。")
    var settings: String?

    /// The settings, with more given on the command line. Throws ``Settings/Mistakes`` with all that is wrong.
    func read(_ more: [String: String?] = [:]) async throws -> Settings {
        let given = more.merging(["data": data, "database": database]) { a, _ in a }.compactMapValues { $0 }
        let flags = InMemoryProvider(
            values: Dictionary(
                uniqueKeysWithValues: given.map {
                    (AbsoluteConfigKey([$0.key]), ConfigValue(.string($0.value), isSecret: false))
                }))
        var providers: [any ConfigProvider] = [flags, EnvironmentVariablesProvider().prefixKeys(with: "shangliang")]
        var names: [String] = []
        if let settings {
            // What is no JSON is told by whoever reads it next.
            let file = FileManager.default.contents(atPath: settings) ?? Data()
            names = (try? JSONSerialization.jsonObject(with: file) as? [String: Any]).map { Array($0.keys) } ?? []
            providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(settings)))
        }
        return try Settings(ConfigReader(providers: providers), fileNames: names)
    }
}
