// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// Issues the handling assessment of a year: its figures are counted, numbered and fixed in one transaction.
struct HandlingAssessmentDesk: Sendable {
    let services: Services
    let site: Site

    private var tenant: Tenant.ID { site.tenant.id }
    var store: HandlingAssessmentStore { HandlingAssessmentStore(tenant: tenant) }

    init(services: Services, site: Site) {
        (self.services, self.site) = (services, site)
    }

    init(_ request: WebRequest, _ services: Services) {
        self.init(services: services, site: request.site)
    }

    func issue(
        _ year: Int, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> HandlingAssessment {
        guard case .staff(let staff) = actor, let role = HandlingAssessment.role(of: actor) else {
            throw HandlingAssessmentRefusal.notYours
        }
        // Members who score at this moment, and whoever issues the same year, wait for this transaction.
        let register = DocumentRegisterStore(tenant: tenant)
        _ = try register.next(.handlingScore, of: year, in: transaction)
        if let hindrance = HandlingAssessment.hindrance(
            year: year, isIssued: try store.isIssued(year, in: transaction), on: now.day)
        {
            throw hindrance
        }
        let period = BoardPeriod(Day(year: year, month: 1, day: 1), Day(year: year, month: 12, day: 31))
        let assessment = try Assessment.read(
            BoardStore(site, services.contents, actor: actor, today: now.day), site.practice.profile.sessions, period,
            in: transaction)
        let proposals = try proposals(of: year, today: now.day, in: transaction)
        guard !assessment.units.isEmpty || !proposals.isEmpty else { throw HandlingAssessmentRefusal.nothingThere }
        let number = DocumentNumber(
            prefix: site.practice.profile.outcomes.assessmentPrefix, year: now.day.year,
            serial: try register.next(.assessment, of: now.day.year, in: transaction))
        let issued = HandlingAssessment(
            .init(
                number: number, year: year, day: now.day,
                statement: try AssessmentStatement(assessment, proposals: proposals, year: year).text),
            as: services.id(HandlingAssessment.self))
        _ = try services.eventLog.append(
            HandlingAssessmentEvent.issued(issued.issue), subject: issued.id.number, subjectVersion: 1,
            .init(tenant: tenant, actor: actor, role: role, recordedAt: now), in: transaction)
        try store.insert(issued, by: staff.id, in: transaction)
        return issued
    }

    /// What units did with the proposals of the plenary sessions of a year, by their names (A1-07).
    private func proposals(
        of year: Int, today: Day, in transaction: Transaction
    ) throws -> [String: ProposalStatistics.Counts] {
        guard site.has(.proposals) else { return [:] }
        let sessions = try ProposalStore(tenant: tenant).sessions(in: transaction).filter { $0.opens.year == year }
        let names = try AssignmentStore(tenant: tenant).unitNames(in: transaction)
        let store = ProposalStatisticsStore(tenant: tenant, contents: services.contents, today: today)
        var counts: [String: ProposalStatistics.Counts] = [:]
        for session in sessions {
            for (code, numbers) in try store.units(.init(series: session.series), in: transaction) {
                let name = Int64(code).flatMap { names[HandlingUnit.ID($0)] } ?? ""
                counts[name, default: [:]].merge(numbers) { $0 + $1 }
            }
        }
        return counts
    }

    func assessment(_ id: HandlingAssessment.ID, in transaction: Transaction) throws -> HandlingAssessment? {
        let log = try services.eventLog.log(
            of: id.number, tenant: tenant, as: HandlingAssessmentEvent.self, in: transaction)
        return log.first.map { entry in
            switch entry.event {
            case .issued(let issue): HandlingAssessment(issue, as: id)
            }
        }
    }

    /// The document of an assessment as it was issued. Throws ``WebFailure/notFound`` where there is none.
    func file(_ id: HandlingAssessment.ID, in transaction: Transaction) throws -> DocumentFile {
        guard let issued = try assessment(id, in: transaction),
            let statement = issued.issue.statement.words.flatMap({ AssessmentStatement($0) }),
            let listed = try store.all(in: transaction).first(where: { $0.id == id })
        else { throw WebFailure.notFound }
        return statement.file(issued, issuer: listed.issuerName, of: site.tenant)
    }
}

/// The assessments that were issued, below the figures of the page; with the form that issues one.
struct IssuedAssessments: Sendable {
    static let action = "/desk/assessment/issue"

    let list: [HandlingAssessmentStore.Listed]
    let key: String
    let mayIssue: Bool
    let token: String
    let today: Day
    /// The year whose figures are shown.
    let year: Int
    let problem: HandlingAssessmentRefusal?

    var html: HTML {
        PageSection(id: "issued", title: "发布的年度考评", content: "\(rows)\(form)").html
    }

    private var rows: HTML {
        guard !list.isEmpty else { return "<p class=\"mute\">还没有发布过。发布以后编号、签名，数字固定不变。</p>" }
        let rows = list.map { each in
            let links = DocumentLinks(documents: [(each.number, "/desk/assessments/\(each.id)/documents/assessment")])
            return LinkList.Row(
                relation: "\(each.year)年",
                content: """
                    \(links.html)<br><span class="small mute">\(ChineseTime.date(each.issuedOn, today: today))\
                    \(each.issuerName)签发</span>
                    """)
        }
        return """
            \(LinkList(rows: rows).html)<details><summary>怎样核对文件没有改过</summary><div class="stack">\
            <p>不用联网，在装有本程序的电脑上运行：<code>shangliang check-document 文件名 --key 公钥</code>。用别的程序另存过，签名就没有了。</p>\
            <p>公钥：<code>\(key)</code></p></div></details>
            """
    }

    private var form: HTML {
        guard mayIssue else { return HTML() }
        let year = Field(
            name: "year", label: "哪一年", control: .text,
            value: String(year),
            help: "这一年开过的协商会商定的事项。发布以后不能改，委员也不再测评。", error: problem?.sentence, isRequired: true)
        return PostForm(
            action: Self.action, token: token, isPanel: true,
            content: "\(year.html)\(Button(label: "发布年度考评", style: .primary).html)"
        ).html
    }
}
