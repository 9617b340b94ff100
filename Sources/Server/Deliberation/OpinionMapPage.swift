// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What was found in the votes: first what all agree on, then the map, then where opinions differ, and the numbers behind it.
struct OpinionMapPage: Sendable {
    let reading: OpinionReading
    /// Nil while nothing was found.
    let findings: OpinionFindings?
    let texts: [OpinionStatement.ID: String]
    let own: OpinionStand?
    let today: Day

    private var call: Deliberation { reading.call }
    private var base: String { "/deliberations/\(call.id)" }

    var html: HTML {
        """
        <div><span class="over">\(reading.room.name) · \(extent)</span><h1>\(reading.question)</h1></div>\
        \(findings.map(content) ?? waiting)
        """
    }

    private var extent: String {
        let people = findings.map { "\($0.people.all)人、\($0.lines.count)句话、\($0.votes)次表态" }
        return people ?? DeliberationWording.name(call.state.name)
    }

    private var waiting: HTML {
        let text =
            reading.people.all < OpinionVote.peopleMin
            ? "表态的人还不到\(OpinionVote.peopleMin)位，不显示。" : "正在算，过几秒再刷新看看。"
        return "\(Note(text: text, icon: .clock).html)<p>\(TextLink(text: "去表态", address: base).html)</p>"
    }

    private func content(_ findings: OpinionFindings) -> HTML {
        let agreed = findings.lines(.allAgree) + findings.lines(.allDisagree)
        let differing = findings.lines(.differs)
        return """
            \(hatch)\(common(agreed, findings))<div class="op-grid">\(plot(findings))\(different(differing, findings))</div>\
            \(table(findings))\(files(findings))
            """
    }

    /// The pattern of what people do not agree with, once for the page.
    private let hatch: HTML = """
        <svg class="vh" aria-hidden="true"><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
        patternTransform="rotate(45)"><rect width="6" height="6" class="hatch-bg"/>\
        <rect width="3" height="6" class="hatch-fg"/></pattern></svg>
        """

    // MARK: - What all agree on

    private func common(_ lines: [OpinionFindings.Line], _ findings: OpinionFindings) -> HTML {
        let share = OpinionFindings.commonShare / 10
        let reading =
            findings.areParted
            ? "\(findings.groups.count)组人里，每组都有\(share)成以上是一样的看法。会上先定这些。"
            : "表态的人分不出够\(OpinionVote.peopleMin)人的两组。这些话，\(share)成以上的人是一样的看法，会上先定。"
        let nothing =
            findings.areParted
            ? "还没有哪一句是每组都有\(share)成以上一样看法的。" : "还没有哪一句是\(share)成以上的人一样看法的。"
        let list: HTML =
            lines.isEmpty
            ? "<p class=\"mute\">\(nothing)</p>"
            : "<p class=\"mute\">\(reading)</p><ol class=\"statements\">\(each: lines, { commonRow($0, findings) })</ol>"
        return """
            <section aria-labelledby="common" class="gap-top">\
            <h2 id="common" class="h1">最大公约数 <span class="mute num">\(lines.count)句</span></h2>\(list)</section>
            """
    }

    private func commonRow(_ line: OpinionFindings.Line, _ findings: OpinionFindings) -> HTML {
        guard let all = line.all else { return HTML() }
        let disagrees = line.standing == .allDisagree
        let word = disagrees ? "不赞同" : "赞同"
        let groups = findings.areParted ? findings.groups : []
        let parts = zip(groups, line.byGroup).compactMap { group, count in
            count.map { "\(group.name)\(disagrees ? $0.disagree : $0.agree)/\($0.all)" }
        }
        return """
            <li class="st-row"><p class="st">\(texts[line.statement] ?? "")</p><div>\(AnswerBar(count: all).html)\
            <p class="small mute row between"><span>\(parts.isEmpty ? "" : "\(word)：\(parts.joined(separator: " · "))")</span>\
            <span class="num agree"><b>\(disagrees ? all.disagree : all.agree)</b>/\(all.all)人\(word)</span></p></div></li>
            """
    }

    // MARK: - The map

    private func plot(_ findings: OpinionFindings) -> HTML {
        let head: HTML = """
            <figcaption><b>谁和谁想得近</b><span class="small mute">\(DeliberationWording.reading)</span></figcaption>
            """
        guard !findings.groups.isEmpty else {
            return "<figure class=\"plot opinion panel\">\(head)\(EmptyState(sentence: "还分不出满5人的组。").html)</figure>"
        }
        let drawing = OpinionPlot(
            groups: findings.groups, own: own?.place, title: "意见图", description: Self.description(findings) + ownWords)
        let exploring = OpinionExploring(findings: findings, texts: texts)
        return """
            <figure class="plot opinion panel"\(attribute: "data-opinion", exploring.data)>\(head)\(drawing.html)\
            \(exploring.html)<ul class="groups">\(each: findings.groups, { group in
                "<li><b class=\"gl g\(group.number % 5 + 1)\">\(group.name) \(group.size)人</b> \(Self.voice(of: group, findings, texts))</li>"
            })</ul>\(present: own, { _ in "<p class=\"small\">\(ownWords)</p>" })</figure>
            """
    }

    private var ownWords: String {
        own.map { $0.group.map { "您在\($0)。" } ?? "您还没有分到组，或者您那一组不满\(OpinionVote.peopleMin)人。" } ?? ""
    }

    /// The same for whoever does not see the drawing.
    static func description(_ findings: OpinionFindings) -> String {
        let groups = findings.groups.map { "\($0.name)\($0.size)人" }.joined(separator: "、")
        let rest = findings.ungrouped == 0 ? "" : "另有\(findings.ungrouped)人表态少或者合不成满5人的组，没有画。"
        guard findings.areParted else {
            return """
                \(findings.people.all)人的表态分不出够\(OpinionVote.peopleMin)人的两组，\
                画在一起的有\(findings.groups.first?.size ?? 0)人。\(rest)
                """
        }
        return "\(findings.people.all)人按表态画出\(findings.groups.count)组：\(groups)。\(rest)"
    }

    /// What tells a group from the others, in its own words: the statement it is most of one mind on while others are not.
    private static func voice(
        of group: OpinionGroup, _ findings: OpinionFindings, _ texts: [OpinionStatement.ID: String]
    ) -> String {
        guard let place = findings.groups.firstIndex(where: { $0.number == group.number }) else { return "" }
        let told = findings.lines(.differs).compactMap { line -> (share: Int, text: String)? in
            guard let own = line.byGroup[place], let text = texts[line.statement], own.all > 0 else { return nil }
            let agrees = own.agree >= own.disagree
            return ((agrees ? own.agree : own.disagree) * 100 / own.all, "\(agrees ? "赞同" : "不赞同")“\(text)”")
        }
        return told.max { $0.share < $1.share }?.text ?? ""
    }

    // MARK: - Where opinions differ

    private func different(_ lines: [OpinionFindings.Line], _ findings: OpinionFindings) -> HTML {
        let list: HTML =
            lines.isEmpty
            ? "<p class=\"mute\">\(findings.areParted ? "还看不出哪一句把人分开。" : "没有哪一句把人分成几组。")</p>"
            : """
            <p class="mute">不是谁对谁错，是要坐下来商量的地方。</p>\
            <ol class="statements">\(each: lines, { differentRow($0, findings) })</ol>
            """
        return """
            <section aria-labelledby="differs"><h2 id="differs" class="h1">看法不一样的 \
            <span class="mute num">\(lines.count)句</span></h2>\(list)\(lines.isEmpty ? HTML() : AnswerBar.legend)</section>
            """
    }

    private func differentRow(_ line: OpinionFindings.Line, _ findings: OpinionFindings) -> HTML {
        """
        <li><p class="st">\(texts[line.statement] ?? "")</p><dl class="bygroup">\(
            each: zip(findings.groups, line.byGroup), { group, count in
                self.groupRow(group, count)
            })</dl></li>
        """
    }

    private func groupRow(_ group: OpinionGroup, _ count: OpinionCount?) -> HTML {
        let name: HTML = "<dt class=\"gl g\(group.number % 5 + 1)\">\(group.name)</dt>"
        guard let count else { return "<div>\(name)<dd class=\"small mute\">会露出少数人，不显示</dd></div>" }
        return """
            <div>\(name)<dd>\(AnswerBar(count: count).html)</dd>\
            <dd class="num small">\(count.agree)/\(count.all) 赞同</dd></div>
            """
    }

    // MARK: - The numbers behind it

    static func name(_ standing: OpinionFindings.Standing) -> String {
        switch standing {
        case .allAgree: "都赞同"
        case .allDisagree: "都不赞同"
        case .differs: "各组不一样"
        case .mixed: "没有明显倾向"
        }
    }

    private func table(_ findings: OpinionFindings) -> HTML {
        let lines = OpinionFindings.Standing.allCases.flatMap { findings.lines($0) }
        let heads = ["赞同", "说不好", "不赞同", "核实过的赞同"] + findings.groups.map { "\($0.name)赞同" }
        return """
            <details class="behind"><summary>看数据表（\(lines.count)句）</summary>\
            <div class="table-wrap" tabindex="0" role="region" aria-label="每句话的表态数"><table class="plain">\
            <caption>每句话的表态数（人）。核实过的是用手机号登录的和用纸条的。不满5人的、能推算出不满5人的，都不显示。</caption>\
            <thead><tr><th scope="col">句子</th>\(each: heads, { "<th scope=\"col\">\($0)</th>" })</tr></thead>\
            <tbody>\(each: lines, tableRow)</tbody></table></div></details>
            """
    }

    private func tableRow(_ line: OpinionFindings.Line) -> HTML {
        func share(_ count: OpinionCount?) -> String { count.map { "\($0.agree)/\($0.all)" } ?? "—" }
        let all = [line.all?.agree, line.all?.pass, line.all?.disagree].map { $0.map(String.init) ?? "—" }
        return """
            <tr><th scope="row">\(texts[line.statement] ?? "")</th>\
            \(each: all + [share(line.verified)] + line.byGroup.map(share), { "<td>\($0)</td>" })</tr>
            """
    }

    private func files(_ findings: OpinionFindings) -> HTML {
        let isOpenData = (call.result?.people ?? 0) > OpinionVote.matrixPeopleMin
        let matrix: HTML = " · \(TextLink(text: "表态表（CSV，不带身份、编号打乱）", address: "\(base)/votes.csv").html)"
        return """
            \(PageSection(id: "consent", title: "这些数是怎么来的", content: """
                <p class="small">\(findings.people.words)。\(DeliberationWording.consent)</p>
                """).html)\
            <div class="no-print">\(findings.groups.isEmpty ? HTML() : PictureButton(address: "\(base)/map.svg", name: "意见图.png", alt: "意见图").html)\
            <p class="small mute">\(TextLink(text: "数据表（CSV）", address: "\(base)/map.csv").html)\(isOpenData ? matrix : HTML()) · \
            \(TextLink(text: "去表态", address: base).html)</p></div>
            """
    }
}

/// How a statement was answered, as one bar: agree, pass, disagree, the last hatched.
struct AnswerBar: Sendable {
    let count: OpinionCount

    var html: HTML {
        let (agree, pass) = (share(count.agree), share(count.pass))
        return """
            <svg class="votes" role="img" aria-label="赞同\(count.agree)，说不好\(count.pass)，不赞同\(count.disagree)">\
            <rect class="y" width="\(Self.tenths(agree))" height="100%"/>\
            <rect class="p" x="\(Self.tenths(agree))" width="\(Self.tenths(pass))" height="100%"/>\
            <rect x="\(Self.tenths(agree + pass))" width="\(Self.tenths(1000 - agree - pass))" height="100%" \
            fill="url(#hatch)"/></svg>
            """
    }

    static let legend: HTML = """
        <p class="legend-row gap-s"><span><span class="key k3"></span>赞同</span>\
        <span><span class="key kp"></span>说不好</span><span><svg class="key" aria-hidden="true">\
        <rect width="100%" height="100%" fill="url(#hatch)"/></svg>不赞同</span></p>
        """

    /// In thousandths.
    private func share(_ part: Int) -> Int { part * 1000 / max(count.all, 1) }
    private static func tenths(_ number: Int) -> String { "\(number / 10).\(number % 10)%" }
}

/// A drawing as a file, and a button by which a script saves it as PNG; without a script there is the drawing itself.
struct PictureButton: Sendable {
    let address: String
    let name: String
    /// What the picture shows, for whoever does not see it.
    let alt: String

    var html: HTML {
        """
        <p class="row"><a class="btn small" href="\(url: address)" data-picture-link>打开图片（SVG）</a>\
        <button type="button" class="btn small" hidden data-picture="\(address)" data-name="\(name)" data-alt="\(alt)" \
        data-said="picture-said">存成图片（PNG）</button> <span id="picture-said" role="status" class="small mute"></span></p>
        """
    }
}
