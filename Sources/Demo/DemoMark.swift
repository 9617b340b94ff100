// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What says, in a data folder, that a demo is being played into it, or that it holds one.
///
/// The finished mark is written last: a folder with the first alone was left half way.
struct DemoMark: Codable, Sendable {
    /// The topic whose public record shows the whole loop.
    let wholeLoop: String
    /// The tracking code of a topic that waits for its submitter's word.
    let waitingCode: String
    /// A media consultation that is over, and a call for opinions in which people answer; nil in a demo that has none.
    var live: String?
    var call: String?
    /// What the address ends with by which a third party judges units; nil in a demo that has none.
    var evaluation: String?

    static func isFinished(_ folder: String) -> Bool { FileManager.default.fileExists(atPath: finished(folder)) }

    static func isUnfinished(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: begun(folder)) && !isFinished(folder)
    }

    /// What a finished demo says of itself; nil when there is none.
    static func read(_ folder: String) -> DemoMark? {
        guard let data = FileManager.default.contents(atPath: finished(folder)) else { return nil }
        return try? JSONDecoder().decode(DemoMark.self, from: data)
    }

    /// Notes that a demo begins; of two at once, one can.
    static func begin(_ folder: String) throws {
        do {
            try Data("安澜县\n".utf8).write(to: URL(fileURLWithPath: begun(folder)), options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            throw DemoCounty.Unfinished()
        }
    }

    /// Marks a folder that was restored from a demo's backup; of its story nothing is known any more.
    static func put(on folder: String) throws {
        try Data("安澜县\n".utf8).write(to: URL(fileURLWithPath: finished(folder)))
    }

    func finish(_ folder: String) throws {
        try JSONEncoder().encode(self).write(to: URL(fileURLWithPath: Self.finished(folder)), options: .atomic)
        try FileManager.default.removeItem(atPath: Self.begun(folder))
    }

    private static func finished(_ folder: String) -> String { folder + "/demo" }
    private static func begun(_ folder: String) -> String { folder + "/demo-unfinished" }
}
