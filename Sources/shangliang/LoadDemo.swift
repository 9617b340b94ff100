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

    @Option(help: "按哪一组数字放一年：scan（默认）、towns、pool、levels；proposals 放一次全会的提案，upward 放另一次（有上报市政协的）；none 只放故事，几秒就好。")
    var figures: Figures = .scan

    @Flag(help: "再放一场十个小时的融媒体协商：在本机起一个服务，居民、审核、单位都经网页接口来，一两分钟放完。放在昨天。")
    var live = false

    /// The sets of figures, or none.
    enum Figures: String, ExpressibleByArgument, CaseIterable {
        case scan, towns, pool, levels, proposals, upward, none

        var played: DemoFigures? { DemoFigures(rawValue: rawValue) }
    }

    func run() async throws {
        if live { return try await playLive() }
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

    /// The county on yesterday's morning, and the ten hours that follow.
    private func playLive() async throws {
        let settings = try await options.read(LiveDemo.settings.mapValues { $0 })
        var log = Logger(label: "shangliang") { StreamLogHandler.standardError(label: $0) }
        log.logLevel = .error
        Terminal.say("先放演示县，再放十个小时。")
        let played = try await LiveDemo(seed: seed, figures: figures.played).play(
            settings, log: log, on: LiveDemo.yesterday
        ) { progress in
            Terminal.say("已放到 \(progress.played)/\(progress.total) 步")
        }
        Terminal.say("演示县已就绪：\(settings.data)")
        Terminal.say("融媒体协商的数字：\(played.figures)")
        Terminal.say("启动服务以后：居民看 /live/\(played.live)，会场大屏 /live/\(played.live)/wall，报告 \(played.report)")
    }
}
