// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import Foundation

/// What is done before a database of an older schema is brought to that of this program.
package enum Upgrade: Sendable {
    /// First an archive of what is there; without one nothing is changed. `tell` is told what is done.
    case afterBackup(isDemo: Bool, tell: @Sendable (String) -> Void)
    /// The operator has one, or wants none.
    case withoutBackup

    /// The archive could not be made, so the database was left as it is.
    package struct Refused: Error, CustomStringConvertible {
        let reason: String

        package var description: String {
            "升级前的备份没有做成：\(reason)\n数据库没有改动。请排除原因再启动；确实不要备份时，加上 --without-backup。"
        }
    }

    /// Takes the archive where there is something to lose: pending migrations over a tenant. Throws ``Refused``.
    func prepare(_ engine: any Engine, _ settings: Settings, at now: Instant) async throws {
        let status = try await DatabaseSchema.migrator.status(engine)
        guard let from = status.applied.last, !status.pending.isEmpty,
            try await engine.read({ try DirectoryStore().hasTenant(in: $0) })
        else { return }
        switch self {
        case .withoutBackup: return
        case .afterBackup(let isDemo, let tell):
            do {
                let path = try Self.path(settings, from: from, at: now)
                tell("数据库要从 \(from) 升级，先备份到 \(path)")
                let receipt = try await Backup().take(settings, to: path, isDemo: isDemo)
                try Self.check(path, receipt, settings)
                tell("已备份 \(receipt.tables) 张表、\(receipt.rows) 行，\(receipt.bytes) 字节；现在升级。")
            } catch {
                throw Refused(reason: "\(error)")
            }
        }
    }

    /// Reads the archive back: one that cannot be read is no way back, and shall not lie there as if it were.
    private static func check(_ path: String, _ receipt: Backup.Receipt, _ settings: Settings) throws {
        do {
            let key = try Keyring.load(from: settings.data + "/keys").signing.publicKey
            guard try ArchiveCheck.rows(path, key: key, isToStop: { Task.isCancelled }) == receipt.rows else {
                throw ArchiveError.damaged(.end)
            }
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }

    /// Beside the other archives, or else in the data folder: named by the moment and the schema it comes from.
    private static func path(_ settings: Settings, from schema: String, at now: Instant) throws -> String {
        let folder = settings.backup.folder ?? settings.data + "/upgrades"
        if settings.backup.folder == nil {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        let moment = ChineseTime.rfc3339(now).prefix(19).replacing(":", with: "")
        return "\(folder)/upgrade-\(moment)-from-\(schema).archive"
    }
}
