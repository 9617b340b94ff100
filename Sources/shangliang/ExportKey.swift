// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cryptography
import Foundation
import Server

/// `shangliang key export`: writes the keys into a file that only the passphrase opens.
struct ExportKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "export", abstract: "导出密钥，用口令封存。")

    @OptionGroup var options: SettingsOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "导出到的文件；已有同名文件时不覆盖。")
    var to: String

    func run() async throws {
        let settings = try await options.read()
        let text = try KeyExport.text(of: settings.data + "/keys", passphrase: try passphrase.read(isNew: true))
        try PrivateFile.create(text, at: to)
        do {
            try KeyCopy.note(to, settings)
        } catch {
            Terminal.warn("导出的时间没有记进数据目录，运行状况页上看不到：\(error.localizedDescription)")
        }
        Terminal.say("密钥已封存到 \(to)。口令和这个文件分开保管；两样缺一样，都读不出内容。")
    }
}
