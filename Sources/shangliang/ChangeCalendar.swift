// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Demo
import Domain
import Foundation
import Logging
import Server

/// `shangliang calendar`: shows and changes a tenant's own days off and working days.
struct ChangeCalendar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "本单位的工作日历：自己定的放假和上班日子，以及录入某一年的放假安排。",
        discussion: """
            calendar list
            calendar add 2026-12-31 off 安澜建县纪念日
            calendar remove 2026-12-31
            calendar import 放假安排.csv --year 2027   每行：日期,off或work,名称

            改了日历，办理中的期限会一并重算。用 SQLite 时请先停服务；用 PostgreSQL 时不用停。
            """)

    @OptionGroup var options: SettingsOptions

    @Option(help: "单位名称；只有一个单位时不用写。")
    var tenant: String?

    @Option(help: "录入的是哪一年的放假安排（只用于 import）；录入后，这一年的期限不再是暂定。")
    var year: Int?

    @Argument(help: "list、add、remove 或 import。")
    var action: Action

    @Argument(help: "add：日期 off或work 名称；remove：日期；import：CSV 文件。")
    var words: [String] = []

    enum Action: String, ExpressibleByArgument, CaseIterable { case list, add, remove, `import` }

    func validate() throws {
        let isComplete =
            switch action {
            case .list: words.isEmpty
            case .add: words.count == 3
            case .remove, .import: words.count == 1
            }
        guard isComplete else { throw ValidationError("写法不对，请看 calendar --help 里的例子。") }
        guard year == nil || action == .import else { throw ValidationError("--year 只用于 import。") }
        if let year, !(2022...2099).contains(year) { throw ValidationError("--year 要在2022到2099之间。") }
    }

    func run() async throws {
        let settings = try await options.read()
        guard action != .list else { return try await list(settings) }
        let change = try change()
        let installation = try await Installation.open(
            settings, log: Logger(label: "shangliang"),
            upgrade: .afterBackup(isDemo: DemoCounty.isDemo(settings.data), tell: { Terminal.say($0) }))
        do {
            let tenant = try chosen(among: installation.tenants)
            let receipt = try await installation.changeCalendar(change, of: tenant.id)
            await installation.close()
            Terminal.say(CalendarWording.done(change, receipt))
        } catch let problem as CalendarProblem {
            await installation.close()
            throw CommandFailure(CalendarWording.sentence(problem))
        } catch {
            await installation.close()
            throw error
        }
    }

    private func list(_ settings: Settings) async throws {
        let calendars = try await Inspection.calendars(settings)
        let tenant = try chosen(among: calendars.map(\.tenant))
        for (_, calendar) in calendars.filter({ $0.tenant.id == tenant.id }) {
            let years = calendar.years.sorted().map(String.init).joined(separator: "、")
            let lines = calendar.days.map(CalendarWording.line)
            Terminal.say(
                "\(tenant.shortName)，有放假安排的年份：\(years)\n"
                    + (lines.isEmpty ? "没有自己定的日子。" : lines.joined(separator: "\n")))
        }
    }

    /// What is asked for. Throws with all that is wrong with it.
    private func change() throws -> CalendarChange {
        switch action {
        case .list: return CalendarChange()
        case .add:
            do {
                return CalendarChange(days: [try CalendarFile.day(words[0], words[1], words[2]).get()])
            } catch {
                throw CommandFailure(CalendarWording.sentence(error))
            }
        case .remove:
            guard let day = Day(words[0]) else {
                throw CommandFailure(CalendarWording.sentence(.noDay(words[0])))
            }
            return CalendarChange(removed: [day])
        case .import:
            guard let bytes = FileManager.default.contents(atPath: words[0]),
                let text = String(validating: bytes, as: UTF8.self)
            else { throw CommandFailure("读不了 \(words[0])：没有这个文件，或者不是 UTF-8 编码。") }
            do {
                return CalendarChange(days: try CalendarFile.days(in: text, year: year), year: year)
            } catch {
                throw CommandFailure("\(words[0]) 有错，一天也没有录入：\n\(error)")
            }
        }
    }

    private func chosen(among tenants: [Tenant]) throws -> Tenant {
        guard let chosen = Tenant.chosen(tenant, among: tenants) else {
            let names = tenants.map(\.shortName).joined(separator: "、")
            throw CommandFailure(tenants.isEmpty ? "这里还没有单位。" : "请用 --tenant 写明是哪个单位：\(names)")
        }
        return chosen
    }
}
