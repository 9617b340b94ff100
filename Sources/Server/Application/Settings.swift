// SPDX-License-Identifier: Apache-2.0

import Configuration
import Domain

/// What the operator decides, read once; all mistakes are reported together.
package struct Settings: Sendable {
    package let address: String
    package let port: Int
    /// The data folder: database, keys.
    package let data: String
    /// A PostgreSQL address; nil means SQLite in the data folder.
    package let database: String?
    /// The address by which people reach the site, for codes and links; never taken from a request.
    package let baseURL: String
    /// Topics in a minute from one room or address that come in without a look; ten times as many are refused.
    package let intakeLimit: Int
    /// Of how many names the password may be wrong from one address in a quarter of an hour; then nobody signs in from there.
    package let signInLimit: Int
    /// From which hosts a stream may be shown within a page, each with what lies below it.
    package let streamHosts: [String]
    let trustedProxies: TrustedProxies
    /// How mail and SMS leave the house.
    let gateways: GatewaySettings
    package let backup: BackupSettings
    /// The folder with what makes PDF of documents; nil where there is none.
    package let typesetting: String?

    /// Whether the site is reached over TLS, so that cookies must be too.
    package var isSecure: Bool { baseURL.hasPrefix("https://") }
    /// The host of ``baseURL`` without its port, in small letters.
    package var baseHost: String {
        let authority = baseURL.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).last ?? ""
        return String(authority.prefix { $0 != ":" && $0 != "/" }).lowercased()
    }

    /// All that is wrong with the settings.
    package struct Mistakes: Error, CustomStringConvertible {
        package let sentences: [String]
        package var description: String { sentences.joined(separator: "\n") }
    }

    /// Every name that a settings file may hold.
    package static let names: Set<String> = [
        "data", "address", "port", "database", "base-url", "intake-limit", "stream-hosts", "trusted-proxy",
        "backup-folder", "backup-at", "backup-keep", "typesetting", "mail-server", "mail-from", "mail-user",
        "mail-password", "sms-address", "sms-token", "gateways",
    ]

    /// Reads flags, environment and file, in this order. `fileNames`: what the file holds, so that a name that was mistyped does not pass
    /// for one that was left out. Throws ``Mistakes``.
    package init(_ reader: ConfigReader, fileNames: [String] = []) throws(Mistakes) {
        var mistakes = Set(fileNames).subtracting(Self.names).sorted().map { "there is no setting “\($0)”" }
        func integer(_ key: ConfigKey, in range: ClosedRange<Int>, default standard: Int) -> Int {
            // A file may say a number as a number; flags and the environment say it as text.
            guard let text = reader.string(forKey: key) ?? reader.int(forKey: key).map({ String($0) }) else {
                return standard
            }
            guard let value = Int(text), range.contains(value) else {
                mistakes.append(
                    "\(key) must be a whole number from \(range.lowerBound) to \(range.upperBound), not “\(text)”")
                return standard
            }
            return value
        }
        address = reader.string(forKey: "address") ?? "127.0.0.1"
        port = integer("port", in: 0...65_535, default: 8080)
        intakeLimit = integer("intake-limit", in: 1...1_000_000_000, default: 600)
        signInLimit = integer("sign-in-limit", in: 5...1_000_000_000, default: 50)
        data = reader.string(forKey: "data") ?? ""
        if data.isEmpty { mistakes.append("data must name a folder (--data DIR)") }
        database = reader.string(forKey: "database")
        if let database, !database.hasPrefix("postgres://"), !database.hasPrefix("postgresql://") {
            mistakes.append("database must begin with postgres:// (leave it out for SQLite)")
        }
        baseURL = reader.string(forKey: "base-url") ?? "http://\(address):\(port)"
        if !baseURL.hasPrefix("http://") && !baseURL.hasPrefix("https://") || baseURL.hasSuffix("/") {
            mistakes.append("base-url must begin with http:// or https:// and not end with /")
        }
        let proxies = (reader.string(forKey: "trusted-proxy") ?? "").split(separator: ",").map(String.init)
        for proxy in proxies where Network(proxy) == nil {
            mistakes.append("trusted-proxy must be addresses or ranges like 10.0.0.0/8, not “\(proxy)”")
        }
        trustedProxies = TrustedProxies(proxies.compactMap { Network($0) })
        streamHosts = (reader.string(forKey: "stream-hosts") ?? "").split(separator: ",").map {
            $0.lowercased().filter { $0 != " " }
        }
        for host in streamHosts where !StreamAddress.isName(host) {
            mistakes.append("stream-hosts must be names of hosts like live.example.cn, not “\(host)”")
        }
        gateways = GatewaySettings(reader, listeningOn: address, mistakes: &mistakes)
        let keep = integer("backup-keep", in: 1...10_000, default: BackupSettings.keepUsually)
        backup = BackupSettings(reader, data: data, keep: keep, mistakes: &mistakes)
        typesetting = reader.string(forKey: "typesetting") ?? Machine.besideProgram("share/typesetting")
        guard mistakes.isEmpty else { throw Mistakes(sentences: mistakes) }
    }
}
