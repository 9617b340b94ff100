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
        ]).html)<div class="stack"><p class="mute">各地做法不同的地方，都在这里定；点一项，就到改它的地方。每改一次存一版，从指定的日子起生效，旧版一直留着。</p>\
        \(parts)\(PracticeComparison.html(profile, beside: other.profile, named: other.name, today: today))\
        \(grounds)\(forms)\(presets)\(history)</div>
        """
    }

    private var parts: HTML {
        let links = PracticeSection.allCases.map { section -> HTML in
            "<a class=\"btn small\" href=\"#section-\(section.rawValue)\">\(section.title)</a>"
        }
        return "<nav class=\"filters no-print\" aria-label=\"看哪一部分\">\(links.joined())</nav>"
    }

    private var grounds: HTML {
        PageSection(
            id: "grounds", title: "不采纳的理由 \(profile.rejectionGrounds.count)条",
            content: Facts(rows: profile.rejectionGrounds.map { Facts.Row($0.name, $0.channel) }).html
        ).html
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
        let pending = PracticeStore.pending(versions, on: today)
        let rows = versions.map { version -> LinkList.Row in
            let form = TextLink(text: "修改", address: "\(PracticeFormPage.path)?version=\(version.number)")
            return LinkList.Row(
                relation: relation(version),
                content: """
                    \(ChineseTime.day(version.validFrom, today: today))起 · \
                    \(TextLink(text: "对照", address: "/desk/practice?with=\(version.number)").html)\
                    \(pending.contains(version) ? " · \(form.html)" as HTML : HTML())
                    """)
        }
        return PageSection(id: "versions", title: "各版", content: LinkList(rows: rows).html).html
    }

    /// Which version it is; by its day a later one may have taken its place.
    private func relation(_ version: PracticeStore.Version) -> String {
        if let counts = PracticeStore.inForce(versions, on: version.validFrom), counts != version {
            return "第\(version.number)版，已被第\(counts.number)版代替"
        }
        return version.validFrom > today ? "还没到日子" : "第\(version.number)版"
    }
}
