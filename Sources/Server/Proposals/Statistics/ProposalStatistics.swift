// SPDX-License-Identifier: Apache-2.0

import Domain

/// What is counted of a session's proposals, and by what it is split. Every number opens the records that it counts.
enum ProposalStatistics {
    /// The kind of record that a figure counts.
    enum Subject: String, CaseIterable, Sendable {
        case proposals, assignments, opinions
    }

    /// One number.
    enum Figure: String, CaseIterable, Sendable {
        case submitted, filed
        /// What units have, or had: with what is merged into it, one (BR-15).
        case bundles
        case merged, withdrawn, closed, answered
        /// Sent up to the committee above (A4-04): all, those of bodies, those of members, and those with what became of them.
        case upward
        case upwardCollective = "upward_collective"
        case upwardIndividual = "upward_individual"
        case upwardAnswered = "upward_answered"
        /// Key proposals (重点提案), and those of them whose handling was supervised (BR-22).
        case key
        case keySupervised = "key_supervised"
        /// Promised or key, so that the year after asks; and those of them that were looked at.
        case promised
        case followedUp = "followed_up"
        /// Units that reply: the lead, or each that handles it apart.
        case assigned
        case inTime = "in_time"
        case late
        case overdue
        /// Proposers who were asked about the last reply.
        case asked
        case returned, content, dissatisfied

        var subject: Subject {
            switch self {
            case .submitted, .filed, .bundles, .merged, .withdrawn, .closed, .answered, .upward, .upwardCollective,
                .upwardIndividual, .upwardAnswered, .key, .keySupervised, .promised, .followedUp:
                .proposals
            case .assigned, .inTime, .late, .overdue: .assignments
            case .asked, .returned, .content, .dissatisfied: .opinions
            }
        }
    }

    /// A share with what it is out of.
    enum Rate: String, CaseIterable, Sendable {
        case filing, reply, closure, satisfaction, response, upward
        case keySupervision = "key_supervision"
        case followUp = "follow_up"

        var count: Figure {
            switch self {
            case .filing: .filed
            case .reply: .inTime
            case .closure: .closed
            case .satisfaction: .content
            case .response: .returned
            case .upward: .upwardAnswered
            case .keySupervision: .keySupervised
            case .followUp: .followedUp
            }
        }

        /// Satisfaction is out of what came back, never out of silence (BR-21).
        var whole: Figure {
            switch self {
            case .filing: .submitted
            case .reply: .assigned
            case .closure: .bundles
            case .satisfaction: .returned
            case .response: .asked
            case .upward: .upward
            case .keySupervision: .key
            case .followUp: .promised
            }
        }
    }

    /// By what the numbers are split.
    enum Facet: String, CaseIterable, Sendable {
        case unit, kind, sector
        /// What they are about.
        case category
        /// What the last reply came to.
        case outcome = "class"
    }

    /// Which records are meant: a session, and values of facets.
    struct Filter: Sendable, Hashable {
        let series: ProposalSeries
        var values: [Facet: String] = [:]

        /// As an address says it.
        var query: String {
            "session=\(series.term)-\(series.session)"
                + values.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { "&\($0.key.rawValue)=\(FormEncoding.encode($0.value))" }.joined()
        }

        func with(_ facet: Facet, _ value: String) -> Filter {
            var filter = self
            filter.values[facet] = value
            return filter
        }
    }

    /// The numbers of one row.
    typealias Counts = [Figure: Int]

    /// A row of a table: the value that its records share, and what it is called.
    struct Row: Sendable {
        let value: String
        let name: String
        let counts: Counts
    }

    /// All that the page shows of one session.
    struct Sheet: Sendable {
        let series: ProposalSeries
        let all: [ProposalSeries]
        let reckoning: ProposalReckoning
        let counts: Counts
        let tables: [Facet: [Row]]
        /// To which classes the proposals of each unit came, and how often; units as their rows name them.
        let mixes: [String: [String: Int]]
        /// The session with those before it, latest first.
        let years: [(series: ProposalSeries, counts: Counts)]
    }

    /// The session that an address names; nil where it names none.
    static func series(_ request: WebRequest) throws -> ProposalSeries? {
        guard let text = request.query["session"], !text.isEmpty else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let term = parts[0], let session = parts[1], (1...99).contains(term),
            (1...99).contains(session)
        else { throw InputProblems([.init(field: "session", sentence: "请写成 15-3 这样：第几届、第几次会议。")]) }
        return ProposalSeries(term: term, session: session)
    }
}

/// How the statistics of proposals sound.
enum ProposalStatisticsWording {
    static func name(_ figure: ProposalStatistics.Figure) -> String {
        switch figure {
        case .submitted: "提交"
        case .filed: "立案"
        case .bundles: "并案后交办"
        case .merged: "并入别的提案"
        case .withdrawn: "立案后撤回"
        case .closed: "办结"
        case .answered: "已答复"
        case .upward: "上报市政协"
        case .upwardCollective: "上报市政协的集体提案"
        case .upwardIndividual: "上报市政协的委员提案"
        case .upwardAnswered: "市政协有了结果"
        case .key: "重点提案"
        case .keySupervised: "督办过的重点提案"
        case .promised: "要回头看的"
        case .followedUp: "回头看过的"
        case .assigned: "应当答复的承办单位"
        case .inTime: "按期答复"
        case .late: "超期答复"
        case .overdue: "超期没有答复"
        case .asked: "请提案者说意见"
        case .returned: "说了意见"
        case .content: "满意和基本满意"
        case .dissatisfied: "不满意"
        }
    }

    static func name(_ rate: ProposalStatistics.Rate) -> String {
        switch rate {
        case .filing: "立案率"
        case .reply: "按期答复率"
        case .closure: "办结率"
        case .satisfaction: "满意率"
        case .response: "意见回收率"
        case .upward: "上报有结果"
        case .keySupervision: "重点提案督办率"
        case .followUp: "回头看完成率"
        }
    }

    static func name(_ facet: ProposalStatistics.Facet) -> String {
        switch facet {
        case .unit: "承办单位"
        case .kind: "提案者"
        case .sector: "界别"
        case .category: "类别"
        case .outcome: "办理结果"
        }
    }

    /// What is counted, after a number.
    static func measure(_ subject: ProposalStatistics.Subject) -> String {
        switch subject {
        case .proposals, .assignments: "件"
        case .opinions: "份"
        }
    }

    /// A count with what it is out of; without a whole there is no share.
    static func share(_ count: Int, of whole: Int) -> String {
        whole == 0 ? "0/0" : "\(count)/\(whole)（\(percent(count, of: whole))%）"
    }

    /// A share never rounds up to all: 99.9 % of the satisfied are not a hundred.
    static func percent(_ count: Int, of whole: Int) -> Int {
        let rounded = (count * 100 + whole / 2) / whole
        return count < whole ? min(rounded, 99) : rounded
    }
}
