// SPDX-License-Identifier: Apache-2.0

import CSodium

/// All keys of one installation, each derived from the master key and good for one purpose only.
package struct Keyring: Sendable {
    /// The length of the master key in bytes.
    package static let masterBytes = 32

    /// Seals personal data in the database.
    package let sealing: SealingKey
    /// Hashes phone numbers and the like for look-up.
    package let lookup: KeyedHash
    /// Authenticates form tokens.
    package let forms: Authenticator
    /// Signs the heads of the event chain.
    package let signing: SigningKey
    /// Makes the codes of paper slips, so that a sheet can be printed again while no table knows a code.
    package let slips: Authenticator

    /// The keys that grow from a master key of exactly 32 bytes; another length is a programmer's error and stops
    /// the program.
    package init(master: [UInt8]) {
        precondition(master.count == Self.masterBytes, "a master key has 32 bytes")
        sealing = SealingKey(Self.derive(.sealing, from: master))
        lookup = KeyedHash(key: Self.derive(.lookup, from: master))
        forms = Authenticator(key: Self.derive(.forms, from: master))
        signing = SigningKey(seed: Self.derive(.signing, from: master))
        slips = Authenticator(key: Self.derive(.slips, from: master))
    }

    /// Reads the keyring from a keys folder. Throws when there is no key, when others can read it, or when it is
    /// not a key.
    package static func load(from folder: String) throws(KeyringError) -> Keyring {
        Keyring(master: try MasterKeyFile(folder: folder).read())
    }

    /// Reads the keyring from a keys folder; where there is none yet, makes the folder and a new key. Of two that
    /// try this at once both get the same key.
    package static func loadOrCreate(in folder: String) throws(KeyringError) -> Keyring {
        let file = MasterKeyFile(folder: folder)
        do throws(KeyringError) {
            return Keyring(master: try file.read())
        } catch .missing {
            try file.createUnlessPresent(Random.bytes(masterBytes))
            return Keyring(master: try file.read())
        }
    }

    /// Numbers are part of the derivation: changing one makes every value under the old key unreadable.
    private enum Purpose: UInt64 {
        case sealing = 1
        case lookup = 2
        case forms = 3
        case signing = 4
        case slips = 5
    }

    private static func derive(_ purpose: Purpose, from master: [UInt8]) -> [UInt8] {
        Sodium.prepare()
        var key = [UInt8](repeating: 0, count: 32)
        let context = "shanglng".utf8.map { CChar(bitPattern: $0) }
        crypto_kdf_derive_from_key(&key, key.count, purpose.rawValue, context, master)
        return key
    }
}
