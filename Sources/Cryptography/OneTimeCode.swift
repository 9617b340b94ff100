// SPDX-License-Identifier: Apache-2.0

import COath

/// The six digits that an authenticator shows, anew every thirty seconds (RFC 6238, SHA-1 as all of them know it).
package struct OneTimeCode: Sendable {
    package static let secretBytes = 20
    private static let stepSeconds: Int64 = 30
    private static let digits = 6

    private let secret: SecretBytes

    /// A secret that was made before.
    package init(secret: [UInt8]) {
        self.secret = SecretBytes(secret)
    }

    /// A new secret.
    package static func makeSecret() -> [UInt8] { Random.bytes(secretBytes) }

    /// The step of time at which a code is right: this one, the one before or the one after, since clocks differ; nil
    /// when it is right at none of them. A step that was used before does not count again.
    ///
    /// `after`: the last step whose code was accepted. `seconds`: since 1970.
    package func step(of code: String, at seconds: Int64, after used: Int64?) -> Int64? {
        let typed = Array(code.utf8)
        guard typed.count == Self.digits else { return nil }
        let now = seconds / Self.stepSeconds
        var found: Int64?
        for step in (now - 1)...(now + 1) where ConstantTime.areEqual(Array(self.code(at: step).utf8), typed) {
            found = step
        }
        return found.flatMap { step in used.map { step > $0 } ?? true ? step : nil }
    }

    /// The code of a step of time; empty when the library cannot make one, and then right for nobody.
    package func code(at step: Int64) -> String {
        guard Self.isReady else { return "" }
        var output = [CChar](repeating: 0, count: Self.digits + 1)
        let key = secret.bytes.map { CChar(bitPattern: $0) }
        let status = oath_totp_generate(
            key, key.count, time_t(step * Self.stepSeconds), UInt32(Self.stepSeconds), 0, UInt32(Self.digits), &output)
        guard status == Int32(OATH_OK.rawValue) else { return "" }
        return String(decoding: output.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The code at a moment, for programs that stand for an authenticator.
    package func code(seconds: Int64) -> String { code(at: seconds / Self.stepSeconds) }

    private static let isReady = oath_init() == Int32(OATH_OK.rawValue)
}

/// Bytes in the letters that people type into an authenticator (RFC 4648, without padding).
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var (buffer, bits) = (UInt32(0), 0)
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}
