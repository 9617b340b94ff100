// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Demo
import Server

/// `shangliang backup`: writes one archive of the whole installation, beside a server that goes on.
struct TakeBackup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "备份：不停服务，把全部数据写进一个文件（不含密钥）。")

    @OptionGroup var options: SettingsOptions

    @Option(help: "备份文件；已有同名文件时不覆盖。")
    var to: String

    func run() async throws {
        let settings = try await options.read()
        let receipt = try await Backup().take(settings, to: to, isDemo: DemoCounty.isDemo(settings.data))
        Terminal.say("已备份 \(receipt.tables) 张表、\(receipt.rows) 行，\(receipt.bytes) 字节：\(to)")
    }
}
