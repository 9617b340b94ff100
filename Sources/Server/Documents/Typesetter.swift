// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Logging
import OfficialDocuments

/// Makes PDF of official documents by Typst, in a process of its own: two at a time, each bounded in time and memory.
struct Typesetter: Sendable {
    /// Where the package typst and the fonts lie; nil where the operator has none.
    private let folder: String?
    private let places = TypesettingPlaces()

    private static let python = "/usr/bin/python3"
    /// What a folder must hold; without the font every text would be boxes.
    private static let needed = ["typst/__init__.py", "fonts/FandolFang-Regular.otf"]
    private static let memoryMax = 2 << 30
    /// Of processor time; thrice as much by the clock, for a machine that is busy with others.
    private static let secondsMax = 20
    private static let outputMax = 64 << 20
    /// Some hundred pages; longer ones are made as Word.
    static let requestMax = 2 << 20

    init(folder: String?) {
        self.folder = folder
    }

    /// Why there can be no PDF.
    enum Absence: Hashable, Sendable {
        /// No folder is set, and none lies beside the program.
        case noFolder
        /// The folder lacks something.
        case incomplete(missing: String)
        case noPython
    }

    /// What keeps it from making PDF; nil when it can.
    var absence: Absence? {
        guard let folder else { return .noFolder }
        guard access(Self.python, X_OK) == 0 else { return .noPython }
        let files = FileManager.default
        return Self.needed.first { !files.fileExists(atPath: "\(folder)/\($0)") }.map { .incomplete(missing: $0) }
    }

    /// The document as PDF. The same document of the same moment gives the same bytes. Throws ``WebFailure``.
    func pdf(of document: OfficialDocument, at now: Instant, log: Logger) async throws -> [UInt8] {
        guard let folder, absence == nil else { throw WebFailure.typesettingAbsent }
        let request = try Typesetting.request(for: document, timestamp: now.milliseconds / 1000)
        guard request.count <= Self.requestMax else { throw WebFailure.documentTooLong }
        let child = ChildProcess(
            path: Self.python,
            arguments: [
                "-I", "-B", "-c", Typesetting.script, folder, String(Self.memoryMax), String(Self.secondsMax),
            ], timeMax: Self.secondsMax * 3000, outputMax: Self.outputMax)
        try await places.take()
        let result: ChildProcess.Result
        do {
            result = try await child.run(input: request)
        } catch {
            await places.giveBack()
            guard let failure = error as? ChildProcess.Failure else { throw error }
            throw failed("\(failure)", log)
        }
        await places.giveBack()
        guard result.status == 0, result.output.starts(with: Array("%PDF-".utf8)) else {
            throw failed(result.status.map { "status \($0)" } ?? "ended by a signal", log, result.complaint)
        }
        return result.output
    }

    /// What the renderer says of it is about the template: the document is a value to it, of which it quotes nothing.
    private func failed(_ reason: String, _ log: Logger, _ complaint: String = "") -> WebFailure {
        let said = complaint.split(whereSeparator: \.isNewline).last.map { String($0.prefix(300)) } ?? ""
        log.error("a document was not typeset", metadata: ["reason": "\(reason)", "said": "\(said)"])
        return .typesettingFailed
    }
}

/// Two documents are laid out at once; some wait; whoever comes after them is asked to come again.
actor TypesettingPlaces {
    static let atOnce = 2
    static let waitingMax = 16

    private var free = atOnce
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Whether nobody more may wait.
    var isFull: Bool { free == 0 && waiting.count >= Self.waitingMax }

    func take() async throws {
        guard free == 0 else {
            free -= 1
            return
        }
        guard !isFull else { throw WebFailure.typesettingBusy }
        await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
