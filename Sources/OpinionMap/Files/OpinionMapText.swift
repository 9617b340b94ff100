// SPDX-License-Identifier: Apache-2.0

/// A map as JSON. Whatever stands in an array for each statement stands in the order of `statements`.
///
/// Written by hand, since a general encoder takes longer for fifty thousand people than drawing up their map.
package struct OpinionMapText {
    private let map: OpinionMap
    private let file: VoteFile

    /// - Parameter map: of the votes of the file.
    package init(_ map: OpinionMap, of file: VoteFile) {
        (self.map, self.file) = (map, file)
    }

    package var json: [UInt8] {
        var text = JSONText()
        text.object { text in
            text.member("votes") { $0.number(map.voteCount) }
            text.member("statements") { $0.array(map.statements) { $0.string(file.statements[$1]) } }
            text.member("centre") { $0.array(map.centre) { $0.number($1) } }
            text.member("components") { text in
                text.array(0..<2) { text, axis in text.array(map.components) { $0.number($1[axis]) } }
            }
            text.member("places") { places(&$0) }
            text.member("groups") { $0.array(map.groups.indices) { group(&$0, $1) } }
            text.member("silhouette") { $0.number(map.silhouette) }
            text.member("tests") { $0.array(map.groups) { tests(&$0, $1) } }
            text.member("consensus") { $0.array(map.consensus) { $0.number($1) } }
            text.member("common") { findings(&$0, map.common) }
            text.member("priorities") { $0.array(map.priorities) { $0.number($1) } }
        }
        return text.bytes
    }

    private func places(_ text: inout JSONText) {
        text.array(zip(map.participants, map.places)) { text, item in
            text.object { text in
                text.member("participant") { $0.string(file.participants[item.0]) }
                text.member("x") { $0.number(item.1.x) }
                text.member("y") { $0.number(item.1.y) }
            }
        }
    }

    private func group(_ text: inout JSONText, _ index: Int) {
        text.object { text in
            text.member("members") { $0.array(map.groups[index].members) { $0.string(file.participants[$1]) } }
            text.member("centre") { text in
                text.object { text in
                    text.member("x") { $0.number(map.groups[index].centre.x) }
                    text.member("y") { $0.number(map.groups[index].centre.y) }
                }
            }
            text.member("representative") { findings(&$0, map.representative[index]) }
        }
    }

    /// One array for each figure, named as the figures of a group are in the literature.
    private func tests(_ text: inout JSONText, _ group: Group) {
        text.object { text in
            text.member("agree") { $0.array(group.tallies) { $0.number($1.agree) } }
            text.member("disagree") { $0.array(group.tallies) { $0.number($1.disagree) } }
            text.member("seen") { $0.array(group.tallies) { $0.number($1.seen) } }
            for (side, figures) in [(Side.agree, group.agreement), (.disagree, group.disagreement)] {
                text.member("\(side)_share") { $0.array(figures) { $0.number($1.share.estimate) } }
                text.member("\(side)_test") { $0.array(figures) { $0.number($1.share.test) } }
                text.member("\(side)_representativeness") { $0.array(figures) { $0.number($1.ratio) } }
                text.member("\(side)_representativeness_test") { $0.array(figures) { $0.number($1.test) } }
            }
        }
    }

    private func findings(_ text: inout JSONText, _ findings: [Finding]) {
        text.array(findings) { text, finding in
            text.object { text in
                text.member("statement") { $0.string(file.statements[map.statements[finding.statement]]) }
                text.member("side") { $0.string(finding.side.rawValue) }
            }
        }
    }
}
