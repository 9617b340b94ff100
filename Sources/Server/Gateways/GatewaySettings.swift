// SPDX-License-Identifier: Apache-2.0

import Configuration
import Domain

/// How messages leave the house. Addresses and secrets come from the environment or the settings file, never from a
/// flag, which every list of processes shows, and never from a page.
package struct GatewaySettings: Sendable {
    let mode: Mode

    enum Mode: Sendable {
        case send(mail: Mail?, sms: SMS?)
        /// Nothing is sent; a page on the machine itself shows what would have been.
        case show
    }

    /// The mail server that takes our mail.
    struct Mail: Sendable {
        /// `smtps://host:465` or `smtp://host:587`; the latter turns to TLS before it says anything.
        let server: String
        let user: String?
        let password: String?
        let from: MailAddress
        /// Whether the conversation may stay in clear: on the machine itself only.
        let isOnMachine: Bool
    }

    /// The adapter that takes our SMS: docs/operations.md.
    struct SMS: Sendable {
        let address: String
        let token: String
        let isOnMachine: Bool
    }

    /// Reads what is given and adds to `mistakes` what is wrong with it. `address`: where the server listens.
    init(_ reader: ConfigReader, listeningOn address: String, mistakes: inout [String]) {
        switch reader.string(forKey: "gateways") ?? "send" {
        case "show":
            if !Self.isLoopback(address) {
                mistakes.append("gateways may be “show” only where address is a loopback address")
            }
            mode = .show
        case "send":
            mode = .send(mail: Self.mail(reader, &mistakes), sms: Self.sms(reader, &mistakes))
        case let other:
            mistakes.append("gateways must be “send” or “show”, not “\(other)”")
            mode = .send(mail: nil, sms: nil)
        }
    }

    private static func mail(_ reader: ConfigReader, _ mistakes: inout [String]) -> Mail? {
        guard let server = reader.string(forKey: "mail-server") else { return nil }
        let host = host(of: server, schemes: ["smtps", "smtp"])
        if host == nil {
            mistakes.append("mail-server must be like smtps://mail.example:465 or smtp://mail.example:587")
        }
        let from = reader.string(forKey: "mail-from").flatMap { MailAddress($0) }
        if from == nil { mistakes.append("mail-from must be the mail address that messages come from") }
        let user = reader.string(forKey: "mail-user")
        let password = reader.string(forKey: "mail-password", isSecret: true)
        if (user == nil) != (password == nil) { mistakes.append("mail-user and mail-password go together") }
        guard let host, let from else { return nil }
        return Mail(server: server, user: user, password: password, from: from, isOnMachine: isLoopback(host))
    }

    private static func sms(_ reader: ConfigReader, _ mistakes: inout [String]) -> SMS? {
        guard let address = reader.string(forKey: "sms-address") else { return nil }
        let host = host(of: address, schemes: ["https", "http"])
        let isOnMachine = host.map(isLoopback) ?? false
        if host == nil || (address.hasPrefix("http://") && !isOnMachine) {
            mistakes.append("sms-address must begin with https:// (http:// on this machine only) and hold no password")
        }
        let token = reader.string(forKey: "sms-token", isSecret: true)
        let isToken = token.map { !$0.isEmpty && $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } } ?? false
        if !isToken { mistakes.append("sms-token must be visible ASCII characters without blanks") }
        guard isToken, let token else { return nil }
        return SMS(address: address, token: token, isOnMachine: isOnMachine)
    }

    /// The host of an address of one of these schemes; nil for anything else, and where a name or password stands in it.
    private static func host(of address: String, schemes: [String]) -> String? {
        guard let scheme = schemes.first(where: { address.hasPrefix("\($0)://") }),
            address.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        let authority = address.dropFirst(scheme.utf8.count + 3).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@"), !authority.contains("\\") else { return nil }
        let host = authority.first == "[" ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        return host.isEmpty ? nil : String(host)
    }

    private static func isLoopback(_ host: String) -> Bool {
        ["127.0.0.1", "::1", "localhost"].contains(host)
    }
}
