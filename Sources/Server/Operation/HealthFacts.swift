// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How the installation is, in figures, before anybody judges them.
struct HealthFacts: Sendable {
    var now: Instant
    var version: String
    /// The last migration, and how many of this program the database lacks.
    var schema: (last: String, pending: Int)
    var openedAt: Instant
    var database: (engine: Dialect, bytes: Int64?)
    var dataDisk: Machine.Disk?
    var memory: Machine.Memory?
    /// Nil where the server takes no backups by itself.
    var backupDisk: Machine.Disk?
    var takesBackups: Bool
    /// Whether the operator has said that backups are taken by other means.
    var areBackupsElsewhere: Bool
    /// Whether the archives lie on the disk of the data.
    var isBackupBesideData: Bool
    var backups: BackupRunStore.Standing
    /// When the keys were last taken out under a passphrase, as far as this machine knows.
    var keysExportedAt: Instant?
    var waiting: HealthStore.Waiting
    /// What `shangliang verify` found last, and what the server's own checks did.
    var verification: LastVerification?
    var checks: LogCheckStore.Standing
    var calendarYears: Set<Int>
    var channels: [ContactChannel]
    /// Whether what would be sent is only shown on this machine.
    var showsMessages: Bool
    /// How many codes were sent to residents' phones today, of how many.
    var codes: (sent: Int, budget: Int)
    /// How many tokens of programs work, and how many of them end soon.
    var tokens: (alive: Int, ending: Int)
    /// Why there is no PDF of documents; nil when there is.
    var typesettingAbsence: Typesetter.Absence?
    /// Rooms and units behind which nobody with an account stands.
    var staffing = Staffing()
}
