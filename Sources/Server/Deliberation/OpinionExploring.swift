// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What a script makes of the map: a group that is pointed at tells what its people answered, and a statement that is chosen
/// colours the groups by their answers. It is told what the tables of the page say and no more, so nothing of fewer
/// than five.
struct OpinionExploring: Sendable {
    let findings: OpinionFindings
    let texts: [OpinionStatement.ID: String]

    /// Of more statements the table below tells.
    private static let statementsMax = 200

    private var lines: [OpinionFindings.Line] {
        let order: [OpinionFindings.Standing] = [.allAgree, .allDisagree, .differs, .mixed]
        return Array(order.flatMap { findings.lines($0) }.prefix(Self.statementsMax))
    }

    /// For the script, as the value of an attribute.
    var data: String {
        let statements = lines.map { line -> JSON in
            [
                "text": .string(texts[line.statement] ?? ""), "standing": .string(line.standing.rawValue),
                "by": .array(line.byGroup.map(Self.json)),
            ]
        }
        let groups = findings.groups.map { group -> JSON in
            ["name": .string(group.name), "people": .integer(Int64(group.size))]
        }
        return String(
            decoding: JSON.object([("groups", .array(groups)), ("statements", .array(statements))]).bytes,
            as: UTF8.self)
    }

    /// Agree, pass, disagree.
    private static func json(_ count: OpinionCount?) -> JSON {
        count.map { .array([$0.agree, $0.pass, $0.disagree].map { .integer(Int64($0)) }) } ?? .null
    }

    /// Hidden until the script is there to answer.
    var html: HTML {
        """
        <div data-opinion-controls hidden><p class="small mute">点一组，看这一组人怎么表态。选一句话，看各组怎么看：\
        绿的六成以上赞同，红的六成以上不赞同，黄的不一致，灰的会露出少数人、不显示。</p>\
        <p class="row" role="group" aria-label="看哪一组">\(each: findings.groups, button)</p>\
        <div class="field"><label for="opinion-choice">看哪一句话</label>\
        <select class="input" id="opinion-choice" data-opinion-choice><option value="">不选，只看分组</option>\
        \(each: Array(lines.enumerated()), { place, line in option(place, line) })</select></div>\
        <div class="told" data-opinion-told role="status"></div></div>
        """
    }

    private func button(_ group: OpinionGroup) -> HTML {
        """
        <button type="button" class="btn small" data-opinion-group="\(group.number)" aria-pressed="false">\
        <span class="gl g\(group.number % 5 + 1)">\(group.name)</span> \(group.size)人</button>
        """
    }

    private func option(_ place: Int, _ line: OpinionFindings.Line) -> HTML {
        "<option value=\"\(place)\">\(texts[line.statement] ?? "")</option>"
    }
}
