// SPDX-License-Identifier: Apache-2.0

/// What differs between counties in proposals (rules.md C.1, C.2): terms, limits and the two code lists.
package struct ProposalPractice: Sendable, Hashable {
    /// From so many months before a plenary session opens a proposal is one of that session.
    package var plenaryLeadMonths: Int
    /// So many days before the session closes is the cut-off.
    package var cutOffDays: Int
    /// Working days in which those who were invited sign or decline.
    package var coSignDays: Int
    /// Working days in which what was submitted is reviewed.
    package var reviewDays: Int
    /// Working days in which a unit signs for a proposal or gives it back.
    package var returnDays: Int
    /// Months from receipt to the reply, and with an extension at most.
    package var replyMonths: Int
    package var replyMonthsMax: Int
    /// Months in which a co-handler gives the lead its opinion.
    package var coHandlerMonths: Int
    /// Months for the second reply, where a proposer was not satisfied with the first.
    package var rehandlingMonths: Int
    /// Working days in which each proposer says what to think of the reply.
    package var opinionDays: Int
    /// Working days after a reply went out from which everybody reads it with a published proposal; 0 for at once.
    package var publicationDays: Int
    /// Months after it ended by when it is looked at what was promised.
    package var followUpMonths: Int
    /// How many reviews the public text needs (BR-41).
    package var reviews: Int
    /// What share of a proposal its advice should have, in percent: less is said while it is written, and refused to nobody.
    package var adviceShare: Int
    /// Why a proposal may not be filed, and where it goes then.
    package var grounds: [FilingGround]
    /// What a reply may come to.
    package var classes: [ReplyClass]
    /// The month in which residents leave clues (提案月); 0 for the whole year.
    package var clueMonth: Int
    /// How good proposals are chosen, and by what units are judged.
    package var commendation: CommendationPractice

    package init(
        plenaryLeadMonths: Int = 3, cutOffDays: Int = 1, coSignDays: Int = 10, reviewDays: Int = 15,
        returnDays: Int = 5, replyMonths: Int = 3, replyMonthsMax: Int = 6, coHandlerMonths: Int = 1,
        rehandlingMonths: Int = 1, opinionDays: Int = 20, publicationDays: Int = 0, followUpMonths: Int = 12,
        reviews: Int = 1,
        adviceShare: Int = 30,
        grounds: [FilingGround] = FilingGround.national, classes: [ReplyClass] = ReplyClass.national,
        clueMonth: Int = 0, commendation: CommendationPractice = CommendationPractice()
    ) {
        self.plenaryLeadMonths = plenaryLeadMonths
        self.cutOffDays = cutOffDays
        self.coSignDays = coSignDays
        self.reviewDays = reviewDays
        self.returnDays = returnDays
        self.replyMonths = replyMonths
        self.replyMonthsMax = replyMonthsMax
        self.coHandlerMonths = coHandlerMonths
        self.rehandlingMonths = rehandlingMonths
        self.opinionDays = opinionDays
        self.publicationDays = publicationDays
        self.followUpMonths = followUpMonths
        self.reviews = reviews
        self.adviceShare = adviceShare
        self.grounds = grounds
        self.classes = classes
        self.clueMonth = clueMonth
        self.commendation = commendation
    }

    /// The ground for not filing with a code; nil where the county has none of it.
    package func ground(_ code: String) -> FilingGround? { grounds.first { $0.code == code } }

    /// The class of replies with a code; nil where the county has none of it.
    package func replyClass(_ code: String) -> ReplyClass? { classes.first { $0.code == code } }
}

/// A profile that was written before a parameter existed has the standard's.
extension ProposalPractice: Codable {
    private enum CodingKeys: String, CodingKey {
        case plenaryLeadMonths, cutOffDays, coSignDays, reviewDays, returnDays, replyMonths, replyMonthsMax,
            coHandlerMonths, rehandlingMonths, opinionDays, publicationDays, followUpMonths, reviews, adviceShare,
            grounds, classes,
            clueMonth, commendation
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        plenaryLeadMonths = try container.decode(Int.self, forKey: .plenaryLeadMonths)
        cutOffDays = try container.decode(Int.self, forKey: .cutOffDays)
        coSignDays = try container.decode(Int.self, forKey: .coSignDays)
        reviewDays = try container.decode(Int.self, forKey: .reviewDays)
        returnDays = try container.decode(Int.self, forKey: .returnDays)
        replyMonths = try container.decode(Int.self, forKey: .replyMonths)
        replyMonthsMax = try container.decode(Int.self, forKey: .replyMonthsMax)
        coHandlerMonths = try container.decode(Int.self, forKey: .coHandlerMonths)
        rehandlingMonths = try container.decode(Int.self, forKey: .rehandlingMonths)
        opinionDays = try container.decode(Int.self, forKey: .opinionDays)
        publicationDays = try container.decodeIfPresent(Int.self, forKey: .publicationDays) ?? 0
        followUpMonths = try container.decodeIfPresent(Int.self, forKey: .followUpMonths) ?? 12
        reviews = try container.decode(Int.self, forKey: .reviews)
        adviceShare = try container.decode(Int.self, forKey: .adviceShare)
        grounds = try container.decode([FilingGround].self, forKey: .grounds)
        classes = try container.decode([ReplyClass].self, forKey: .classes)
        clueMonth = try container.decodeIfPresent(Int.self, forKey: .clueMonth) ?? 0
        commendation =
            try container.decodeIfPresent(CommendationPractice.self, forKey: .commendation) ?? CommendationPractice()
    }
}

/// One entry of the code list of grounds for not filing (不予立案); the words are the county's (BR-14).
package struct FilingGround: Sendable, Codable, Hashable {
    package let code: String
    package let name: String

    package init(code: String, name: String) {
        self.code = code
        self.name = name
    }

    /// The ten grounds of the national regulations.
    package static let national: [FilingGround] = [
        .init(code: "secrets", name: "涉及党和国家秘密"),
        .init(code: "forbidden", name: "国家明令禁止的"),
        .init(code: "party_organisation", name: "中共党员对党内有关组织、人事安排等有意见"),
        .init(code: "own_party", name: "民主党派成员反映本组织内部问题"),
        .init(code: "in_proceedings", name: "进入民事、刑事、行政诉讼或仲裁程序"),
        .init(code: "academic", name: "属于学术研讨"),
        .init(code: "personal", name: "为本人或亲属解决个人问题"),
        .init(code: "promotion", name: "宣传、推介具体作品和产品"),
        .init(code: "named_accusation", name: "指名举报"),
        .init(code: "empty", name: "内容空泛、没有具体建议"),
    ]
}

/// One entry of the code list of what a reply comes to (A、B、C类); the meaning is the county's.
package struct ReplyClass: Sendable, Codable, Hashable {
    package let code: String
    package let name: String
    /// Whether it counts as adopted.
    package let isSolved: Bool
    /// Whether it was promised, so that the next year is asked what became of it.
    package let isPromised: Bool

    package init(code: String, name: String, isSolved: Bool = false, isPromised: Bool = false) {
        self.code = code
        self.name = name
        self.isSolved = isSolved
        self.isPromised = isPromised
    }

    package static let national: [ReplyClass] = [
        .init(code: "A", name: "已经解决或基本解决", isSolved: true),
        .init(code: "B", name: "正在解决或列入计划", isPromised: true),
        .init(code: "C", name: "因条件限制暂时不能解决"),
        .init(code: "D", name: "留作参考"),
    ]
    /// Where nothing is told apart beyond what is not to be solved now.
    package static let three: [ReplyClass] = Array(national.prefix(2)) + [.init(code: "C", name: "暂时不能解决或留作参考")]
}
