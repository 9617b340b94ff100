// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// What the log of a proposal says in its trace.
enum ProposalTraceWording {
    /// What an event says, and what was written with it. `names`: what people are called.
    static func words(
        _ event: ProposalEvent, names: [Person.ID: String], profile: PracticeProfile, today: Day
    ) -> (act: String, quote: String?) {
        let practice = profile.proposals
        func people(_ ids: [Person.ID]) -> String { ids.map { names[$0] ?? "某位委员" }.joined(separator: "、") }
        return switch event {
        case .drafted: ("开始写", nil)
        case .entered(_, _, let entry, let period, _):
            (
                """
                录入\(ChineseTime.date(entry.handedIn, today: today))交来的盖章原件，提交审查，\
                算\(period.series.name)的\(ProposalWording.name(period.kind))
                """, nil
            )
        case .enteredAnew(_, let entry, _):
            ("录入\(ChineseTime.date(entry.handedIn, today: today))改好再交来的原件，提交审查", nil)
        case .written: ("存草稿", nil)
        case .invited(let ids, let deadline):
            ("请\(people(ids))联名，到\(ChineseTime.date(deadline.day, today: today))", nil)
        case .recalled: ("收回来改", nil)
        case .coSignerAnswered(let id, let answer): ("\(people([id]))\(ProposalWording.name(answer))", nil)
        case .submitted(let period, _): ("提交审查，算\(period.series.name)的\(ProposalWording.name(period.kind))", nil)
        case .withdrawalAsked(let reason): ("要求撤回", text(reason))
        case .withdrawalEntered(let reason, let entry, _):
            ("录入\(ChineseTime.date(entry.handedIn, today: today))交来的书面撤回", text(reason))
        case .withdrawalRefused(let reason): ("不同意撤回", text(reason))
        case .withdrawn(let reason): ("撤回", text(reason))
        case .filed(let number): ("立案，编号\(number.official)", nil)
        case .turnedDown(let rejection):
            (
                """
                不予立案：\(practice.ground(rejection.ground)?.name ?? rejection.ground)；\
                \(ProposalWording.name(rejection.redirect))
                """, text(rejection.explanation)
            )
        case .sentBack(let reason): ("退回修改", text(reason))
        case .reconsidered(let reason, _): ("重新审查", text(reason))
        case .merged(_, let consent): ("并入另一件一起办", text(consent))
        case .unmerged(let reason, _): ("撤销并案", text(reason))
        case .forwarded: ("报市政协", nil)
        case .resultReceived(let result, _):
            (ProposalWording.answer(result), text(result.words))
        case .reviewed(let words, _, _, _): ("审定公开文字：\(text(words.title))", nil)
        case .unpublished(let reason): ("撤下公开文字", text(reason))
        case .assigned(let handlers): ("交办给\(handlers.count)个单位", nil)
        case .replied(let outcome, let deadline):
            (
                "答复：\(ProposalWording.outcome(outcome, practice))，请提案人在\(ChineseTime.date(deadline.day, today: today))前说意见",
                nil
            )
        case .rehandlingBegan: ("有提案人不满意，再次办理", nil)
        case .chosenAsKey(let leader, let reason, _): ("列为重点提案，\(text(leader))领衔督办", reason.map(text))
        case .supervisionAsked: ("有了答复还没有督办，请领衔督办的领导督办", nil)
        case .commended: ("评为好提案", nil)
        case .handedOver(let person): ("第一提案人换为\(people([person]))", nil)
        case .corrected(let field, let words, let reason):
            ("更正“\(ProposalWording.name(field))”：\(text(reason))", text(words))
        case .categorised(let category):
            ("类别记为“\(profile.topicCategory(category)?.name ?? category)”", nil)
        case .supervised(let act):
            (
                "\(ChineseTime.date(act.day, today: today))\(ProposalWording.name(act.means))，\(text(act.people))",
                text(act.words)
            )
        case .closed(_, let deadline):
            ("办结\(deadline.map { "，\(ChineseTime.date($0.day, today: today))前跟踪" } ?? "")", nil)
        case .followUpBegan: ("跟踪当时答应的事", nil)
        case .followedUp(let result, _, _):
            ("跟踪结果：\(ProposalWording.outcome(result.outcome, practice))", text(result.words))
        case .deadlineMoved(let deadline): (DeadlineWording.moved(deadline, today: today), nil)
        }
    }

    private static func text(_ text: FreeText) -> String { text.words ?? TopicWording.erased }
}

extension ProposalRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这件提案不归您办。"
        case .notEligible: "本届委员才能提案和联名；以界别、小组、专委会名义的，由召集人或负责人提。名册里不对的，请联系办公室。"
        case .onlyInSession: "界别、小组提案只在全体会议期间提。"
        case .noSession: "名册里还没有全体会议，算不出是哪次会议的提案，请联系办公室。"
        case .alreadySubmitted: "已经提交，或者正在等人联名，文字不能改了。"
        case .signsAlone: "以界别、小组、团体名义提的，不再请人联名。"
        case .nobodyInvited: "还没有选请谁联名。"
        case .tooManyInvited: "一件提案最多请\(Proposal.coSignersMax)位委员联名。"
        case .invitedTwice: "同一位委员选了两次，或者选了您自己。"
        case .tooManyUnits: "希望办理的单位最多选\(Proposal.unitsMax)个。"
        case .notAwaitingCoSigners: "现在没有在等人联名。"
        case .alreadyAnswered: "您已经答复过了。"
        case .signingIsOver: "联名的期限过了。"
        case .stillSigning: "还有委员没有答复，也没有过期限，再等一等。"
        case .incomplete: "案由、情况、分析、建议都要写。"
        case .severalMatters: "请确认只说一件事；几件事要分开写。"
        case .sealMissing: "党派、团体提案要有盖章的原件：请把它拍照或扫描，写提案时加在“附件”里，再提交。"
        case .notOfBody: "代录的只有界别、小组、专委会和党派、团体的提案；委员的提案由本人写、本人撤。"
        case .bodyOfOtherKind: "名册里这个不是您选的那一类，或者已经没有了：请和“以什么名义”对一对，再选。"
        case .notEntered: "这件不是代录的，由提案人自己改。"
        case .alreadyForwarded: "已经报过市政协了。"
        case .notInReview: "这件不在审查中。"
        case .checksOpen: "有一项不是“是”，还不能立案。可以退回修改，或者不予立案。"
        case .otherSession: "编号不是这次会议的。"
        case .unknownGround: "没有这条理由，请从列表里选。"
        case .notTurnedDown: "这件没有不予立案。"
        case .alreadyDecided: "这件已经有了结论。"
        case .claimedByOther: "别人正在看这件，过一会儿再来。"
        case .isTheSame: "不能并入它自己。"
        case .takesNoMore: "那一件还没有立案，或者已经交办，不能再并进去。"
        case .hasMerged: "有别的提案并在这一件里，要先撤销那些并案。"
        case .tooLateToMerge: "已经交办或者有了结论，不能并案了。"
        case .notMerged: "这件没有并案。"
        case .alreadyReplied: "一起办的那件已经答复，不能拆开了。"
        case .withdrawalWaits: "提案人要求撤回，请先答复。"
        case .noWithdrawalAsked: "没有人要求撤回。"
        case .tooLateToWithdraw: "已经答复、并案或者有了结论，不能撤回了。"
        case .notForwarded: "这件没有报市政协，或者结果已经登记。"
        case .notFiled: "这件没有立案，或者不在等着交办。"
        case .notDisclosed: "提案人不同意公开。"
        case .ownText: "自己的提案，要请别人来审。"
        case .alreadyReviewed: "这份文字您已经审过，还要请别人再审。"
        case .notPublished: "这件没有公开。"
        case .unitTwice: "同一个单位选了两次。"
        case .notOneLead: "要么一个主办（可以有会办），要么两个以上分办。"
        case .notInHandling: "这件现在不在单位手里。"
        case .notReplied: "这件还没有答复。"
        case .repliedTwice: "已经答复过两次，请列入督办。"
        case .stillAsking: "还有提案人没有答复，也没有过期限，再等一等。"
        case .notSupervised: "重点提案要督办过，才能办结。"
        case .alreadyEnded: "这件已经结束，或者并在别的提案里。"
        case .notClosed: "这件还没有办结。"
        case .nothingPromised: "答复里没有答应以后办的事，不用跟踪。"
        case .tooEarly: "第二年才跟踪。"
        case .notInFollowUp: "这件没有在跟踪。"
        case .unknownClass: "没有这一类，请从列表里选。"
        case .unknownCategory: "没有这个类别，请从列表里选。"
        case .notHandedIn: "这件还没有提交。"
        case .sameProposer: "现在就是这位，请选另一位。"
        case .notConsultation: "写了是哪场会，“怎样督办”要选“提案办理协商”。"
        case .dayIsToCome: "记的是已经发生的事，日子不能在以后。"
        }
    }

    var blamed: [String] {
        switch self {
        case .nobodyInvited, .tooManyInvited, .invitedTwice: ["people"]
        case .notEligible: ["people", "contact", "body", "kind", "person"]
        case .onlyInSession: ["kind", "handedIn"]
        case .notOfBody: ["kind"]
        case .bodyOfOtherKind: ["body"]
        case .severalMatters: ["oneMatter"]
        case .sameProposer: ["person"]
        case .tooManyUnits: ["units"]
        case .sealMissing: ["files"]
        case .unknownGround: ["ground"]
        case .isTheSame, .takesNoMore: ["proposal"]
        case .dayIsToCome: ["day", "handedIn"]
        case .checksOpen: ["oneMatter"]
        case .unitTwice, .notOneLead: ["lead"]
        case .unknownClass: ["outcome"]
        case .unknownCategory: [TopicCategories.fieldName]
        case .notConsultation: ["means"]
        case .notYours, .noSession, .alreadySubmitted, .signsAlone, .notAwaitingCoSigners,
            .alreadyAnswered, .signingIsOver, .stillSigning, .incomplete, .notInReview, .otherSession,
            .notTurnedDown, .alreadyDecided, .claimedByOther, .hasMerged, .tooLateToMerge, .notMerged,
            .alreadyReplied, .withdrawalWaits, .noWithdrawalAsked, .tooLateToWithdraw, .notForwarded,
            .alreadyForwarded, .notEntered, .notFiled,
            .notDisclosed, .ownText, .alreadyReviewed, .notPublished, .notInHandling, .notReplied, .repliedTwice,
            .stillAsking, .notSupervised, .alreadyEnded, .notClosed, .nothingPromised, .tooEarly,
            .notInFollowUp, .notHandedIn:
            []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .nobodyInvited, .tooManyInvited, .invitedTwice, .tooManyUnits, .unknownGround, .isTheSame, .dayIsToCome,
            .checksOpen, .unitTwice, .notOneLead, .unknownClass, .notEligible, .unknownCategory, .notConsultation,
            .sameProposer, .sealMissing, .notOfBody, .bodyOfOtherKind:
            .unprocessableContent
        case .onlyInSession, .noSession, .alreadySubmitted, .signsAlone, .notAwaitingCoSigners, .alreadyAnswered,
            .signingIsOver, .stillSigning, .incomplete, .severalMatters, .notInReview, .otherSession, .notTurnedDown,
            .alreadyDecided, .claimedByOther, .takesNoMore, .hasMerged, .tooLateToMerge, .notMerged,
            .alreadyReplied, .withdrawalWaits, .noWithdrawalAsked, .tooLateToWithdraw, .notForwarded,
            .alreadyForwarded, .notEntered, .notFiled,
            .notDisclosed, .ownText, .alreadyReviewed, .notPublished, .notInHandling, .notReplied, .repliedTwice,
            .stillAsking, .notSupervised, .alreadyEnded, .notClosed, .nothingPromised, .tooEarly,
            .notInFollowUp, .notHandedIn:
            .conflict
        }
    }
}
