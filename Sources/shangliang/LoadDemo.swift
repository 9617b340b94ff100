// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Demo
import Logging
import Server

/// `shangliang demo`: plays the fictional 安澜县 into an empty data folder.
struct LoadDemo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "demo", abstract: "在空的数据目录里放进演示县（安澜县，虚构）。")

    @OptionGroup var options: SettingsOptions

    @Option(help: "随机种子：相同的种子得到相同的县。")
    var seed: UInt64 = 1

    @Option(help: "按哪一组数字放一年：scan（默认）、towns、pool、levels；proposals 放一次全会的提案；none 只放故事，几秒就好。")
    var figures: Figures = .scan

    /// The sets of figures, or none.
    enum Figures: String, ExpressibleByArgument, CaseIterable {
        case scan, towns, pool, levels, proposals, none

        var played: DemoFigures? { DemoFigures(rawValue: rawValue) }
    }

    func run() async throws {
        let settings = try await options.read()
        let installation = try await Installation.open(settings, log: Logger(label: "shangliang"))
        do {
            try await DemoCounty(seed: seed, figures: figures.played).play(on: installation, folder: settings.data) {
                progress in
                Terminal.say("已放入 \(progress.played)/\(progress.total) 步")
            }
        } catch {
            await installation.close()
            throw error
        }
        await installation.close()
        Terminal.say("演示县已就绪：\(settings.data)")
    }
}
