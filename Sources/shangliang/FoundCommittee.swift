// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Domain
import Logging
import Server

/// `shangliang found`: makes a committee with its three administrators: the first of an empty installation, or a further one.
struct FoundCommittee: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "found", abstract: "建立一个单位和它的三名管理员：空的安装里的第一个，或者再建一个。",
        discussion: """
            found --kind county --name 政协安澜县委员会 --short-name 安澜县政协 \\
              --area 990101000000 --area-name 安澜县 --contact "政协办公室 0000-0000000" \\
              --host www.example.org --system 邱牧之:xitong --security 穆清如:anquan --audit 卫子衡:shenji

            三名管理员要是三个人。每人得到一条一次性链接，打开后设自己的密码。
            同一台机器上再建一个单位（如开发区），加上 --further，写它自己的 --host。
            """)

    @OptionGroup var options: SettingsOptions

    @Option(help: "county（县）、district（区）、city（市）或 zone（开发区）。")
    var kind: String = "county"

    @Option(help: "单位全称。")
    var name: String

    @Option(help: "单位简称，显示在页面上。")
    var shortName: String

    @Option(help: "本级区划代码，12位数字。")
    var area: String

    @Option(help: "本级区划名称。")
    var areaName: String

    @Option(help: "居民可以打的电话和时间，显示在每一页下面。")
    var contact: String

    @Option(help: "网站的主机名；可以写几次。")
    var host: [String] = []

    @Flag(help: "在已有的单位旁边再建一个；要有自己的主机名。")
    var further = false

    @Option(help: "系统管理员，写成 姓名:账号。")
    var system: String

    @Option(help: "安全管理员，写成 姓名:账号。")
    var security: String

    @Option(help: "审计管理员，写成 姓名:账号。")
    var audit: String

    func run() async throws {
        let plan = try plan()
        let settings = try await options.read()
        let installation = try await Installation.open(settings, log: Logger(label: "shangliang"))
        do {
            let receipts = try await installation.found(plan)
            await installation.close()
            Terminal.say("\(shortName)已经建立。\n\(FoundingWording.links(receipts))")
        } catch let problem as FoundingProblem {
            await installation.close()
            throw CommandFailure(FoundingWording.sentence(problem))
        } catch {
            await installation.close()
            throw error
        }
    }

    private func plan() throws -> FoundingPlan {
        guard let kind = Tenant.Kind(rawValue: kind) else {
            throw CommandFailure("--kind 只能是 county、district、city 或 zone。")
        }
        guard let code = AreaCode(area) else { throw CommandFailure("--area 要是12位数字。") }
        guard ![name, shortName, areaName, contact].contains(where: \.isEmpty) else {
            throw CommandFailure("名称、简称、区划名称和联系电话都要写。")
        }
        let hosts = host.compactMap { HostName($0) }
        guard hosts.count == host.count else {
            throw CommandFailure("--host 只写主机名，如 www.example.org，不写 https:// 和端口。")
        }
        return FoundingPlan(
            kind: kind, name: name, shortName: shortName, area: Area(code: code, name: areaName), contact: contact,
            hosts: hosts.map(\.text),
            administrators: [
                try administrator(system, .systemAdministrator, "--system"),
                try administrator(security, .securityAdministrator, "--security"),
                try administrator(audit, .auditAdministrator, "--audit"),
            ], isFurther: further)
    }

    private func administrator(
        _ text: String, _ role: Role, _ option: String
    ) throws -> FoundingPlan.Administrator {
        let halves = text.split(separator: ":", maxSplits: 1)
        guard halves.count == 2, let signInName = SignInName(halves[1]) else {
            throw CommandFailure("\(option) 要写成 姓名:账号；账号是3到32位小写字母、数字、点、横线或下划线。")
        }
        return .init(role: role, name: String(halves[0]), signInName: signInName)
    }
}
