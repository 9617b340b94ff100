// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation

/// A document whose last bytes are a signature over all before them: as the comment of a Word file's archive, or behind the
/// end of a PDF, where readers pass it over. Whoever saves the file anew in another program takes the signature off.
package struct SignedFile: Hashable, Sendable {
    /// What was signed together with the document.
    package let note: Note
    private let document: [UInt8]
    private let signature: [UInt8]

    /// Which document it is.
    package struct Note: Codable, Hashable, Sendable {
        /// As it stands on the document, and the day on which it was issued.
        package let number: String
        package let issuedOn: String
        package let issuer: String
        /// The public key that checks it.
        package let key: String
    }

    private static let mark = Array("\n%shangliang-signature ".utf8)
    /// A note and a signature are never longer.
    private static let trailerMax = 4096

    /// The document with its signature.
    static func sign(_ document: [UInt8], number: String, issuedOn: String, issuer: String, key: SigningKey) throws
        -> [UInt8]
    {
        let note = Note(
            number: number, issuedOn: issuedOn, issuer: issuer, key: Base64URL.encode(key.publicKey.bytes))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let said = Array(Base64URL.encode(Array(try encoder.encode(note))).utf8)
        let length = mark.count + said.count + 1 + (VerifyingKey.signatureBytes * 4 + 2) / 3 + 1
        let framed = commented(document, length)
        let signature = key.sign(message(framed, said))
        return framed + mark + said + Array(" \(Base64URL.encode(signature))\n".utf8)
    }

    /// Makes room for a comment of this length at the end of an archive; other files stay as they are.
    private static func commented(_ document: [UInt8], _ length: Int) -> [UInt8] {
        let end = document.count - 22
        guard end >= 0, document[end...].starts(with: [0x50, 0x4B, 0x05, 0x06]) else { return document }
        var framed = document
        framed[document.count - 2] = UInt8(length & 0xFF)
        framed[document.count - 1] = UInt8(length >> 8 & 0xFF)
        return framed
    }

    private static func message(_ document: [UInt8], _ said: [UInt8]) -> [UInt8] {
        LengthPrefixed.join([Array("signed_file".utf8), document, said])
    }

    private let said: [UInt8]

    /// Reads a file; nil for one that carries no signature.
    package init?(_ bytes: [UInt8]) {
        let first = max(0, bytes.count - Self.trailerMax)
        guard bytes.count > Self.mark.count,
            let start = (first...(bytes.count - Self.mark.count)).last(where: { bytes[$0...].starts(with: Self.mark) })
        else { return nil }
        let pieces = bytes[(start + Self.mark.count)...].split(
            separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard pieces.count == 2, pieces[1].last == 0x0A,
            let noted = Base64URL.decode(String(decoding: pieces[0], as: UTF8.self)),
            let signature = Base64URL.decode(String(decoding: pieces[1].dropLast(), as: UTF8.self)),
            let note = try? JSONDecoder().decode(Note.self, from: Data(noted))
        else { return nil }
        self.note = note
        self.signature = signature
        document = Array(bytes[..<start])
        said = Array(pieces[0])
    }

    /// A public key as pages show it; nil for what is none.
    package static func key(_ text: String) -> VerifyingKey? { Base64URL.decode(text).flatMap { VerifyingKey($0) } }

    /// Whether it is as it was signed with the secret half of this key.
    package func isUnchanged(by key: VerifyingKey) -> Bool {
        key.isValid(signature, for: Self.message(document, said))
    }
}
