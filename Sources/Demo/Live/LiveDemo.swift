// SPDX-License-Identifier: Apache-2.0

import Domain
import Logging
import Server

/// The ten hours of a media consultation (B04), played on a demo county through the server's own door: everybody signs in, says
/// something, moderates and answers by HTTP. Its clock runs through the day in a minute or two, so that the limits that hold for a
/// day hold here as they are.
package struct LiveDemo: Sendable {
    private let seed: UInt64
    private let figures: DemoFigures?
    private let scale: LiveScale

    /// `figures`: by whose figures a year is played before, or none.
    package init(seed: UInt64, figures: DemoFigures? = nil, scale: LiveScale = .whole) {
        (self.seed, self.figures, self.scale) = (seed, figures, scale)
    }

    /// How the server has to be set up for it: messages are shown on the machine itself, and whoever asks says from which address.
    package static let settings = [
        "address": "127.0.0.1", "port": "0", "gateways": "show", "trusted-proxy": "127.0.0.1/32",
    ]

    /// The last day that is over: what is played on it lies in nobody's future.
    package static var yesterday: Day { Installation.today.advanced(by: -1) }

    /// How far the day has come, in steps of ten minutes.
    package struct Progress: Sendable {
        /// Steps that are over.
        package let played: Int
        package let total: Int
        /// The moment of the played day.
        package let now: Instant
    }

    /// What was played.
    package struct Played: Sendable {
        /// The media consultation's id.
        package let live: String
        /// Where its report stands on the desk.
        package let report: String
        /// The report's figures as the API says them, in its words and order.
        package let figures: String
    }

    /// Founds the demo county in an empty folder on the morning of `day`, plays the ten hours of that day, and writes the report.
    /// `afterwards` runs beside the server that has it, and is told its port. Throws ``DemoCounty/NotEmpty``.
    @discardableResult
    package func play(
        _ settings: Settings, log: Logger, on day: Day,
        progress: @escaping @Sendable (Progress) -> Void = { _ in },
        afterwards: @escaping @Sendable (Int, Played) async throws -> Void = { _, _ in }
    ) async throws -> Played {
        let time = PlayedTime(Instant(day, hour: 8))
        try await Self.with(settings, log, time) { installation in
            try await DemoCounty(seed: seed, figures: figures).play(on: installation, folder: settings.data)
        }
        // A server reads its tenants when it is opened: so it is opened again.
        return try await Self.with(settings, log, time) { installation in
            try await installation.serve(isDemo: true) { [seed, scale] port in
                var player = try await LivePlayer(
                    LoopbackClient(port: port), on: day, time: time, scale: scale, seed: seed)
                let played = try await player.play(progress)
                try await afterwards(port, played)
                return played
            }
        }
    }

    private static func with<Value>(
        _ settings: Settings, _ log: Logger, _ time: PlayedTime, _ body: (Installation) async throws -> Value
    ) async throws -> Value {
        let installation = try await Installation.open(settings, log: log) { time.now }
        do {
            let value = try await body(installation)
            await installation.close()
            return value
        } catch {
            await installation.close()
            throw error
        }
    }
}
