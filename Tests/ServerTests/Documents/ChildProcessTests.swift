// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Server

@Suite("Programs that are run once", .serialized)
struct ChildProcessTests {
    private func shell(_ script: String, timeMax: Int = 10_000, outputMax: Int = 1 << 20) -> ChildProcess {
        ChildProcess(path: "/bin/sh", arguments: ["-c", script], timeMax: timeMax, outputMax: outputMax)
    }

    @Test("what goes in comes out, however much it is")
    func echo() async throws {
        let input = [UInt8](repeating: 0x61, count: 3_000_000)
        let result = try await shell("cat", outputMax: 8 << 20).run(input: input)
        #expect(result.status == 0 && result.output == input && result.complaint.isEmpty)
        let cut = try await shell("cat", outputMax: 1000).run(input: input)
        #expect(cut.output.count == 1000)
    }

    @Test("status, complaint and the signal that ended it are told apart")
    func status() async throws {
        let failed = try await shell("echo no >&2; exit 3").run(input: [])
        #expect(failed.status == 3 && failed.complaint == "no\n")
        #expect(try await shell("kill -9 $$").run(input: []).status == nil)
    }

    @Test("whatever takes too long is ended, with all that it has started")
    func time() async throws {
        let mark = "/tmp/child-\(UUID().uuidString)"
        let slow = shell("(sleep 2; touch \(mark)) & sleep 60", timeMax: 300)
        await #expect(throws: ChildProcess.Failure.tookTooLong) { _ = try await slow.run(input: []) }
        try await Task.sleep(for: .seconds(3))
        #expect(!FileManager.default.fileExists(atPath: mark))
    }

    @Test("whoever stops waiting ends the program")
    func cancelled() async throws {
        let child = shell("sleep 60", timeMax: 60_000)
        let task = Task { try await child.run(input: []) }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }

    @Test("it is given an environment of one line")
    func environment() async throws {
        let result = try await ChildProcess(path: "/usr/bin/env", arguments: [], timeMax: 10_000, outputMax: 10_000)
            .run(input: [])
        #expect(String(decoding: result.output, as: UTF8.self) == "LC_ALL=C.UTF-8\n")
    }

    @Test("a program that is not there is a failure")
    func missing() async {
        let child = ChildProcess(path: "/nowhere/program", arguments: [], timeMax: 1000, outputMax: 10)
        await #expect(throws: ChildProcess.Failure.self) { _ = try await child.run(input: []) }
    }
}
