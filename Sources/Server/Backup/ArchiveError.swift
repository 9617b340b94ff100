// SPDX-License-Identifier: Apache-2.0

/// Why an archive was not made, or not restored.
package enum ArchiveError: Error, Equatable {
    /// There is a file of this name already.
    case alreadyThere(path: String)
    /// Another process is writing this archive.
    case underWay(path: String)
    /// There is nothing to back up: no schema, or no database at all.
    case nothingThere
    /// The file is not an archive of this program.
    case notAnArchive(path: String)
    /// The archive was cut short or changed.
    case damaged(Damage)
    /// It was made with other keys than those in the data folder.
    case foreignKeys
    /// A newer program made it, with a format or a migration that this one does not know.
    case newer(program: String)
    /// The target holds a tenant already.
    case notEmpty
    /// The target has a schema that the archive does not have.
    case targetIsAhead
    /// The archive has a table or column that the schema does not have.
    case unknownColumn(String)
    /// A row of the archive does not fit the schema.
    case unfit(String)
    /// The system refused; `reason` is its own word for it.
    case system(path: String, reason: String)

    /// How an archive is found to be damaged.
    package enum Damage: Equatable, Sendable {
        /// The file ends too early, or its compression is broken.
        case cut
        /// A line is not what stands there in an archive.
        case line
        /// A table has other rows than the archive's end says.
        case table(String)
        /// The archive's end does not fit what stands before it, or is not signed by the installation's key.
        case end
    }
}
