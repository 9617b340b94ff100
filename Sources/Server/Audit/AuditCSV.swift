// SPDX-License-Identifier: Apache-2.0

import Domain
import Spreadsheets

/// Lines of the log as a table for a spreadsheet.
enum AuditCSV {
    static let linesMax = 10_000

    static func bytes(_ lines: [AuditStore.Line]) -> [UInt8] {
        let head = ["序号", "时间", "谁", "人员编号", "职务", "做了什么", "哪类记录", "记录编号", "账号是谁的", "公开同意"]
        let rows = lines.map { line in
            [
                line.position.map { String($0) } ?? "", ChineseTime.rfc3339(line.at), AuditWording.who(line),
                line.person?.text ?? "", line.role.map(RoleWording.name) ?? "",
                AuditWording.act(line.kind, of: line.subject), AuditWording.subject(line.subject),
                Identifier<Never>(line.record).text, line.holder ?? "", line.notesConsent ? AuditWording.consent : "",
            ]
        }
        return SpreadsheetWriter.csv(header: head, rows: rows)
    }
}
