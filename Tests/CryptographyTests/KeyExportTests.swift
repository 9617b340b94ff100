// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Cryptography

@Suite("Keys under a passphrase")
struct KeyExportTests {
    private static let passphrase = "河边的石桥 三月五日"
    private static let master = [UInt8](0..<32)

    /// Cheap to open: the price of guessing is not what is tested here.
    private static func text(_ passphrase: String = passphrase) throws -> String {
        try KeyExport.text(of: master, passphrase: passphrase, passes: 1, memoryBytes: 8192)
    }

    @Test("an export brings the same keys into an empty folder, closed to others")
    func roundTrip() throws {
        try withFolder { folder in
            let first = try Keyring.loadOrCreate(in: folder + "/a")
            let text = try KeyExport.text(of: folder + "/a", passphrase: Self.passphrase)
            try KeyExport.put(text, passphrase: Self.passphrase, into: folder + "/b")
            let second = try Keyring.load(from: folder + "/b")
            #expect(second.signing.publicKey == first.signing.publicKey)
            #expect(try second.sealing.open(first.sealing.seal([7], context: []), context: []) == [7])
            let master = try Data(contentsOf: URL(filePath: folder + "/a/master.key"))
            #expect(!text.contains(master.base64EncodedString()))
        }
    }

    @Test("the same passphrase opens it however the keyboard composes its letters")
    func composition() throws {
        let text = try Self.text("caf\u{E9} caf\u{E9} caf\u{E9}")
        #expect(try KeyExport.master(in: text, passphrase: "cafe\u{301} cafe\u{301} cafe\u{301}") == Self.master)
    }

    @Test("another passphrase opens nothing")
    func wrong() throws {
        let text = try Self.text()
        for passphrase in ["", "河边的石桥", Self.passphrase + " "] {
            #expect(throws: KeyExportError.wrongPassphrase) {
                try KeyExport.master(in: text, passphrase: passphrase)
            }
        }
    }

    @Test("a text that was cut or changed is refused, and one that asks for all memory too")
    func damaged() throws {
        let text = try Self.text()
        let lines = text.split(separator: "\n").map(String.init)
        for damaged in [
            "", lines[0], lines[0] + "\n" + lines[1], "shangliang keys 2\n" + lines[1] + "\n" + lines[2],
            [lines[0], lines[1].replacing("8192", with: "9000000000"), lines[2]].joined(separator: "\n"),
            [lines[0], lines[1].replacing(" 1 ", with: " 0 "), lines[2]].joined(separator: "\n"),
        ] {
            #expect(throws: KeyExportError.notAnExport) {
                try KeyExport.master(in: damaged, passphrase: Self.passphrase)
            }
        }
        let other = [lines[0], lines[1].replacing("8192", with: "16384"), lines[2]].joined(separator: "\n")
        #expect(throws: KeyExportError.wrongPassphrase) {
            try KeyExport.master(in: other, passphrase: Self.passphrase)
        }
    }

    @Test("a key that is there is not replaced")
    func occupied() throws {
        try withFolder { folder in
            let kept = try Keyring.loadOrCreate(in: folder)
            let error = KeyringError.alreadyThere(path: folder + "/master.key")
            #expect(throws: error) {
                try KeyExport.put(Self.text(), passphrase: Self.passphrase, into: folder)
            }
            #expect(try Keyring.load(from: folder).signing.publicKey == kept.signing.publicKey)
        }
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
