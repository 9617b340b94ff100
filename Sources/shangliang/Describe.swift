// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Logging
import Server

/// `shangliang describe`: writes down what the code decides, for people to read and tests to compare.
struct Describe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "写出生命周期表和路由×角色表。")

    @Argument(
        help:
            "topic、session、item、request、unmasking、hold、reception、visit、enrolment、sentiment、list、lookback、contest、proposal、assignment、commendation、clue、deliberation、statement、live、comment、receipt 或 routes。"
    )
    var subject: Subject

    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case topic, session, item, request, unmasking, hold, reception, visit, enrolment, sentiment, list, lookback,
            contest, proposal, assignment, commendation, clue, deliberation, statement, live, comment, receipt,
            routes
    }

    func run() async throws {
        switch subject {
        case .topic: Terminal.say(Description.lifecycle(.topic))
        case .session: Terminal.say(Description.lifecycle(.session))
        case .item: Terminal.say(Description.lifecycle(.item))
        case .request: Terminal.say(Description.lifecycle(.request))
        case .unmasking: Terminal.say(Description.lifecycle(.unmasking))
        case .hold: Terminal.say(Description.lifecycle(.hold))
        case .reception: Terminal.say(Description.lifecycle(.reception))
        case .visit: Terminal.say(Description.lifecycle(.visit))
        case .enrolment: Terminal.say(Description.lifecycle(.enrolment))
        case .sentiment: Terminal.say(Description.lifecycle(.sentiment))
        case .list: Terminal.say(Description.lifecycle(.suggestionList))
        case .lookback: Terminal.say(Description.lifecycle(.lookBack))
        case .contest: Terminal.say(Description.lifecycle(.contest))
        case .commendation: Terminal.say(Description.lifecycle(.commendation))
        case .clue: Terminal.say(Description.lifecycle(.clue))
        case .proposal: Terminal.say(Description.lifecycle(.proposal))
        case .assignment: Terminal.say(Description.lifecycle(.assignment))
        case .deliberation: Terminal.say(Description.lifecycle(.deliberation))
        case .statement: Terminal.say(Description.lifecycle(.statement))
        case .live: Terminal.say(Description.lifecycle(.live))
        case .comment: Terminal.say(Description.lifecycle(.comment))
        case .receipt: Terminal.say(Description.lifecycle(.receipt))
        case .routes:
            // The table is made with the services, so an empty installation is opened for it and thrown away.
            let folder = FileManager.default.temporaryDirectory.appending(path: "shangliang-\(UUID().uuidString)").path
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let settings = try await SettingsOptions.parse(["--data", folder]).read()
            let installation = try await Installation.open(settings, log: Logger(label: "shangliang"))
            Terminal.say(Description.routes(of: installation))
            await installation.close()
        }
    }
}
