// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@testable import Server

@Suite("The ledger of erasures")
struct ErasureLedgerTests {
    private static func erasure(_ content: Int64) -> Erasure {
        Erasure(tenant: .init(7), content: content, day: Day(year: 2026, month: 3, day: 5))
    }

    @Test("what is added is read again, in order, from a file closed to others")
    func roundTrip() throws {
        try withLedger { ledger in
            #expect(try ledger.entries() == [])
            try ledger.append([])
            #expect(!FileManager.default.fileExists(atPath: ledger.path))
            try ledger.append([Self.erasure(1), Self.erasure(2)])
            try ledger.append([Self.erasure(.max)])
            #expect(try ledger.entries() == [Self.erasure(1), Self.erasure(2), Self.erasure(.max)])
            let mode = try FileManager.default.attributesOfItem(atPath: ledger.path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
            let text = try String(contentsOfFile: ledger.path, encoding: .utf8)
            #expect(text.hasPrefix("0000000000007 0000000000001 2026-03-05\n"))
        }
    }

    @Test("a line that was cut short is no erasure, and does not spoil the next one")
    func cut() throws {
        try withLedger { ledger in
            try ledger.append([Self.erasure(1), Self.erasure(2)])
            let whole = try Data(contentsOf: URL(filePath: ledger.path))
            for missing in 1...Erasure.lineBytes {
                try whole.dropLast(missing).write(to: URL(filePath: ledger.path))
                // Without its line break only, it is whole.
                let kept = [Self.erasure(1)] + (missing == 1 ? [Self.erasure(2)] : [])
                #expect(try ledger.entries() == kept)
                try ledger.append([Self.erasure(3)])
                #expect(try ledger.entries() == kept + [Self.erasure(3)], "\(missing) bytes were missing")
            }
        }
    }

    @Test("a damaged line is not passed over")
    func damaged() throws {
        try withLedger { ledger in
            let line = Self.erasure(1).line
            for damaged in [line + "x", line.replacing("2026", with: "20 6"), line.replacing("-", with: "x")] {
                try Data((damaged + "\n").utf8).write(to: URL(filePath: ledger.path))
                #expect(throws: ErasureLedger.Failure.self, "\(damaged)") { try ledger.entries() }
            }
        }
    }

    @Test("many who write at once lose no line")
    func crowd() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...16 {
                group.addTask {
                    for part in 0..<10 {
                        try ErasureLedger(keys: folder).append([Self.erasure(Int64(number * 100 + part))])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(Set(try ErasureLedger(keys: folder).entries()).count == 160)
    }

    private func withLedger(_ body: (ErasureLedger) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(ErasureLedger(keys: folder))
    }
}
