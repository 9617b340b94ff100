// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Demo
import Foundation
import Logging
import Server

/// `shangliang serve`: opens the data folder, brings its schema up to date, and serves until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "启动服务。")

    @OptionGroup var options: SettingsOptions

    @Option(help: "监听地址，默认 127.0.0.1。")
    var address: String?

    @Option(help: "端口，默认 8080；0 表示任选一个空的。")
    var port: String?

    @Option(name: .customLong("base-url"), help: "居民看到的网址，如 https://yishi.example；写进二维码。")
    var baseURL: String?

    @Option(name: .customLong("stream-hosts"), help: "哪些网站的直播可以嵌在页面里，用逗号隔开；别的只给链接。")
    var streamHosts: String?

    @Option(name: .customLong("intake-limit"), help: "一间议事室或一个地址每分钟可直接进来的议题数，默认 600；超过先放着，十倍才拒收。")
    var intakeLimit: String?

    @Option(name: .customLong("sign-in-limit"), help: "同一地址15分钟内最多几个账号密码不对，默认 50；到了就不能再从那里登录。")
    var signInLimit: String?

    @Option(name: .customLong("trusted-proxy"), help: "可信的反向代理（CIDR），可写多次。")
    var trustedProxies: [String] = []

    @Option(name: .customLong("backup-folder"), help: "每天自动备份放在哪个目录（要先建好，最好在另一块盘上）；不写就不自动备份。")
    var backupFolder: String?

    @Option(name: .customLong("backup-at"), help: "每天几点备份，如 02:00（默认）。")
    var backupAt: String?

    @Option(name: .customLong("backup-keep"), help: "自动备份留几份，默认14。")
    var backupKeep: String?

    @Option(help: "排版目录：出公文的PDF要用；不写就用安装包里的 share/typesetting。")
    var typesetting: String?

    @Flag(name: .customLong("without-backup"), help: "升级数据库之前不先备份。")
    var withoutBackup = false

    func run() async throws {
        let settings: Settings
        do {
            settings = try await options.read([
                "address": address, "port": port, "base-url": baseURL, "intake-limit": intakeLimit,
                "sign-in-limit": signInLimit, "stream-hosts": streamHosts,
                "trusted-proxy": trustedProxies.isEmpty ? nil : trustedProxies.joined(separator: ","),
                "backup-folder": backupFolder, "backup-at": backupAt, "backup-keep": backupKeep,
                "typesetting": typesetting,
            ])
        } catch let mistakes as Settings.Mistakes {
            throw ValidationError("设置有误：\n\(mistakes)")
        }
        if DemoCounty.isUnfinished(settings.data) { throw ValidationError(DemoCounty.Unfinished().description) }
        if DemoCounty.isDemo(settings.data), !["127.0.0.1", "::1", "localhost"].contains(settings.address) {
            throw ValidationError("演示数据的密码是公开的，只能在本机地址（127.0.0.1）上启动。")
        }
        var log = Logger(label: "shangliang") { StreamLogHandler.standardError(label: $0) }
        log.logLevel =
            ProcessInfo.processInfo.environment["SHANGLIANG_LOG"].flatMap { Logger.Level(rawValue: $0) } ?? .notice
        let isDemo = DemoCounty.isDemo(settings.data)
        let upgrade: Upgrade =
            withoutBackup ? .withoutBackup : .afterBackup(isDemo: isDemo, tell: { Terminal.say($0) })
        let installation = try await Installation.open(settings, log: log, upgrade: upgrade)
        try await installation.serve(isDemo: isDemo) { port in
            Terminal.say(Self.greeting(settings, port: port, isDemo: isDemo))
        }
        await installation.close()
    }

    private static func greeting(_ settings: Settings, port: Int, isDemo: Bool) -> String {
        var lines = ["商量已启动： http://\(settings.address):\(port)/"]
        if isDemo { lines += DemoCounty.guide(folder: settings.data, base: "http://\(settings.address):\(port)") }
        return lines.joined(separator: "\n")
    }
}
