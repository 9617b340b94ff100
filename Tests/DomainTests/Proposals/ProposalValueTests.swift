// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Numbers, periods, shares and sums of proposals")
struct ProposalValueTests {
    @Test("a number reads 15-3-001, and 十五届三次会议第001号 on documents (BR-13)")
    func numbers() throws {
        let number = ProposalNumber(ProposalSeries(term: 15, session: 3), 1)
        #expect(number.text == "15-3-001" && number.official == "十五届三次会议第001号")
        #expect(ProposalNumber("15-3-1") == number && ProposalNumber("15-3-001") == number)
        #expect(ProposalNumber(.init(term: 1, session: 1), 1000).text == "1-1-1000")
        for text in ["", "15-3", "15-3-0", "0-1-1", "15-3-1-1", "15-3-x", "15-100-1", "-1-1-1", "15-3-1000000"] {
            #expect(ProposalNumber(text) == nil, "\(text)")
        }
        #expect(ProposalNumber(.init(term: 15, session: 3), 2) > number)
        #expect(ProposalNumber(.init(term: 15, session: 2), 9) < number)
    }

    @Test("Chinese numbers below a hundred are written and read alike")
    func numerals() {
        for number in 0...99 { #expect(ChineseNumeral.first(in: ChineseNumeral.text(of: number)) == number) }
        #expect([1, 10, 11, 20, 47].map(ChineseNumeral.text) == ["一", "十", "十一", "二十", "四十七"])
        #expect(ChineseNumeral.first(in: "第十五届委员会") == 15 && ChineseNumeral.first(in: "第3次会议") == 3)
        #expect(ChineseNumeral.first(in: "大会") == nil && ChineseNumeral.first(in: "一二次") == nil)
        #expect(ProposalSeries(termName: "第十五届", sessionName: "第三次会议")?.code == 1503)
        #expect(ProposalSeries(termName: "本届", sessionName: "第三次会议") == nil)
    }

    @Test(
        "a proposal is of the plenary from three months before it opens to the day before it closes, else of the recess"
    )
    func periods() {
        let practice = ProposalPractice()
        func period(_ day: String) -> ProposalPeriod? {
            ProposalPeriod(on: Village.day(day), sessions: Village.proposalSessions, practice: practice)
        }
        let second = ProposalSeries(term: 15, session: 2)
        #expect(period("2024-12-03") == nil)
        #expect(period("2024-12-04") == .init(second, .beforeSession))
        #expect(period("2025-03-04") == .init(second, .inSession) && period("2025-03-06") == .init(second, .inSession))
        #expect(period("2025-03-07") == .init(second, .recess) && period("2025-12-08") == .init(second, .recess))
        #expect(period("2025-12-09") == .init(Village.series, .beforeSession))
        #expect(period("2026-03-11") == .init(Village.series, .inSession))
        #expect(period("2026-03-12") == .init(Village.series, .recess))
        #expect(ProposalPeriod(on: Village.day("2026-03-10"), sessions: [], practice: practice) == nil)
    }

    @Test("in a term's first plenary session the examination committee reviews, afterwards the Proposals Committee")
    func reviewers() {
        for (session, kind, isBefore) in [
            (1, ProposalPeriod.Kind.beforeSession, true), (1, .inSession, true), (1, .recess, false),
            (2, .beforeSession, false), (2, .inSession, false),
        ] {
            #expect(ProposalPeriod(.init(term: 15, session: session), kind).isBeforeCommittee == isBefore)
        }
    }

    @Test("what a unit replied is public from the day of the profile on")
    func publicationDays() {
        let sent = Village.day("2026-03-05")
        #expect(Village.practice.isPublic(repliedOn: sent, on: sent), "at once, where nothing else is chosen")
        var profile = Village.practice.profile
        profile.proposals.publicationDays = 5
        let practice = Practice(profile: profile, calendar: Village.practice.calendar)
        #expect(!practice.isPublic(repliedOn: sent, on: Village.day("2026-03-11")))
        #expect(practice.isPublic(repliedOn: sent, on: Village.day("2026-03-12")))
    }

    @Test("the shares are whole percents that add up")
    func shares() {
        for lengths in [(114, 44, 44), (1, 1, 1), (2, 1, 0), (0, 0, 7), (333, 333, 334), (1, 1, 5)] {
            let shares = ProposalShares(
                situation: String(repeating: "情", count: lengths.0), analysis: String(repeating: "析", count: lengths.1),
                advice: String(repeating: "议", count: lengths.2))
            #expect(shares.situation + shares.analysis + shares.advice == 100, "\(lengths)")
        }
        let shares = ProposalShares(situation: "一 二\n三", analysis: "", advice: "四")
        #expect((shares.situation, shares.analysis, shares.advice) == (75, 0, 25))
        let none = ProposalShares(situation: " ", analysis: "\n", advice: "")
        #expect(none.isEmpty && none.situation + none.analysis + none.advice == 0)
    }

    @Test("what is missing is said, and which advice names nobody")
    func hints() {
        func hints(_ subject: String, _ situation: String, _ analysis: String, _ advice: String) -> ProposalHints {
            ProposalHints(
                subject: subject, situation: situation, analysis: analysis, advice: advice, units: ["安澜供水集团"],
                practice: ProposalPractice())
        }
        #expect(hints("", "", "", "").gaps == [.subject, .situation, .analysis, .advice])
        let good = hints("关于修灯的提案", "3盏灯不亮", "线路老化", "请县住建局六月底前更换")
        #expect(good.gaps == [] && good.addressed == 1)
        let empty = hints("修灯", "灯不亮", "线路老化", "一、请安澜供水集团更换。\n二、建议加强重视，统筹推进。\n")
        #expect(empty.gaps == [.subjectForm, .figures, .emptyAdvice])
        #expect(empty.advice.map(\.isAddressed) == [true, false])
        let short = hints("关于修灯的提案", String(repeating: "3盏灯不亮。", count: 20), "线路老化", "请住建局换")
        #expect(short.gaps == [.adviceShare])
    }

    @Test("what was filed is what units have, what was merged away, what was taken back and what waits (BR-15)")
    func reckoning() {
        // As a district reported: 91 handed in, 86 filed, 81 assigned after merging (A4-01).
        let sums = ProposalReckoning(
            submitted: 91, filed: 86, parts: [.assigned: 81, .merged: 5, .notFiled: 3, .forwarded: 1, .returned: 1])
        #expect(sums.isBalanced && sums[.assigned] == 81 && sums[.withdrawn] == 0)
        #expect(!ProposalReckoning(submitted: 91, filed: 86, parts: [.assigned: 80, .merged: 5]).isFiledBalanced)
        #expect(!ProposalReckoning(submitted: 92, filed: 86, parts: sums.parts).isSubmittedBalanced)
        for state in Proposal.State.Name.allCases {
            for isNumbered in [false, true] {
                let part = ProposalReckoning.Part(state, isNumbered: isNumbered, isPartOfOther: state == .merged)
                #expect((part == nil) == (state == .draft || state == .awaitingCoSigners), "\(state)")
                if isNumbered, ![.submitted, .returned, .notFiled, .forwarded].contains(state) {
                    #expect(part?.isFiled ?? true, "\(state)")
                }
            }
        }
        #expect(ProposalReckoning.Part(.closed, isNumbered: true, isPartOfOther: true) == .merged)
        #expect(ProposalReckoning.Part(.closed, isNumbered: false, isPartOfOther: false) == .forwarded)
    }

    @Test("numbers are read as earlier papers write them (BR-13)")
    func writtenNumbers() {
        let expected = ProposalNumber(.init(term: 15, session: 3), 1)
        for (text, session) in [
            ("15-3-001", nil), ("十五届三次会议第001号", nil), ("第001号", "十五届三次会议"), ("1", "15-3"),
            ("第十五届第3次会议第1号", nil),
        ] as [(String, String?)] {
            #expect(ProposalNumber(written: text, session: session) == expected, "\(text)")
        }
        for (text, session) in [("第001号", nil), ("", "15-3"), ("第0号", "15-3"), ("1", "去年")] as [(String, String?)] {
            #expect(ProposalNumber(written: text, session: session) == nil, "\(text)")
        }
        #expect(!FormerProposal.mayDeclare(expected, numberedHere: [expected.series]))
        #expect(FormerProposal.mayDeclare(expected, numberedHere: [.init(term: 15, session: 4)]))
    }
}
