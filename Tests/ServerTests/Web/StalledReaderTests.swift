// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import HTTPTypes
import Hummingbird
import NIOCore
import Spreadsheets
import TestSupport
import Testing

@testable import Server

@Suite("Readers of long tables that stop reading", .serialized)
struct StalledReaderTests {
    /// Instead of a minute; so long that a busy machine is not taken for somebody who has gone.
    private static let patience = TimeAmount.seconds(2)
    private static let file = TableFile(name: "表", columns: [SpreadsheetColumn("甲"), SpreadsheetColumn("乙")])

    /// Serves this answer alone, on the server as it is wired.
    private static func serve(
        _ answer: @escaping @Sendable () async throws -> WebResponse, _ body: @Sendable (Int) async throws -> Void
    ) async throws {
        try await RunningServer.with(
            { ready in
                let router = Router(context: WebContext.self)
                router.get("table") { _, context in
                    try await answer().hummingbird(on: context.channel)
                }
                return Application(
                    router: router, server: .http1(configuration: .init(additionalChannelHandlers: [SlowClients()])),
                    configuration: .init(address: .hostname("127.0.0.1", port: 0)),
                    onServerRunning: { channel in await ready(channel.localAddress?.port ?? 0) })
            }, body)
    }

    /// Rows that no packing makes small; so many, or without an end. `place`: held as long as somebody may ask for rows.
    private static func rows(
        _ count: Int64?, of services: Services, holding place: TableDesk.Place? = nil
    ) -> TableRows {
        TableRows(engine: services.engine) { after, _ in
            withExtendedLifetime(place) {}
            let first = (after ?? 0) + 1
            let last = min(first + 499, count ?? .max)
            guard first <= last else { return .init(rows: [], last: nil) }
            var random = SystemRandomNumberGenerator()
            let rows = (first...last).map { number in
                let noise = (0..<16).map { _ in String(random.next(), radix: 36) }.joined()
                return ["行\(number)", noise]
            }
            return .init(rows: rows, last: last)
        }
    }

    private static func wait(until holds: () throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(30)
        while try !holds() {
            guard ContinuousClock.now < end else { throw StalledReader.TooLate() }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test("of a CSV file: is cut off after a while, before its end")
    func csv() async throws {
        try await Village.with(.sqlite) { village in
            let services = village.services
            try await Self.serve {
                let rows = Self.rows(nil, of: services, holding: try services.tables.place())
                return try await Self.file.response(rows, format: .csv, services, patience: Self.patience)
            } _: { port in
                let stalled = try await StalledReader(port: port, "/table")
                try await Self.wait { services.tables.count == 1 }
                try await Self.wait { services.tables.count == 0 }
                try await stalled.readOn()
                try await Self.wait { stalled.isClosed }
                #expect(!stalled.hasTheEnd)
            }
        }
    }
}
