// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Demo
import Server

/// `shangliang restore`: puts an archive into an empty data folder or database, and verifies what is there then.
struct RestoreBackup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "恢复：把备份放进空的数据目录或空的数据库，并核对。")

    @OptionGroup var options: SettingsOptions

    @Option(help: "备份文件。")
    var from: String

    func run() async throws {
        let settings = try await options.read()
        let receipt = try await Restore().put(from, into: settings)
        if receipt.isDemo { try DemoCounty.putMark(on: settings.data) }
        Terminal.say("已恢复 \(receipt.rows) 行；按删除记录再次删除 \(receipt.erasedAgain) 处内容。")
        let reports = try await Inspection.verify(settings)
        Terminal.say(Verify.text(reports))
        if !reports.allSatisfy(\.isClean) { throw ExitCode(1) }
    }
}
