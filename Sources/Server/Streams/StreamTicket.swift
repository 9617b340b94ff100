// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import HTTPTypes

/// Opens a channel to whoever was shown the page: for those whose right to it does not come with each request, as that of
/// somebody who has shown a code. It is tied to the browser or the sign-in, and good for a day's session.
struct StreamTicket: Sendable {
    let authenticator: Authenticator

    static let milliseconds: Int64 = 12 * 3_600_000

    /// A ticket for the page that is being answered.
    func issue(for channel: StreamChannel, to request: WebRequest) -> String {
        let until = request.now.advanced(byMilliseconds: Self.milliseconds)
        return "\(until.milliseconds).\(Base64URL.encode(code(channel, until, request.forms.tie)))"
    }

    /// Whether the ticket opens the channel to whoever asks now.
    func isValid(_ ticket: String, for channel: StreamChannel, from request: WebRequest) -> Bool {
        let parts = ticket.split(separator: ".")
        guard parts.count == 2, let milliseconds = Int64(parts[0]), let code = Base64URL.decode(String(parts[1]))
        else { return false }
        let until = Instant(milliseconds: milliseconds)
        guard request.now < until else { return false }
        let ties = [
            request.signedIn?.tokenHash, request.resident?.tokenHash, request.client.device.map { Array($0.utf8) },
        ]
        return ties.contains { tie in
            tie.map { ConstantTime.areEqual(code, self.code(channel, until, $0)) } ?? false
        }
    }

    private func code(_ channel: StreamChannel, _ until: Instant, _ tie: [UInt8]) -> [UInt8] {
        authenticator.code(
            for: LengthPrefixed.join([
                Array("stream".utf8), Array(channel.key.utf8), Array(String(until.milliseconds).utf8), tie,
            ]))
    }
}
