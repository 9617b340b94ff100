// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Synchronization
import Testing

@Suite("Hearing what others tell", .serialized)
struct PostgresListenerTests {
    @Test("what another server tells is heard once it is committed, and a new beginning is said")
    func heard() async throws {
        let database = try await EngineKind.postgres.makeDatabase()
        let heard = Heard()
        let listening = Task { [engine = database.engine] in
            await engine.listen(to: "news") { told in heard.texts.withLock { $0.append(told) } }
        }
        try await heard.wait { $0 == [nil] }
        let other = try database.makeSecondEngine()
        struct Cancelled: Error {}
        try? await other.write { transaction in
            try transaction.execute("SELECT pg_notify('news', 'never')")
            throw Cancelled()
        }
        try await other.write { transaction in
            try transaction.execute("SELECT pg_notify('news', 'one')")
            try transaction.execute("SELECT pg_notify('other', 'elsewhere')")
        }
        try await heard.wait { $0 == [nil, "one"] }
        // A listener whose connection was cut listens again, and says that it may have missed something.
        try await other.write { transaction in
            _ = try transaction.rows(
                """
                SELECT pg_terminate_backend(pid)::int FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE 'LISTEN%'
                """
            ) { try $0.next(Int.self) }
        }
        try await heard.wait { $0 == [nil, "one", nil] }
        try await other.write { try $0.execute("SELECT pg_notify('news', 'two')") }
        try await heard.wait { $0 == [nil, "one", nil, "two"] }
        listening.cancel()
        await listening.value
        await other.close()
        await database.remove()
    }

    @Test("on SQLite nobody else writes: there is nothing to hear")
    func nobody() async throws {
        try await EngineKind.sqlite.withEngine { engine in
            await engine.listen(to: "news") { _ in Issue.record("nothing was told") }
        }
    }

    private final class Heard: Sendable {
        let texts = Mutex<[String?]>([])

        struct TooLate: Error {
            let texts: [String?]
        }

        /// Looks often rather than until some moment: beside long reckonings of other tests a minute may pass between two looks.
        func wait(until holds: ([String?]) -> Bool) async throws {
            for _ in 0..<3000 {
                if holds(texts.withLock { $0 }) { return }
                try await Task.sleep(for: .milliseconds(10))
            }
            throw TooLate(texts: texts.withLock { $0 })
        }
    }
}
