// SPDX-License-Identifier: Apache-2.0

import Domain
import OfficialDocuments

/// The work summary of a month or a half-year, written from the board of its days: no figure is typed (BR-47).
struct WorkSummary: Sendable {
    let period: SummaryPeriod
    let board: Board
    let tenant: Tenant
    let today: Day

    private var tables: BoardTables { BoardTables(board: board) }

    var file: DocumentFile {
        let title = "\(tenant.shortName)\(period.name)协商议事工作情况"
        return DocumentFile(
            kind: .summary, record: tenant.id.number,
            name: title,
            document: OfficialDocument(
                layout: .document, issuer: "\(tenant.name)文件", title: title, note: running,
                blocks: [.heading("一、议题")] + topics + [.heading("二、协商")] + sessions + [.heading("三、办理")] + items
                    + [.heading("四、要关注的问题")] + concerns + [.paragraph("统计口径：\(BoardTables.method)")],
                annexes: annexes,
                signature: .init(signer: tenant.name, date: DocumentWording.date(today)),
                imprint: .init(copiedTo: nil, office: tenant.name, printedOn: DocumentWording.date(today))))
    }

    /// That more days are to come.
    private var running: String? {
        today < period.last ? "（截至\(DocumentWording.date(board.period.last))）" : nil
    }

    private var topics: [OfficialDocument.Block] {
        let all = tables.topics.total
        guard all > 0 else { return [.paragraph("本期没有收到议题。")] }
        let counts: [(TopicStage, String)] = [
            (.waiting, "还在筛选"), (.refused, "不受理、转送或撤回"), (.former, "原来的系统里办过"), (.direct, "当场答复"), (.merged, "并入别的议题"),
            (.pooled, "在议题池和调研"),
        ]
        let parts = counts.compactMap { stage, word -> String? in
            let count = tables.count(stage)
            return count == 0 ? nil : "\(word)\(BoardTables.pieces(count))"
        }
        let further = board.topics(from: .consulted)
        let ways = parts + (further == 0 ? [] : ["进入协商和办理\(BoardTables.pieces(further))"])
        return [
            .paragraph("本期收到议题\(BoardTables.pieces(all))。来源是：\(tables.sources(limit: 6))。"),
            .paragraph("现在办到的程度是：\(ways.joined(separator: "，"))。"),
        ]
    }

    private var sessions: [OfficialDocument.Block] {
        let all = tables.sessions.total
        guard all > 0 else { return [.paragraph("本期没有安排协商会。")] }
        let (yes, no) = (
            tables.sessions.count(.conclusion, ["consensus"]), tables.sessions.count(.conclusion, ["no_consensus"])
        )
        let rest = all - yes - no
        let open = rest == 0 ? "" : "，还没有开完或没有开\(BoardWording.grouped(rest))场"
        let people = tables.attendance.map { "到会：\($0)。" } ?? ""
        return [
            .paragraph(
                "本期安排协商会\(BoardWording.grouped(all))场，其中形成共识\(BoardWording.grouped(yes))场，没有形成共识\(BoardWording.grouped(no))场\(open)。\(people)"
            )
        ]
    }

    private var items: [OfficialDocument.Block] {
        let all = tables.items.total
        guard all > 0 else { return [.paragraph("本期没有商定建议事项。")] }
        let active = all - tables.closed
        let claimed = tables.claimed
        return [
            .paragraph(
                "本期商定建议事项\(BoardTables.pieces(all))，已办结\(BoardTables.pieces(tables.closed))，在办\(BoardTables.pieces(active))，在办的里面超期\(BoardTables.pieces(tables.overdue))。"
            ),
            .paragraph(
                "承办单位报告解决\(BoardTables.pieces(claimed.total))，其中大家都说解决了\(BoardTables.pieces(claimed.count(.confirmed, ["solved"])))，有人说没有都解决\(BoardTables.pieces(claimed.count(.confirmed, ["not_solved"])))，还没有人答\(BoardTables.pieces(claimed.count(.confirmed, ["unanswered", "not_asked"])))。"
            ),
        ]
    }

    private var concerns: [OfficialDocument.Block] {
        let found = tables.concerns
        guard !found.isEmpty else { return [.paragraph("没有过期的议题和超期的事项，也没有单位报了解决而有人说没有解决的。")] }
        guard found.count > 1 else { return found.map { .paragraph($0) } }
        return found.enumerated().map { .paragraph("\($0 + 1). \($1)") }
    }

    private var annexes: [OfficialDocument.Annex] {
        [
            tables.topics.total == 0
                ? nil : .init(title: "各镇（街道）议题情况", blocks: [.table(tables.towns())]),
            tables.items.total == 0 ? nil : .init(title: "各承办单位事项办理情况", blocks: [.table(tables.units())]),
        ].compactMap { $0 }
    }
}
