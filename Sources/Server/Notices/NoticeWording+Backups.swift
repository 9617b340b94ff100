// SPDX-License-Identifier: Apache-2.0

import Domain

extension NoticeWording {
    /// What is wrong with the backups, by the event that says so.
    static func sentence(ofBackups kind: String) -> String {
        if kind == BackupAlarm.unset.kind { return "没有设自动备份：机器坏了，数据就没有了，请尽快设好" }
        if kind == BackupAlarm.late(hours: nil).kind { return "超过26小时没有新的备份，请尽快处理" }
        return "备份没有做成，请看看原因"
    }
}
