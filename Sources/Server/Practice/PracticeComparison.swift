// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What a profile says, line by line in the order of its parts, so that two of them can be read beside each other.
struct PracticeComparison: Sendable {
    /// One line: what it is, and what the profile says.
    struct Line: Sendable {
        /// The field by which it is changed.
        let field: String
        let name: String
        let words: String
    }

    /// All lines of a part.
    static func lines(_ section: PracticeSection, of profile: PracticeProfile) -> [Line] {
        PracticeParameter.of(section).map {
            Line(field: $0.rawValue, name: PracticeWording.name($0), words: String(profile[$0]))
        } + others(section, of: profile)
    }

    private static func others(_ section: PracticeSection, of profile: PracticeProfile) -> [Line] {
        func line(_ field: String, _ words: String) -> Line {
            Line(
                field: field, name: PracticeForm.fields(of: section).first { $0.name == field }?.label ?? field,
                words: words)
        }
        func list(_ names: [String]) -> String { names.isEmpty ? "没有" : names.joined(separator: "；") }
        let (rooms, proposals) = (profile.rooms, profile.proposals)
        switch section {
        case .names:
            return [
                line(PracticeForm.platform, rooms.platform), line(PracticeForm.channel, rooms.channel),
                line(PracticeForm.venue, rooms.venue), line(PracticeForm.dispatches, rooms.dispatches),
                line(PracticeForm.parties, rooms.parties.joined(separator: "、")),
                line(PracticeForm.levels, RoomPracticeText.sentence(rooms.levels)),
            ]
        case .capabilities:
            return Capability.allCases.map { line($0.fieldName, profile.has($0) ? "是" : "否") }
        case .topics:
            return [
                line(PracticeForm.intakePaused, profile.isIntakePaused ? "是" : "否"),
                line(PracticeForm.grounds, list(profile.rejectionGrounds.map(\.name))),
                line(PracticeForm.categories, list(profile.topicCategories.map(\.name))),
                line(PracticeForm.watchedWords, list(profile.watchedWords)),
            ]
        case .sessions:
            return ParticipantCategory.allCases.map { line($0.fieldName, profile.requires($0) ? "是" : "否") } + [
                line(PracticeForm.forms, list(profile.sessions.forms.map(\.name)))
            ]
        case .outcomes:
            return [
                line(PracticeForm.listPrefix, profile.outcomes.listPrefix),
                line(PracticeForm.assessmentPrefix, profile.outcomes.assessmentPrefix),
            ]
        case .proposals:
            return [
                line(PracticeForm.filingGrounds, list(proposals.grounds.map(\.name))),
                line(PracticeForm.replyClasses, list(proposals.classes.map { "\($0.code)\($0.name)" })),
                line(PracticeForm.criteria, list(proposals.commendation.criteria.map { "\($0.name)\($0.points)分" })),
            ]
        case .members: return [line(PracticeForm.quotas, list(profile.quotas.map(RoomPracticeText.words)))]
        case .security:
            return [line(PracticeForm.secondFactor, profile.administratorsNeedSecondFactor ? "是" : "否")]
        case .opinions, .residents, .retention: return []
        }
    }

    /// What counts, part by part; what the other has instead stands below it. Of a list its details count, too.
    static func html(
        _ own: PracticeProfile, beside other: PracticeProfile, named name: String, today: Day
    ) -> HTML {
        let (here, there) = (PracticeForm.values(own, from: today), PracticeForm.values(other, from: today))
        let different = Set(here.keys.filter { here[$0] != there[$0] })
        // What stands in brackets after a preset's name tells what it is like; once is enough.
        let short = String(name.prefix { $0 != "（" })
        let parts = PracticeSection.allCases.map { section -> HTML in
            let rows = zip(lines(section, of: own), lines(section, of: other)).map { line, beside in
                row(section, line, different.contains(line.field) ? "\(short)：\(beside.words)（不同）" : nil)
            }
            return """
                <tbody><tr id="section-\(section.rawValue)"><th colspan="2" scope="rowgroup">\
                \(TextLink(text: section.title, address: PracticeFormPage.address(section)).html)</th></tr>\
                \(rows.joined())</tbody>
                """
        }
        return """
            <p>和“\(name)”对照：不同的有\(different.count)项，写在下面。</p>\
            <div class="table-wrap" tabindex="0" role="region" aria-label="对照表"><table>\
            <caption class="vh">规则参数，和\(name)对照</caption><thead><tr>\
            <th scope="col">参数</th><th scope="col">现在</th></tr></thead>\
            \(parts.joined())</table></div>
            """
    }

    private static func row(_ section: PracticeSection, _ line: Line, _ beside: String?) -> HTML {
        let address = PracticeFormPage.address(section, field: line.field)
        return """
            <tr><th scope="row">\(TextLink(text: line.name, address: address).html)</th><td>\(line.words)\
            \(present: beside, { "<br><b>\($0)</b>" })</td></tr>
            """
    }
}
