// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Domain
import Logging
import Server

/// `shangliang invite`: a new link for a security administrator who cannot sign in any more.
struct InviteAdministrator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "安全管理员登不进去时，在机器上给他一条设密码的新链接。",
        discussion: "旧密码和他的登录马上作废；记在日志里，写明是在机器上做的。用 SQLite 时请先停服务；用 PostgreSQL 时不用停。")

    @OptionGroup var options: SettingsOptions

    @Option(help: "单位名称；只有一个单位时不用写。")
    var tenant: String?

    @Argument(help: "安全管理员的账号名。")
    var signInName: String

    func run() async throws {
        let settings = try await options.read()
        let installation = try await Installation.open(settings, log: Logger(label: "shangliang"))
        do {
            guard let chosen = Tenant.chosen(tenant, among: installation.tenants) else {
                let names = installation.tenants.map(\.shortName).joined(separator: "、")
                throw CommandFailure(names.isEmpty ? "这里还没有单位。" : "请用 --tenant 写明是哪个单位：\(names)")
            }
            let receipt = try await installation.invite(signInName, of: chosen.id)
            await installation.close()
            Terminal.say(FoundingWording.links([receipt]))
        } catch let problem as FoundingProblem {
            await installation.close()
            throw CommandFailure(FoundingWording.sentence(problem))
        } catch {
            await installation.close()
            throw error
        }
    }
}
