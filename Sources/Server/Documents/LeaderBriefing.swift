// SPDX-License-Identifier: Apache-2.0

import Domain
import OfficialDocuments

/// A leader's single page: the board in one look, and what should not be overlooked. Its lists are so short that it stays
/// one page.
struct LeaderBriefing: Sendable {
    let board: Board
    let tenant: Tenant

    private static let rowsMax = 3
    private var tables: BoardTables { BoardTables(board: board) }

    var file: DocumentFile {
        let days = "\(DocumentWording.date(board.period.first))至\(DocumentWording.date(board.period.last))"
        let concerns = tables.concerns
        let units = tables.units(limit: Self.rowsMax)
        return DocumentFile(
            kind: .briefing, record: tenant.id.number,
            name: "\(tenant.shortName)协商议事一页纸（\(days)）",
            document: OfficialDocument(
                layout: .page, title: "\(tenant.shortName)协商议事情况", note: "（\(days)）",
                blocks: [.table(figures), .heading("要您看的")]
                    + (concerns.isEmpty ? ["没有。"] : concerns).map { .paragraph($0) }
                    + (units.rows.isEmpty ? [] : [.heading("承办单位（事项最多的\(units.rows.count)家）"), .table(units)])))
    }

    private var figures: OfficialDocument.Table {
        let (all, confirmed) = (tables.topics.total, board.topics(from: .confirmed))
        let consensus = tables.sessions.count(.conclusion, ["consensus"])
        let scanned = tables.topics.count(.source, [Topic.Source.scan.rawValue])
        let people = board.attendance.values.reduce(0, +)
        let share = BoardWording.percent(confirmed, of: all).map { "，占\($0)%" } ?? ""
        return .init(
            columns: [.init("", width: 34), .init("数", width: 26, .center), .init("说明", width: 96)],
            rows: [
                ["收到议题", BoardTables.pieces(all), "其中居民扫码\(BoardTables.pieces(scanned))"],
                [
                    "协商会", "\(BoardWording.grouped(tables.sessions.total))场",
                    "形成共识\(BoardWording.grouped(consensus))场，到会\(BoardWording.grouped(people))人次",
                ],
                [
                    "商定事项", BoardTables.pieces(tables.items.total),
                    "办结\(BoardTables.pieces(tables.closed))，在办\(BoardTables.pieces(tables.items.total - tables.closed))，其中超期\(BoardTables.pieces(tables.overdue))",
                ],
                ["单位报告解决", BoardTables.pieces(tables.claimed.total), "按事项数，经议事室核实"],
                ["大家确认解决", BoardTables.pieces(confirmed), "按议题数，答了的人都说解决了\(share)"],
            ])
    }
}
