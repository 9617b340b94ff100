// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import NIOCore
import Spreadsheets
import Synchronization

/// Where workbooks are written before they go out: a folder of the data folder, in which a file has a name only while it is
/// written. So many at once as a disk bears; whoever comes when all places are taken is asked to come again.
final class TableDesk: Sendable {
    static let filesMax = 8
    /// A workbook no larger than this is read at once, and its place is free before anybody reads it.
    static let smallBytesMax = 4 * 1024 * 1024
    /// No workbook takes so long to be written.
    private static let leftOverSeconds: TimeInterval = 3_600

    let folder: String
    private let taken = Mutex(0)

    /// Makes the folder, and sweeps out what a program left that was killed while it wrote. `isSole`: whether no other program
    /// may be writing there.
    init(data: String, isSole: Bool) throws {
        folder = data + "/tables"
        let files = FileManager.default
        try files.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let now = TimeInterval(Clock.system.now().milliseconds) / 1_000
        for name in try files.contentsOfDirectory(atPath: folder) {
            let path = folder + "/" + name
            let writtenAt = try? files.attributesOfItem(atPath: path)[.modificationDate] as? Date
            let seconds = writtenAt.map { now - $0.timeIntervalSince1970 } ?? 0
            guard isSole || seconds > Self.leftOverSeconds else { continue }
            try? files.removeItem(atPath: path)
        }
    }

    /// How many workbooks there are at this moment.
    var count: Int { taken.withLock { $0 } }

    /// A place for one workbook.
    func place() throws(WebFailure) -> Place {
        let hasRoom = taken.withLock { taken in
            guard taken < Self.filesMax else { return false }
            taken += 1
            return true
        }
        guard hasRoom else { throw .tablesBusy }
        return Place(self)
    }

    /// Taken until nobody holds it: also when whoever reads has gone away.
    final class Place: Sendable {
        private let desk: TableDesk

        fileprivate init(_ desk: TableDesk) { self.desk = desk }

        deinit { desk.taken.withLock { $0 -= 1 } }
    }
}

/// A workbook on its way, with its place.
struct SentWorkbook: Sendable {
    let workbook: WrittenWorkbook
    let place: TableDesk.Place
    let patience: TimeAmount
    static let pieceBytes = 64 * 1024

    /// What is sent, piece by piece; with the last that holds it the file goes.
    var pieces: WebResponse.Pieces {
        .init(count: workbook.count, patience: patience) { number in
            let bytes = try self.workbook.bytes(from: number * Self.pieceBytes, atMost: Self.pieceBytes)
            return bytes.isEmpty ? nil : bytes
        }
    }
}
