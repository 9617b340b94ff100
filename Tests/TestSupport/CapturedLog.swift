// SPDX-License-Identifier: Apache-2.0

import Logging
import Synchronization

/// A log that keeps its lines, so that a test can look for what must not stand in it.
package final class CapturedLog: Sendable {
    private let kept = Mutex<[String]>([])

    package init() {}

    /// Everything that was logged so far, message and metadata.
    package var lines: [String] { kept.withLock { $0 } }

    /// A logger that writes here, from the finest level on.
    package var logger: Logger {
        Logger(label: "test") { _ in Handler(log: self) }
    }

    fileprivate func append(_ line: String) {
        kept.withLock { $0.append(line) }
    }

    private struct Handler: LogHandler {
        let log: CapturedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let own = metadata.merging(event.metadata ?? [:]) { $1 }
            let error = event.error.map { " \($0)" } ?? ""
            log.append("\(event.level) \(event.message) \(own)\(error)")
        }
    }
}
