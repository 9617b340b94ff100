// SPDX-License-Identifier: Apache-2.0

import CPQ
import Glibc

/// The line to a PostgreSQL server. What is asked is answered within a time, or the line is given up: a server that is
/// stopped, or gone without a word, holds a thread no longer than that. libpq's own calls would wait for ever.
final class PostgresWire {
    let handle: OpaquePointer
    /// How long an answer may take.
    var patience = PostgresWire.patience
    private var isGivenUp = false

    /// What people wait for: longer than a lock may be waited for, so that the server's own word comes first.
    static let patience = Duration.seconds(4)

    /// Takes the connection over, and closes it in the end.
    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit { PQfinish(handle) }

    /// Whether it can be asked something else.
    var isHealthy: Bool { !isGivenUp && PQstatus(handle) == CONNECTION_OK }

    /// Asks something; `send` is one of libpq's calls that only send. Throws ``DatabaseError/unavailable(_:)`` when that
    /// cannot be.
    func ask(_ send: () -> Int32) throws {
        guard !isGivenUp else { throw DatabaseError.unavailable("the connection was given up") }
        guard send() == 1 else { throw DatabaseError(of: nil, on: handle) }
    }

    /// The next result of what was asked, nil after the last. Throws ``DatabaseError/timedOut`` when it takes too long;
    /// then the line is of no use any more.
    func next(within limit: Duration) throws -> OpaquePointer? {
        let deadline = ContinuousClock.Instant.now + limit
        while true {
            let unsent = PQflush(handle)
            if unsent == 0, PQisBusy(handle) == 0 { return PQgetResult(handle) }
            guard unsent >= 0 else {
                isGivenUp = true
                throw DatabaseError.unavailable(String(cString: PQerrorMessage(handle)))
            }
            guard try hears(sending: unsent == 1, until: deadline) else { continue }
            if PQconsumeInput(handle) == 0 { throw DatabaseError(of: nil, on: handle) }
        }
    }

    /// The last result of what was asked, or the first that is an error; all others are cleared.
    func last(within limit: Duration) throws -> OpaquePointer? {
        var kept: OpaquePointer?
        var isError = false
        do {
            while let result = try next(within: limit) {
                if isError {
                    PQclear(result)
                    continue
                }
                PQclear(kept)
                kept = result
                switch PQresultStatus(result) {
                case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: break
                default: isError = true
                }
            }
        } catch {
            PQclear(kept)
            throw error
        }
        return kept
    }

    /// What others have told (`NOTIFY`); waits so long for it at most.
    func notifications(within limit: Duration) throws -> [String] {
        var line = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        if poll(&line, 1, Int32((limit / .milliseconds(1)).rounded(.up))) > 0, PQconsumeInput(handle) == 0 {
            throw DatabaseError(of: nil, on: handle)
        }
        var told: [String] = []
        while let notification = PQnotifies(handle) {
            told.append(String(cString: notification.pointee.extra))
            PQfreemem(notification)
        }
        return told
    }

    /// Waits until the server has said something, or more can be sent; true if there is something to read.
    private func hears(sending: Bool, until deadline: ContinuousClock.Instant) throws -> Bool {
        let events = Int16(POLLIN) | (sending ? Int16(POLLOUT) : 0)
        var line = pollfd(fd: PQsocket(handle), events: events, revents: 0)
        while true {
            let left = max(.zero, deadline - .now)
            let count = poll(&line, 1, Int32((left / .milliseconds(1)).rounded(.up)))
            if count > 0 { return line.revents & ~Int16(POLLOUT) != 0 }
            if count == 0 {
                isGivenUp = true
                throw DatabaseError.timedOut
            }
            guard errno == EINTR else { throw DatabaseError.unavailable("poll: errno \(errno)") }
        }
    }
}
