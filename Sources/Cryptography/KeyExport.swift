// SPDX-License-Identifier: Apache-2.0

import CSodium
import Foundation

/// The master key under a passphrase, as text that can be kept on another disk or printed.
///
/// Whoever finds the text must try passphrases one by one, each at the price of a quarter of a gigabyte and about a second.
package enum KeyExport {
    /// The fewest characters of a passphrase.
    package static let passphraseMin = 12

    private static let title = "shangliang keys 1"
    private static let passes: UInt64 = 3
    private static let memoryBytes = 256 << 20
    private static let saltBytes = 16
    /// What an export may ask for before it is taken for a trap.
    private static let (passesMax, memoryBytesMax): (UInt64, Int) = (16, 1 << 30)

    /// The text that holds the key of this folder. Throws ``KeyringError`` when the key cannot be read.
    package static func text(of folder: String, passphrase: String) throws -> String {
        let master = try MasterKeyFile(folder: folder).read()
        return try text(of: master, passphrase: passphrase, passes: passes, memoryBytes: memoryBytes)
    }

    static func text(of master: [UInt8], passphrase: String, passes: UInt64, memoryBytes: Int) throws -> String {
        let salt = Random.bytes(saltBytes)
        let parameters = "argon2id \(passes) \(memoryBytes) \(Data(salt).base64EncodedString())"
        let key = try sealingKey(passphrase, salt: salt, passes: passes, memoryBytes: memoryBytes)
        let sealed = key.seal(master, context: Array("\(title)\n\(parameters)".utf8))
        return "\(title)\n\(parameters)\n\(Data(sealed).base64EncodedString())\n"
    }

    /// Puts the key of such a text into a folder that has none. Throws ``KeyExportError`` when the text is none or the
    /// passphrase another, ``KeyringError/alreadyThere(path:)`` when the folder has a key.
    package static func put(_ text: String, passphrase: String, into folder: String) throws {
        let file = MasterKeyFile(folder: folder)
        try file.requireAbsent()
        try file.createUnlessPresent(try master(in: text, passphrase: passphrase))
    }

    static func master(in text: String, passphrase: String) throws -> [UInt8] {
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        guard lines.count == 3, lines[0] == title, let sealed = Data(base64Encoded: lines[2]) else {
            throw KeyExportError.notAnExport
        }
        let words = lines[1].split(separator: " ")
        guard words.count == 4, words[0] == "argon2id", let passes = UInt64(words[1]), let memory = Int(words[2]),
            (1...passesMax).contains(passes), (8192...memoryBytesMax).contains(memory),
            let salt = Data(base64Encoded: String(words[3])), salt.count == saltBytes
        else { throw KeyExportError.notAnExport }
        let key = try sealingKey(passphrase, salt: Array(salt), passes: passes, memoryBytes: memory)
        guard let master = try? key.open(Array(sealed), context: Array("\(title)\n\(lines[1])".utf8)),
            master.count == Keyring.masterBytes
        else { throw KeyExportError.wrongPassphrase }
        return master
    }

    /// The passphrase in composed form, since keyboards differ in how they send the same letter.
    private static func sealingKey(
        _ passphrase: String, salt: [UInt8], passes: UInt64, memoryBytes: Int
    ) throws(KeyExportError) -> SealingKey {
        Sodium.prepare()
        let bytes = passphrase.precomposedStringWithCanonicalMapping.utf8.map { CChar(bitPattern: $0) }
        var key = [UInt8](repeating: 0, count: SealingKey.keyBytes)
        let status = crypto_pwhash(
            &key, UInt64(key.count), bytes, UInt64(bytes.count), salt, passes, memoryBytes,
            crypto_pwhash_alg_argon2id13())
        guard status == 0 else { throw .outOfMemory }
        return SealingKey(key)
    }
}

/// Why keys were not exported or imported.
package enum KeyExportError: Error, Equatable {
    /// The text is not an export of keys, or was cut.
    case notAnExport
    /// The passphrase is not the one it was sealed under, or the text was changed.
    case wrongPassphrase
    /// The machine has no memory left for the passphrase's hash.
    case outOfMemory
}
