// SPDX-License-Identifier: Apache-2.0

import Foundation
import OpinionMap

/// What an opinion map says, for somebody who reads it on the terminal: what all share first.
struct OpinionMapSummary {
    private let map: OpinionMap
    private let file: VoteFile
    private let texts: [String: String]

    private static let shown = 5

    init(_ map: OpinionMap, of file: VoteFile, texts: [String: String]) {
        (self.map, self.file, self.texts) = (map, file, texts)
    }

    var text: String {
        let lines = map.groups.count > 1 ? map.groups.indices.flatMap(group) + acrossGroups : []
        return ([overview] + common + lines + next).joined(separator: "\n")
    }

    private var overview: String {
        let counts = "\(map.participants.count) 人对 \(map.statements.count) 条观点作了 \(map.voteCount) 次表态。"
        if map.groups.isEmpty { return counts + "表态够多的人还没有，不分组。" }
        if map.groups.count == 1 { return counts + "大家站在同一处，只有一组。" }
        return counts + "分成 \(map.groups.count) 组，轮廓系数 \(rounded(map.silhouette))（越接近 1 分得越清）。"
    }

    private var common: [String] {
        if map.voteCount == 0 { return [] }
        return map.common.isEmpty ? ["全体：没有多数人明显赞成或反对的观点。"] : ["全体的最大公约数："] + map.common.map { line($0, map.tallies) }
    }

    private func group(_ index: Int) -> [String] {
        let group = map.groups[index]
        let heading = "第 \(index + 1) 组，\(group.members.count) 人"
        let findings = map.representative[index]
        if findings.isEmpty { return [heading + "：没有与其他组明显不同的观点。"] }
        return [heading + "，与其他组的不同："] + findings.map { line($0, group.tallies) }
    }

    /// What each group agrees with, the small ones too.
    private var acrossGroups: [String] {
        let best = map.statements.indices.filter { map.traits[$0].places }
            .sorted { map.consensus[$0] > map.consensus[$1] }.prefix(Self.shown)
        return ["各组都赞成的程度（各组赞成比例之积）："]
            + best.map { "  \(name($0))  \(rounded(map.consensus[$0]))" }
    }

    private var next: [String] {
        let best = map.statements.indices.filter { !map.traits[$0].isOut }
            .sorted { map.priorities[$0] > map.priorities[$1] }.prefix(Self.shown)
        return best.isEmpty ? [] : ["接下来最值得问的观点：" + best.map(name).joined(separator: "，")]
    }

    private func line(_ finding: Finding, _ tallies: [Tally]) -> String {
        let tally = tallies[finding.statement]
        let side = finding.side == .agree ? "赞成" : "反对"
        return "  \(side) \(name(finding.statement))  \(tally.seen) 人中 \(tally.count(of: finding.side)) 人"
    }

    private func name(_ statement: Int) -> String {
        let name = file.statements[map.statements[statement]]
        return texts[name].map { "\(name)（\($0)）" } ?? name
    }

    private func rounded(_ value: Double) -> String { String(format: "%.3f", value) }
}
