// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The folder in which a server keeps its archives, and beside them the ledger of erasures; never the keys.
struct BackupFolder: Sendable {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    func remove(_ name: String) {
        unlink(path + "/" + name)
    }

    /// Deletes a file that has this length. True when it is gone then; false for a file that somebody else has put there.
    func remove(_ name: String, ifOfLength bytes: Int) -> Bool {
        guard access(path + "/" + name, F_OK) == 0 else { return errno == ENOENT }
        // Of a link these are the link's own.
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/" + name)
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            (attributes?[.size] as? NSNumber)?.intValue == bytes
        else { return false }
        return unlink(path + "/" + name) == 0
    }

    /// Adds to the copy of the ledger what it lacks; nothing that is in it goes, whatever became of the ledger itself.
    func keepLedger(of keys: String) throws {
        let copy = ErasureLedger(keys: path)
        let known = Set(try copy.entries())
        try copy.append(try ErasureLedger(keys: keys).entries().filter { !known.contains($0) })
    }
}
