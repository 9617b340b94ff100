// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import OfficialDocuments

/// What an issued assessment says: all figures of a year as they were counted, so that the document stays the same whatever
/// happens to the records afterwards.
struct AssessmentStatement: Codable, Hashable, Sendable {
    let year: Int
    let units: [Unit]
    /// How units have handled the proposals of the year's plenary sessions; nil where there were none.
    let proposals: [ProposalUnit]?

    struct Unit: Codable, Hashable, Sendable {
        let name: String
        let items: Int
        /// By measure, how many of how many.
        let figures: [String: Share]
        /// How often members gave so many points, from one on.
        let points: [Int]
    }

    struct ProposalUnit: Codable, Hashable, Sendable {
        let name: String
        /// By rate, how many of how many.
        let figures: [String: Share]

        /// What a unit is assessed by: satisfaction with how many said anything beside it (BR-21).
        static let rates: [ProposalStatistics.Rate] = [.reply, .closure, .satisfaction, .response]
    }

    struct Share: Codable, Hashable, Sendable {
        let count: Int
        let whole: Int
    }

    /// `proposals`: the numbers of each unit, by its name.
    init(_ assessment: Assessment, proposals: [String: ProposalStatistics.Counts], year: Int) {
        self.year = year
        let handled = proposals.filter { $0.value[.assigned] ?? 0 > 0 }.sorted { $0.key < $1.key }.map { name, counts in
            ProposalUnit(
                name: name,
                figures: Dictionary(
                    uniqueKeysWithValues: ProposalUnit.rates.map {
                        ($0.rawValue, Share(count: counts[$0.count] ?? 0, whole: counts[$0.whole] ?? 0))
                    }))
        }
        self.proposals = handled.isEmpty ? nil : handled
        units = assessment.units.map { unit in
            Unit(
                name: unit.name, items: unit.items.total,
                figures: Dictionary(
                    uniqueKeysWithValues: Assessment.Measure.allCases.map {
                        ($0.rawValue, Share(count: unit.count($0), whole: unit.whole($0)))
                    }), points: HandlingScore.Points.allCases.map { unit.points[$0.number] ?? 0 })
        }
    }

    /// Reads it back; nil for what is none.
    init?(_ text: String) {
        guard let read = try? JSONDecoder().decode(AssessmentStatement.self, from: Data(text.utf8)) else { return nil }
        self = read
    }

    /// The same for the same figures.
    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// The document that carries it, with its signature.
    func file(_ assessment: HandlingAssessment, issuer: String, of tenant: Tenant) -> DocumentFile {
        let issue = assessment.issue
        let title = "\(tenant.shortName)\(year)年建议事项办理情况考评"
        let all = units.reduce(0) { $0 + $1.items }
        return DocumentFile(
            kind: .assessment, record: assessment.id.number, name: "\(title)（\(issue.number.text)）",
            document: OfficialDocument(
                layout: .document, issuer: "\(tenant.name)文件", number: issue.number.text, title: title,
                blocks: [
                    .paragraph(
                        "\(year)年开过的协商会商定建议事项\(all)件，由\(units.count)家单位承办。办理情况由党政领导点评、委员测评、群众确认，按办理记录统计，见附表。"
                    ),
                    .paragraph(
                        "“单位说解决”是单位报告、经议事室核实的；“大家确认解决”是答了的人都说解决了的，没有人答的不算；“不算已标记的”不计可能来自承办单位的答复。委员评分由参加过调研或协商的委员对办结的事项打，1到5分。"
                    ),
                ] + (proposals.map { [.paragraph(Self.sentence(of: $0, year: year))] } ?? []),
                annexes: [.init(title: "各单位办理情况", blocks: [.table(handling), .table(evaluation)])]
                    + (proposals.map { [.init(title: "各单位提案办理情况", blocks: [.table(Self.table(of: $0))])] } ?? []),
                signature: .init(signer: tenant.name, date: DocumentWording.date(issue.day)),
                imprint: .init(copiedTo: nil, office: tenant.name, printedOn: DocumentWording.date(issue.day))),
            issue: .init(number: issue.number.text, day: issue.day, issuer: "\(tenant.name)（\(issuer)签发）"))
    }

    private static func sentence(of proposals: [ProposalUnit], year: Int) -> String {
        "\(year)年全体会议的提案由\(proposals.count)家单位答复，按期答复、办结和提案者的意见按办理记录统计，见附表。满意率只算返回的意见，没有返回的不算满意。"
    }

    private static func table(of proposals: [ProposalUnit]) -> OfficialDocument.Table {
        .init(
            columns: [.init("单位", width: 40)]
                + ProposalUnit.rates.map { .init(ProposalStatisticsWording.name($0), width: 28, .right) },
            rows: proposals.map { unit in
                [unit.name]
                    + ProposalUnit.rates.map { rate in
                        unit.figures[rate.rawValue].map { "\($0.count)/\($0.whole)" } ?? "—"
                    }
            })
    }

    private var handling: OfficialDocument.Table {
        table([.verified, .closed, .overdue], last: nil)
    }

    private var evaluation: OfficialDocument.Table {
        table([.claimed, .confirmed, .unflagged, .commented, .scored], last: "委员评分")
    }

    private func table(_ measures: [Assessment.Measure], last: String?) -> OfficialDocument.Table {
        .init(
            columns: [.init("单位", width: 40), .init("事项", width: 14, .right)]
                + measures.map { .init(AssessmentWording.name($0), width: 20, .right) }
                + (last.map { [.init($0, width: 28, .right)] } ?? []),
            rows: units.map { unit in
                [unit.name, String(unit.items)]
                    + measures.map { measure in
                        unit.figures[measure.rawValue].map { "\($0.count)/\($0.whole)" } ?? "—"
                    } + (last == nil ? [] : [HandlingScoreWording.average(unit.counts) ?? "—"])
            })
    }
}

extension AssessmentStatement.Unit {
    /// How often members gave so many points.
    fileprivate var counts: [Int: Int] {
        Dictionary(uniqueKeysWithValues: points.enumerated().map { ($0.offset + 1, $0.element) })
    }
}
