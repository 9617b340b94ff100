// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Cryptography

struct KeyringTests {
    @Test("a new keyring is written once, closed to others, and read again")
    func creating() throws {
        try withFolder { folder in
            let keys = folder + "/keys"
            let first = try Keyring.loadOrCreate(in: keys)
            #expect(try mode(of: keys) == 0o700)
            #expect(try mode(of: keys + "/master.key") == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: keys) == ["master.key"])
            let master = try Data(contentsOf: URL(filePath: keys + "/master.key"))
            #expect(master.count == 32 && Set(master).count > 8)
            for again in [try Keyring.loadOrCreate(in: keys), try Keyring.load(from: keys)] {
                #expect(again.signing.publicKey == first.signing.publicKey)
                #expect(again.lookup.digest("1") == first.lookup.digest("1"))
                #expect(again.forms.code(for: [1]) == first.forms.code(for: [1]))
                #expect(try again.sealing.open(first.sealing.seal([5], context: []), context: []) == [5])
            }
        }
    }

    @Test("all who create a keyring at once get the same")
    func racing() async throws {
        let folder = try makeFolder()
        defer { removeFolder(folder) }
        let keys = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<16 { group.addTask { try Keyring.loadOrCreate(in: folder).signing.publicKey.bytes } }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(keys.count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["master.key"])
    }

    @Test("a key that is there is never replaced")
    func keeping() throws {
        try withFolder { folder in
            let file = MasterKeyFile(folder: folder)
            try file.createUnlessPresent([UInt8](0..<32))
            try file.createUnlessPresent([UInt8](1...32))
            let kept = try file.read()
            #expect(kept == [UInt8](0..<32))
        }
    }

    @Test("a key that others can reach is refused with the remedy", arguments: [0o640, 0o604, 0o660, 0o601])
    func exposed(mode: Int) throws {
        try withFolder { folder in
            _ = try Keyring.loadOrCreate(in: folder)
            let path = folder + "/master.key"
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let error = KeyringError.exposed(path: path, mode: UInt32(mode))
            #expect(throws: error) { try Keyring.load(from: folder) }
            #expect(throws: error) { try Keyring.loadOrCreate(in: folder) }
            #expect(
                error.description.contains("mode \(String(mode, radix: 8))") && error.description.contains("chmod 600"))
        }
    }

    @Test("a key of another length is refused and left alone", arguments: [0, 31, 33, 4_096])
    func wrongLength(count: Int) throws {
        try withFolder { folder in
            let path = folder + "/master.key"
            let content = Data(repeating: 7, count: count)
            #expect(
                FileManager.default.createFile(
                    atPath: path, contents: content, attributes: [.posixPermissions: 0o600]))
            #expect(throws: KeyringError.notAKey(path: path)) { try Keyring.loadOrCreate(in: folder) }
            let kept = try Data(contentsOf: URL(filePath: path))
            #expect(kept == content)
        }
    }

    @Test("a missing key, a folder in its place and a missing parent are told apart")
    func absent() throws {
        try withFolder { folder in
            let path = folder + "/master.key"
            #expect(throws: KeyringError.missing(path: path)) { try Keyring.load(from: folder) }
            #expect(throws: KeyringError.system(path: folder + "/a/b/master.key", reason: "No such file or directory"))
            {
                try Keyring.loadOrCreate(in: folder + "/a/b")
            }
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            #expect(throws: KeyringError.notAKey(path: path)) { try Keyring.load(from: folder) }
        }
    }

    @Test("each purpose has its own key, and derivation never changes")
    func derivation() {
        let keyring = Keyring(master: [UInt8](0..<32))
        #expect(keyring.lookup.digest([1]) != keyring.forms.code(for: [1]))
        #expect(
            keyring.signing.publicKey.bytes == bytes("deaefec087f298a72dca1aa466d9be75b8d48c33f3ca4b1ea803fed789e9aa7a")
        )
        #expect(
            keyring.lookup.digest("13800000000")
                == bytes("ee65da344b9b49ce1707fbaac2e30040f011adbf720379c6397ae67941870f6b"))
        #expect(
            keyring.forms.code(for: []) == bytes("147c2200bc0f3fb7f372b3f35fc13b548b6bf4ae22a8ee6f1b6a158927dc123b"))
    }

    private func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = try makeFolder()
        defer { removeFolder(folder) }
        try body(folder)
    }

    private func makeFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.path + "/keyring-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        return folder
    }

    private func removeFolder(_ folder: String) {
        try? FileManager.default.removeItem(atPath: folder)
    }
}
