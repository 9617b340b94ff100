// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain

/// One time that somebody signed in, until it ends.
struct SignIn: Sendable {
    typealias ID = Identifier<SignIn>

    let id: ID
    let device: String
    let createdAt: Instant
    let lastSeenAt: Instant

    /// A sign-in ends when nobody uses it for two hours, and after twelve in any case.
    static let idleMilliseconds: Int64 = 2 * 3_600_000
    static let lifeMilliseconds: Int64 = 12 * 3_600_000
    /// The time of last use is noted once in a while only: not every page costs a write.
    static let noticeMilliseconds: Int64 = 5 * 60_000
    /// After so many wrong passwords in a row an account rests.
    static let failuresMax = 5
    static let lockMilliseconds: Int64 = 15 * 60_000

    /// What the browser or program holds, and what is stored of it.
    struct Token: Sendable {
        let text: String
        let hash: [UInt8]

        /// A new one, of 256 random bits.
        init() {
            text = Base64URL.encode(Random.bytes(32))
            hash = SHA256.digest(Array(text.utf8))
        }

        /// One that was sent.
        init(_ text: String) {
            self.text = text
            hash = SHA256.digest(Array(text.utf8))
        }
    }
}
