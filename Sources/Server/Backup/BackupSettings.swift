// SPDX-License-Identifier: Apache-2.0

import Configuration

/// Whether, where and when the server takes backups by itself.
package struct BackupSettings: Sendable {
    /// The folder for archives, which must be there: one that is made on the way might lie on the wrong disk. Nil: this
    /// server takes none.
    let folder: String?
    /// Whether the operator has said that backups are taken by other means: then nobody is told that there is no folder.
    let areTakenElsewhere: Bool
    /// The minute of the day, by the clocks of China.
    let minuteOfDay: Int
    /// So many archives stay.
    let keep: Int

    /// Two in the morning.
    static let minuteOfDayUsually = 120
    static let keepUsually = 14
    /// What stands in the place of a folder where backups are taken by other means.
    static let elsewhere = "none"

    /// Reads what is given and adds to `mistakes` what is wrong with it. `data`: the data folder.
    init(_ reader: ConfigReader, data: String, keep: Int, mistakes: inout [String]) {
        let given = reader.string(forKey: "backup-folder")
        areTakenElsewhere = given == Self.elsewhere
        folder = areTakenElsewhere ? nil : given
        self.keep = keep
        let time = reader.string(forKey: "backup-at")
        if let time, TimeOfDay(time) == nil { mistakes.append("backup-at must be a time like 02:00, not “\(time)”") }
        minuteOfDay = time.flatMap { TimeOfDay($0)?.minuteOfDay } ?? Self.minuteOfDayUsually
        guard let folder else { return }
        if !folder.hasPrefix("/") { mistakes.append("backup-folder must begin with /, not “\(folder)”") }
        if Self.lies(folder, in: data + "/keys") {
            mistakes.append("backup-folder must not lie in the folder of the keys: together they open everything")
        }
    }

    private static func lies(_ folder: String, in other: String) -> Bool {
        (folder + "/").replacing("//", with: "/").hasPrefix((other + "/").replacing("//", with: "/"))
    }
}
