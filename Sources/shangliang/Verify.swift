// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Server

/// `shangliang verify`: reads the whole event log and says whether anybody changed it, and where first.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "核对事件记录：有没有被改过、删过。")

    @OptionGroup var options: SettingsOptions

    @Flag(help: "以 JSON 输出。")
    var json = false

    @Option(help: "以前提要信里“事件链”那一行：看它还在不在链里。")
    var head: String?

    func validate() throws {
        if let head, ChainHead(head) == nil { throw ValidationError("--head 要照信里那一行：事件链 第120号 签名 …") }
    }

    func run() async throws {
        let settings = try await options.read()
        let compared = head.flatMap { ChainHead($0) }
        let reports = try await Inspection.verify(settings, comparing: compared)
        let isClean = reports.allSatisfy(\.isClean)
        Terminal.say(json ? try Self.json(reports, isClean) : Self.text(reports))
        do {
            // A line that was copied wrong says nothing of the log.
            if compared == nil { try Inspection.note(reports, settings) }
        } catch {
            Terminal.warn("核对的结果没有记进数据目录，运行状况页上看不到：\(error.localizedDescription)")
        }
        if !isClean { throw ExitCode(1) }
    }

    /// One line for each tenant.
    static func text(_ reports: [Verification.Report]) -> String {
        reports.map { report in
            let found = report.firstBad.map {
                "第 \($0.position.map(String.init) ?? "?") 条（\($0.event ?? "-")）：\($0.reason)"
            }
            return "\(report.tenant)：\(report.events) 条事件，\(report.seals) 个封印，\(report.unsealed) 条待封，"
                + (found ?? "完好") + held(report)
        }.joined(separator: "\n")
    }

    private static func held(_ report: Verification.Report) -> String {
        switch report.holdsHead {
        case nil: ""
        case true?: "，和信里的一行一致"
        case false?: "，没有信里的那个签名"
        }
    }

    private static func json(_ reports: [Verification.Report], _ isClean: Bool) throws -> String {
        struct Line: Encodable {
            let tenant: String
            let events: Int
            let unsealed: Int
            let seals: Int
            let contents: Int
            let erased: Int
            let firstBad: Bad?
            let holdsHead: Bool?
        }
        struct Bad: Encodable {
            let position: Int64?
            let event: String?
            let reason: String
        }
        struct Answer: Encodable {
            let clean: Bool
            let tenants: [Line]
        }
        let lines = reports.map { report in
            Line(
                tenant: report.tenant, events: report.events, unsealed: report.unsealed, seals: report.seals,
                contents: report.contents, erased: report.erased,
                firstBad: report.firstBad.map { Bad(position: $0.position, event: $0.event, reason: $0.reason) },
                holdsHead: report.holdsHead)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(Answer(clean: isClean, tenants: lines)), as: UTF8.self)
    }
}
