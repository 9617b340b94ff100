// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain
import HTTPTypes

/// How topics sound on the desk and to residents. One state, two sentences.
enum TopicWording {
    /// What stands where words were erased.
    static let erased = "（按本人要求已删除）"

    /// The state's one name in the product.
    static func name(_ state: Topic.State.Name) -> String {
        switch state {
        case .held: "待放行"
        case .screening: "等待筛选"
        case .asked: "等提出人补充"
        case .pooled: "已进议题池"
        case .rejected: "不受理"
        case .redirected: "已转送"
        case .solvedDirectly: "已当场解决"
        case .merged: "已并案"
        case .selected: "已选定"
        case .researching: "正在调研"
        case .ready: "等开协商会"
        case .scheduled: "协商会已公告"
        case .consulted: "已协商"
        case .inHandling: "正在办理"
        case .closed: "已办结"
        case .reopened: "重新办理"
        case .withdrawn: "提出人撤回"
        }
    }

    /// What residents read of a state, where the desk's word is one of its own (放行).
    static func residents(_ state: Topic.State.Name) -> String { state == .held ? "等秘书先看" : name(state) }

    /// The same with its shape.
    static func residentsChip(_ state: Topic.State.Name) -> Chip {
        let chip = chip(state)
        return Chip(word: residents(state), icon: chip.icon, tone: chip.tone)
    }

    static func chip(_ state: Topic.State.Name) -> Chip {
        switch state {
        case .held: Chip(word: name(state), icon: .ring, tone: .wait)
        case .screening: Chip(word: name(state), icon: .ring, tone: .wait)
        case .asked: Chip(word: name(state), icon: .quarter, tone: .soon)
        case .pooled: Chip(word: name(state), icon: .quarter, tone: .go)
        case .rejected: Chip(word: name(state), icon: .ring, tone: nil)
        case .redirected: Chip(word: name(state), icon: .half, tone: nil)
        case .solvedDirectly: Chip(word: name(state), icon: .half, tone: .soon)
        case .merged: Chip(word: name(state), icon: .merge, tone: nil)
        case .selected, .researching: Chip(word: name(state), icon: .quarter, tone: .go)
        case .ready, .scheduled: Chip(word: name(state), icon: .calendar, tone: .go)
        case .consulted: Chip(word: name(state), icon: .talk, tone: .go)
        case .inHandling: Chip(word: name(state), icon: .half, tone: .go)
        case .closed: Chip(word: name(state), icon: .check, tone: .go)
        case .reopened: Chip(word: name(state), icon: .undo, tone: .late)
        case .withdrawn: Chip(word: name(state), icon: .ring, tone: nil)
        }
    }

    /// Where a topic is sent on.
    static func name(_ channel: Topic.Channel) -> String {
        switch channel {
        case .opinionReport: "社情民意信息"
        case .proposalClue: "提案线索"
        case .hotline: "12345热线"
        case .grid: "网格"
        }
    }

    /// What belongs there.
    static func belongs(_ channel: Topic.Channel) -> String {
        switch channel {
        case .grid: "就在附近、网格员当天能去看的小事。"
        case .hotline: "要部门派人去办的，热线会派单。"
        case .opinionReport: "不只一处有、要让领导知道的情况。"
        case .proposalClue: "要改规定、改规划的，请委员写成提案。"
        }
    }

    /// What a topic is about; a code that is no longer in the county's list says itself.
    static func category(_ code: String, _ profile: PracticeProfile) -> String {
        profile.topicCategory(code)?.name ?? code
    }

    static func name(_ detail: PersonalDetail.Kind) -> String {
        switch detail {
        case .mobile: "手机号"
        case .landline: "电话"
        case .identityCard: "身份证号"
        case .bankCard: "银行卡号"
        case .door: "门牌"
        case .name: "姓名"
        }
    }

    /// What stands in a public wording where something pointed at one person.
    static func masked(_ detail: PersonalDetail.Kind) -> String {
        detail == .name ? "某某" : "（\(name(detail))略）"
    }

    /// What whoever reads a text with words of the county's list has to look for.
    static func watched(_ words: [String], of state: Topic.State.Name) -> String {
        "话里有要留意的词\(WatchedWords.quoted(words))。\(state == .held ? "先看清楚再放行：" : "")有国家秘密、工作秘密的，不采纳，不抄、不转、不公开；没有，照常办。"
    }

    /// How strangers read that a topic began.
    static func begun(_ source: Topic.Source) -> String {
        switch source {
        case .scan, .api, .slip, .reception, .liaison, .paper, .former, .round, .escalation: "有居民提出"
        case .member: "政协委员提出"
        case .leader: "领导点题"
        case .meeting: "群众座谈会上提出"
        case .survey: "问卷调查里提出"
        case .plan: "列在年度协商计划里"
        case .grid: "网格员反映"
        case .hotline: "有人打12345热线反映"
        }
    }

    /// What a resident reads about a public topic: what happens next, by whom, by when.
    static func next(_ state: Topic.State.Name, dueOn: Day?, today: Day) -> String {
        switch state {
        case .held: dueOn.map { look($0, today: today) } ?? "议事室秘书先看一眼，再开始办"
        case .screening: dueOn.map { promise($0, today: today) } ?? "议事室秘书正在看"
        case .asked: "在等提出人补充"
        case .pooled: "已受理，等召集人选定协商"
        case .rejected: "不受理，已说明理由"
        case .redirected: "已转送到该办的地方"
        case .solvedDirectly: "议事室已当场办理并答复"
        case .merged: "和另一件同样的事一起办"
        case .selected: "已选定协商，等委员去调研"
        case .researching: dueOn.map { "委员正在调研，\(ChineseTime.day($0, today: today))前交记录" } ?? "委员正在调研"
        case .ready: "调研好了，等召集人安排协商会"
        case .scheduled: "协商会已公告，欢迎来听"
        case .consulted: "已经协商，正在整理结果"
        case .inHandling: "承办单位正在办"
        case .closed: "已经办结"
        case .reopened: "没有真解决，承办单位正在重办"
        case .withdrawn: "提出人撤回了"
        }
    }

    /// The promised day; once it is past, that it was missed.
    private static func look(_ due: Day, today: Day) -> String {
        let date = ChineseTime.day(due, today: today)
        return due < today ? "本该\(date)前先看一眼，已经超期" : "议事室秘书\(date)前先看一眼，再开始办"
    }

    /// The day that the other side has named; once it is past, that it was missed and who asks.
    static func awaited(_ due: Day, today: Day) -> String {
        let date = ChineseTime.day(due, today: today)
        return due < today ? "说好\(date)前有答复，过了还没有，议事室会去问。" : "说好\(date)前有答复。"
    }

    private static func promise(_ due: Day, today: Day) -> String {
        let date = ChineseTime.day(due, today: today)
        return due < today ? "本该\(date)前答复，已经超期" : "议事室秘书\(date)前答复"
    }

    /// A judgement's number, with what it means.
    static func grade(_ number: Int) -> String {
        let words = ["不符合", "不太符合", "一般", "符合", "很符合"]
        return words.indices.contains(number - 1) ? "\(number)分，\(words[number - 1])" : "\(number)分"
    }

    /// What a command is called on its button, and what a page is called where it is prepared.
    static func name(_ command: Topic.Command) -> String {
        switch command {
        case .release: "放行，开始筛选"
        case .pool: "受理，放进议题池"
        case .categorise: "归类"
        case .reject: "不受理"
        case .reconsider: "撤销不受理"
        case .redirect: "转送别处"
        case .passOn: "转给别的议事室"
        case .takeBack: "退回来，重新筛选"
        case .tellResult: "告诉提出人结果"
        case .ask: "问提出人一句"
        case .answer: "回答"
        case .judge: "说说解决了没有"
        case .solveDirectly: "已当场解决"
        case .review: "公开一段文字"
        case .unpublish: "撤下公开文字"
        case .relate: "标出有关的议题"
        case .merge: "并入另一件"
        case .unmerge: "撤销并案"
        case .select: "选定为协商议题"
        case .deselect: "收回选定"
        case .assign: "请委员调研"
        case .research: "交调研记录"
        case .attach: "加照片和材料"
        case .openNextRound: "开下一轮协商"
        case .score: "按三条标准打分"
        case .mediate: "记调解"
        case .proposeForPlan: "报请列入年度协商计划"
        case .recordPlanDecision: "登记党委审定"
        case .add: "补充几句"
        case .withdraw: "撤回这件事"
        case .keepUp: "不撤了"
        case .escalate: "提请上级一起办"
        case .keepHere: "不提了，本室自己办"
        case .declineEscalation: "不合起来办"
        case .gather: "合成一件，由本室一起办"
        case .dissolve: "退回各议事室"
        case .returnResult: "送回结果"
        case .acknowledgeReturn: "对方已取走结果"
        case .giveReceipt: "登记对方编号"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: Topic.Command) -> String {
        switch command {
        case .release: "已放行，筛选期限从今天算起。"
        case .categorise: "已归类。"
        case .pool: "已受理，放进议题池。提出人凭查询码能看到。"
        case .reject: "已告知提出人不受理的理由和该去的地方。"
        case .reconsider: "已重新受理，筛选期限从今天算起。"
        case .passOn: "已转给那间议事室，那里的秘书会收到通知；提出人看得到。"
        case .redirect: "已转送，提出人看得到转到了哪里。请把材料送过去。"
        case .takeBack: "已收回，筛选期限从今天算起。"
        case .tellResult: "已把结果告诉提出人。"
        case .ask: "已把问题带给提出人，等他补充。"
        case .answer: "已收到您的补充。"
        case .judge: "谢谢，您说的记下了。"
        case .solveDirectly: "已把答复告诉提出人，请他说说是不是真解决了。"
        case .review: "已审定公开文字。"
        case .unpublish: "已撤下，公众看不到了。"
        case .relate: "已标出，两件议题上都看得到。"
        case .merge: "已并案，两件一起办。"
        case .unmerge: "已撤销并案，重新筛选。"
        case .select: "已选定，请委员去调研。"
        case .deselect: "已收回选定，回到议题池，提出人看得到为什么。"
        case .assign: "已请委员调研，他会收到通知。"
        case .research: "调研记录已交，可以开协商会了。"
        case .attach: "已加上。"
        case .openNextRound: "下一轮协商已开始，在议题池里。"
        case .score: "已记下您的打分。"
        case .mediate: "已记下这次调解。谈成办结的，答复已告诉提出人。"
        case .proposeForPlan: "已报请列入计划，审定后再请委员调研。"
        case .recordPlanDecision: "已登记审定结果。"
        case .add: "已收到您的补充。"
        case .withdraw: "已收到。到时间前还可以改主意。"
        case .keepUp: "好的，这件事接着办。"
        case .escalate: "已提请上级议事室，等他们定。"
        case .keepHere: "好的，这件由本室自己办。"
        case .declineEscalation: "已告诉提来的议事室，这件由它自己办。"
        case .gather: "已合成一件，几处的提出人都看得到由上级一起办。新的一件在议题池里。"
        case .dissolve: "已退回，各议事室自己办。"
        case .returnResult: "已记下结果。"
        case .acknowledgeReturn: "已记下，对方取走了结果。"
        case .giveReceipt: "已记下，对方收下了。"
        }
    }
}

extension TopicRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这个议题不归您的议事室办。"
        case .stillHeld: "这件还没有放行，请先放行。"
        case .notHeld: "这件已经放行过了。"
        case .alreadyDecided: "这件已经有了结果，不能再改。"
        case .alreadyAsked: "已经问过提出人了，请等他补充，或者直接作决定。"
        case .nothingAsked: "现在没有要您回答的问题。"
        case .unknownCategory: "没有这个类别，请从列表里选。"
        case .unknownGround: "没有这条不受理的理由，请从列表里选。"
        case .notRejected: "这件没有不受理，也没有当场解决，不用撤销。"
        case .sameRoom: "这件本来就在这间议事室，请选另一间。"
        case .notRedirected: "这件没有转送到别处。"
        case .resultIsTold: "结果已经告诉提出人了。"
        case .rejectedIsNotPublished: "不受理的议题不公开。"
        case .alreadyReviewed: "这段文字您已经审过了，要由另一位来审。"
        case .notPublished: "这件没有公开，不用撤下。"
        case .isTheSame: "这就是它自己，请填另一件议题。"
        case .takesNoMore: "那件已经结束，或者已经并入别的议题，不能再并进去。"
        case .otherRoom: "那件不是本议事室的议题，不能并过去；可以标为有关。"
        case .hasMerged: "已经有别的议题并进了这件，请先撤销那些，或者反过来并。"
        case .notMerged: "这件没有并案，不用撤销。"
        case .notPooled: "要先受理，放进议题池，再由召集人选定。"
        case .notSelected: "还没有选定为协商议题，请召集人先选定。"
        case .alreadyResearched: "已经调研过了。"
        case .notAssigned: "还没有请人调研。"
        case .dayHasPassed: "这一天已经过了，请选今天以后的日子。"
        case .notResearched: "还没有调研记录。不调研，不协商。"
        case .notAtThisStage: "议题不在这一步，请看它的轨迹。"
        case .notEnded: "还没有办结，办结后才能开下一轮。"
        case .hasNextRound: "下一轮已经开过了。"
        case .alreadyErased: "说过的话已经删除了。"
        case .awaitsPlanDecision: "已经报请列入年度协商计划，要等党委审定后再请人调研。"
        case .alreadyAssigned: "已经请委员调研了，不再列入计划。"
        case .alreadyInPlan: "已经报请列入年度协商计划了。"
        case .notProposedForPlan: "没有报请列入年度协商计划，不用登记审定。"
        case .scoreOutOfRange: "每条标准打1到5分。"
        case .dayIsToCome: "这一天还没有到，请填已经发生的日子。"
        case .answerFirst: "议事室正问您一句，请先回答。"
        case .addedEnough: "已经补充过\(Topic.additionsMax)次了。还有要说的，请联系议事室。"
        case .alreadyWithdrawing: "已经在撤回了，到时间前可以改主意；在那以前不并入别的，也不提请上级。"
        case .notWithdrawing: "没有在撤回，不用取消。"
        case .tooLateToWithdraw: "协商会已经定了，或者已经在办，不能再撤回。"
        case .claimedByOther: "另一位秘书正在看这件。请先看别的，或者打开这件，接过来再办。"
        case .deniedEnough: "提出人\(Topic.directAnswersMax)次说没有解决，不能再当场办结。请受理后协商，或者转送该办的地方。"
        case .askingIsOver: "请您确认的日子过了。还没有解决的，请联系议事室重新受理，或者再提一件。"
        case .dayTooFar: "最晚哪天不能晚于\(Topic.researchMonthsMax / 12)年以后，请看看年份。"
        case .alreadyEscalated: "已经提请上级了，等他们定；不想等，可以先收回来。"
        case .notEscalated: "这件没有在等上级定：没有提请，或者上级已经说过不合起来办。"
        case .dealtWithAbove: "这件已经由上一级议事室一起办，要改回来，请他们退回。"
        case .notAbove: "那间议事室不是上一级的：要级别更高，又管着这一片。"
        case .tooFewRooms: "提来的议事室还不够数，几间以上才合起来办，由规则参数定。"
        case .chosenTwice: "同一件选了两次，请去掉一个。"
        case .notGathered: "这件不是由几间议事室提来合成的，不能退回。"
        case .isGathered: "这件是由几间议事室提到这里合起来办的，不能转给别的议事室：请在这里办完，或者在开始办以前退回各议事室。"
        case .alreadyBegun: "这件已经开始办了，不能退回各议事室。"
        case .resultIsOwed: "这件是外面的系统推送来的，要先把结果送回去，才能办结。"
        case .notPushed: "这件不是外面的系统推送来的，不用送回结果。"
        case .resultIsBack: "结果已经送回去了。"
        case .noResultYet: "还没有结果，请过些时候再来取。"
        case .notSentOut: "这件没有转送给网格或者12345热线。"
        case .hasReceipt: "这件对方已经用另一个编号收下了。"
        case .isSelected: "这件已经选定协商：不受理、转送别处，要先请召集人收回选定。"
        case .inPlan: "这件列入了或者报请列入年度协商计划，由党委定：审定撤出的，先登记党委审定；还没有审定的，先由召集人收回选定。"
        case .occasionIsMissing: "这种来源要写明时间、地点、名称或者人数。"
        case .othersJoined: "别人也支持这件事，它不再是您一个人的事，不能撤回。您可以申请删除自己说过的话。"
        }
    }

    var blamed: [String] {
        switch self {
        case .unknownCategory: ["category"]
        case .unknownGround: ["ground"]
        case .isTheSame, .takesNoMore, .otherRoom: ["topic"]
        case .dayHasPassed, .dayIsToCome, .dayTooFar: ["day"]
        case .notAbove, .sameRoom: ["room"]
        case .tooFewRooms, .chosenTwice: ["topics"]
        case .alreadyEscalated, .notEscalated, .dealtWithAbove, .notGathered, .isGathered, .alreadyBegun, .resultIsOwed,
            .notPushed, .resultIsBack, .noResultYet, .notSentOut, .hasReceipt, .occasionIsMissing, .isSelected, .inPlan:
            []
        case .notYours, .stillHeld, .notHeld, .alreadyDecided, .alreadyAsked, .nothingAsked, .notRejected,
            .notRedirected, .resultIsTold, .rejectedIsNotPublished, .alreadyReviewed, .notPublished, .hasMerged,
            .notMerged, .notPooled, .notSelected, .alreadyResearched, .notAssigned, .notResearched, .notAtThisStage,
            .notEnded, .hasNextRound, .alreadyErased, .awaitsPlanDecision, .alreadyAssigned, .alreadyInPlan,
            .notProposedForPlan, .scoreOutOfRange, .answerFirst, .addedEnough, .alreadyWithdrawing, .notWithdrawing,
            .tooLateToWithdraw, .othersJoined, .claimedByOther, .deniedEnough, .askingIsOver:
            []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .unknownGround, .unknownCategory, .isTheSame, .takesNoMore, .otherRoom, .dayHasPassed, .dayIsToCome,
            .dayTooFar, .scoreOutOfRange, .notAbove, .sameRoom, .tooFewRooms, .chosenTwice, .occasionIsMissing:
            .unprocessableContent
        case .stillHeld, .notHeld, .alreadyDecided, .alreadyAsked, .nothingAsked, .notRejected, .notRedirected,
            .resultIsTold, .rejectedIsNotPublished, .alreadyReviewed, .notPublished, .hasMerged, .notMerged, .notPooled,
            .notSelected, .alreadyResearched, .notAssigned, .notResearched, .notAtThisStage, .notEnded, .hasNextRound,
            .alreadyErased, .awaitsPlanDecision, .alreadyAssigned, .alreadyInPlan, .notProposedForPlan, .answerFirst,
            .addedEnough, .alreadyWithdrawing, .notWithdrawing, .tooLateToWithdraw, .othersJoined, .claimedByOther,
            .deniedEnough, .askingIsOver, .alreadyEscalated, .notEscalated, .dealtWithAbove, .notGathered, .isGathered,
            .alreadyBegun, .resultIsOwed, .notPushed, .resultIsBack, .noResultYet, .notSentOut, .hasReceipt,
            .isSelected, .inPlan:
            .conflict
        }
    }
}
