// SPDX-License-Identifier: Apache-2.0

import Domain

/// Hands mail over to the mail server of the settings.
struct MailGateway: Gateway {
    private let settings: GatewaySettings.Mail
    private let curl: Curl

    init(_ settings: GatewaySettings.Mail, patience: Curl.Patience = .standard) {
        self.settings = settings
        curl = Curl(patience: patience)
    }

    func send(_ message: OutgoingMessage) async throws {
        guard case .mail(let recipient) = message.address else { throw GatewayFailure.refused(code: 0) }
        let ending = try await curl.mail(
            MailText(message, from: settings.from).bytes, from: settings.from.text, to: recipient.text,
            server: settings.server,
            credentials: settings.user.flatMap { user in settings.password.map { (user, $0) } },
            isOnMachine: settings.isOnMachine)
        guard !ending.isFine else { return }
        // A no to whoever sends (a wrong password, a sender not allowed) is the operator's to mend: the message waits.
        if ending.recipientWasNamed, Self.isFinal(ending.answerCode) {
            throw GatewayFailure.refused(code: ending.answerCode)
        }
        throw GatewayFailure.unavailable(reason: "\(ending.reason), \(ending.answerCode)")
    }

    func close() async { await curl.close() }

    /// Whether a server that says this will never take the message: no such mailbox, too large, not wanted. 53x asks for
    /// a sign-in or for TLS, which is not the message's fault.
    private static func isFinal(_ code: Int) -> Bool {
        (500...599).contains(code) && !(530...539).contains(code)
    }
}
