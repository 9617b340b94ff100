// SPDX-License-Identifier: Apache-2.0

import Domain

/// Hands SMS over to the adapter of the settings, which speaks to whichever provider the county has: docs/operations.md.
struct SMSGateway: Gateway {
    private let settings: GatewaySettings.SMS
    private let curl: Curl

    init(_ settings: GatewaySettings.SMS, patience: Curl.Patience = .standard) {
        self.settings = settings
        curl = Curl(patience: patience)
    }

    func send(_ message: OutgoingMessage) async throws {
        guard case .sms(let number) = message.address else { throw GatewayFailure.refused(code: 0) }
        let body: JSON = [
            "id": .string(message.key), "phone": .string(number.text), "text": .string(message.text),
        ]
        let ending = try await curl.post(
            body.bytes, to: settings.address,
            headers: [
                "Content-Type: application/json", "Authorization: Bearer \(settings.token)", "Expect:",
            ], isOnMachine: settings.isOnMachine)
        guard ending.isFine else { throw GatewayFailure.unavailable(reason: ending.reason) }
        switch ending.answerCode {
        case 200...299: return
        // It had this one already: an answer of it was lost on the way.
        case 409: return
        // We are not let in, not known there, or too quick: nothing that the message could help.
        case 401, 403, 404, 408, 429: throw GatewayFailure.unavailable(reason: "answered \(ending.answerCode)")
        case 400...499: throw GatewayFailure.refused(code: ending.answerCode)
        default: throw GatewayFailure.unavailable(reason: "answered \(ending.answerCode)")
        }
    }

    func close() async { await curl.close() }
}
