// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cryptography
import Foundation
import Server

/// `shangliang key import`: puts exported keys into a data folder that has none.
struct ImportKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入密钥；已有密钥的数据目录不会被覆盖。")

    @OptionGroup var options: SettingsOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "导出的密钥文件。")
    var from: String

    func run() async throws {
        let settings = try await options.read()
        let text = try PrivateFile.text(at: from)
        try FileManager.default.createDirectory(atPath: settings.data, withIntermediateDirectories: true)
        do {
            try KeyExport.put(text, passphrase: try passphrase.read(isNew: false), into: settings.data + "/keys")
        } catch let error as KeyExportError {
            throw CommandFailure(Self.sentence(for: error))
        }
        Terminal.say("密钥已放进 \(settings.data)/keys。")
    }

    private static func sentence(for error: KeyExportError) -> String {
        switch error {
        case .notAnExport: "这不是导出的密钥文件，或者文件不完整。"
        case .wrongPassphrase: "口令不对，或者文件被改过。"
        case .outOfMemory: "内存不够，请稍后再试。"
        }
    }
}
