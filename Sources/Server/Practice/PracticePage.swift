// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The parameters in force beside another version or a preset, and the versions there were.
struct PracticePage: Sendable {
    /// What the parameters are compared with.
    struct Compared: Sendable {
        let name: String
        let profile: PracticeProfile
    }

    let profile: PracticeProfile
    let versions: [PracticeStore.Version]
    let other: Compared
    let today: Day

    var html: HTML {
        """
        \(RecordHead(title: "规则参数", buttons: [
            Button(label: "修改", role: .link(to: "/desk/practice/revision"), size: .small)
        ]).html)<div class="stack"><p class="mute">各地做法不同的地方，都在这里定。每改一次存一版，从指定的日子起生效，旧版一直留着。</p>\
        \(table)\(grounds)\(categories)\(proposals)\(forms)\(presets)\(history)</div>
        """
    }

    private var rows: [(name: String, own: String, other: String)] {
        PracticeParameter.allCases.map {
            (PracticeWording.name($0), String(profile[$0]), String(other.profile[$0]))
        }
            + ParticipantCategory.allCases.map {
                (
                    "会议须有\(SessionWording.name($0))", profile.requires($0) ? "是" : "否",
                    other.profile.requires($0) ? "是" : "否"
                )
            }
            + [
                (
                    "三员登录须用动态码", profile.administratorsNeedSecondFactor ? "是" : "否",
                    other.profile.administratorsNeedSecondFactor ? "是" : "否"
                ),
                ("建议清单编号的前缀", profile.outcomes.listPrefix, other.profile.outcomes.listPrefix),
                ("办理考评编号的前缀", profile.outcomes.assessmentPrefix, other.profile.outcomes.assessmentPrefix),
                ("暂停居民提议题", profile.isIntakePaused ? "是" : "否", other.profile.isIntakePaused ? "是" : "否"),
            ]
    }

    private var table: HTML {
        """
        <div class="table-wrap"><table><caption class="vh">规则参数，和\(other.name)对照</caption><thead><tr>\
        <th scope="col">参数</th><th scope="col">现在</th><th scope="col">\(other.name)</th></tr></thead>\
        <tbody>\(each: rows, { row in
            "<tr><th scope=\"row\">\(row.name)</th><td class=\"num\">\(row.own)</td><td class=\"num\">\(difference(row.own, row.other))</td></tr>"
        })</tbody></table></div>
        """
    }

    private func difference(_ own: String, _ other: String) -> HTML {
        own == other ? "<span class=\"mute\">\(other)</span>" : "<b>\(other)（不同）</b>"
    }

    private var grounds: HTML {
        PageSection(
            id: "grounds", title: "不采纳的理由 \(profile.rejectionGrounds.count)条",
            content: Facts(rows: profile.rejectionGrounds.map { Facts.Row($0.name, $0.channel) }).html
        ).html
    }

    private var categories: HTML {
        PageSection(
            id: "categories", title: "议题类别 \(profile.topicCategories.count)类",
            content: "<p>\(profile.topicCategories.map(\.name).joined(separator: "、"))</p>"
        ).html
    }

    private var proposals: HTML {
        let (grounds, classes) = (profile.proposals.grounds, profile.proposals.classes)
        let rows = classes.map { Facts.Row("\($0.code)类", $0.name) }
        return """
            \(PageSection(
                id: "filing-grounds", title: "提案不予立案的理由 \(grounds.count)条",
                content: "<p>\(grounds.map(\.name).joined(separator: "；"))</p>").html)\
            \(PageSection(id: "reply-classes", title: "提案办理结果 \(classes.count)类", content: Facts(rows: rows).html).html)
            """
    }

    private var forms: HTML {
        let rows = profile.sessions.allForms.map { Facts.Row($0.name, SessionFormWording.summary($0)) }
        return PageSection(id: "forms", title: "协商形式 \(rows.count)种", content: Facts(rows: rows).html).html
    }

    private var presets: HTML {
        let rows = PracticePreset.allCases.map { preset in
            LinkList.Row(
                content: """
                    \(PracticeWording.name(preset)) · \
                    \(TextLink(text: "对照", address: "/desk/practice?with=\(preset.rawValue)").html) · \
                    \(TextLink(text: "以它为底稿修改", address: "/desk/practice/revision?from=\(preset.rawValue)").html)
                    """)
        }
        return PageSection(id: "presets", title: "参考方案", content: LinkList(rows: rows).html).html
    }

    private var history: HTML {
        let rows = versions.map { version in
            LinkList.Row(
                relation: version.validFrom > today ? "还没到日子" : "第\(version.number)版",
                content: """
                    \(ChineseTime.day(version.validFrom, today: today))起 · \
                    \(TextLink(text: "对照", address: "/desk/practice?with=\(version.number)").html)
                    """)
        }
        return PageSection(id: "versions", title: "各版", content: LinkList(rows: rows).html).html
    }
}
