// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain

/// One time that a resident showed whose a phone is, on one device, until it ends (居民登录). It opens what was left with
/// this phone, and no more.
struct ResidentSignIn: Sendable {
    typealias ID = Identifier<ResidentSignIn>

    let id: ID
    let phone: MobileNumber
    /// By what is found what was left with the phone.
    let phoneHash: [UInt8]
    /// What ties forms to this sign-in.
    let tokenHash: [UInt8]
    let device: String
    let createdAt: Instant
    let expiresAt: Instant

    /// What the browser or program holds, and what is stored of it.
    struct Token: Sendable {
        /// How the text begins, which tells it from the tokens of staff.
        static let mark = "shr_"

        let text: String
        let hash: [UInt8]

        /// A new one, of 256 random bits.
        init() { self.init(Self.mark + Base64URL.encode(Random.bytes(32))) }

        /// One that was sent.
        init(_ text: String) {
            self.text = text
            hash = SHA256.digest(Array(text.utf8))
        }
    }
}
