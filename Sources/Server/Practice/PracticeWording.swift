// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How the practice profile sounds.
enum PracticeWording {
    static func name(_ parameter: PracticeParameter) -> String {
        switch parameter {
        case .screeningDays: "议题首次答复（工作日）"
        case .lookDays: "待放行的议题先看一眼（工作日）"
        case .topicTextLimit: "议题最多字数"
        case .topicReviews: "议题公开前审核（次）"
        case .noticeDays: "会议提前公告（工作日）"
        case .minutesDays: "会后整理纪要（工作日）"
        case .objectionDays: "纪要草稿征求意见（工作日）"
        case .outcomeDays: "会后印发成果（工作日）"
        case .speakingMinutes: "议事室协商时每人发言（分钟）"
        case .fixedTopics: "“4+X”每年几个固定题目（个）"
        case .returnDays: "单位签收或申退（工作日）"
        case .reportMonths: "单位报告办理（月）"
        case .verificationDays: "秘书核实报告（工作日）"
        case .arbitrationDays: "秘书答复退回申请（工作日）"
        case .confirmationDays: "群众评价期（工作日）"
        case .reopenMonths: "办结后可重新打开（月）"
        case .lookBackMonth: "几月起没选回头看的课题就提醒（月份）"
        case .inspectionMonths: "联合督办的多久去看一次（月）"
        case .passwordMonths: "密码多久要换一次（月，0为不要求）"
        case .idleDays: "账号多久没人登录就列出来（天）"
        case .tokenWarningDays: "接口令牌到期前多久先提醒（天，最后\(APIToken.lastWarningDays)天再提醒一次）"
        case .personalDataDays: "个人信息申请处理（工作日）"
        case .unmaskingDays: "查看身份申请处理（工作日）"
        case .unmaskingMinutes: "批准后可查看（分钟）"
        case .codesPerDay: "每天最多发手机验证码（条，0为不开通）"
        case .residentSignInDays: "居民登录保持（天）"
        case .withdrawalHours: "撤回议题后可反悔（小时）"
        case .claimMinutes: "认领议题保留（分钟）"
        case .sentimentPassDays: "走访的事多久商或转（工作日）"
        case .sentimentTellDays: "有结果后告知当事人（工作日）"
        case .escalationRooms: "几间议事室提来，上级才合并办（间）"
        case .statementLimit: "看法征集里一句话最多（字）"
        case .statementsPerPerson: "看法征集里一人最多添（句）"
        case .commentLimit: "场外留言最多字数"
        case .commentsPerTenMinutes: "同一账号10分钟内直接进审核的留言（条，多的先放一放）"
        case .followUpDays: "场外留言会后答复（工作日）"
        case .plenaryLeadMonths: "大会提案从会前几个月算起（月）"
        case .cutOffDays: "提案截止在闭幕前几天（天）"
        case .coSignDays: "联名签名的期限（工作日）"
        case .proposalReviewDays: "提案审查的期限（工作日）"
        case .proposalReturnDays: "提案签收或申退（工作日）"
        case .replyMonths: "提案答复的期限（月）"
        case .replyMonthsMax: "提案延期后最多（月）"
        case .coHandlerMonths: "会办意见的期限（月）"
        case .rehandlingMonths: "提案再次答复的期限（月）"
        case .opinionDays: "提案者反馈意见的期限（工作日）"
        case .publicationDays: "提案答复多久以后向社会公开（工作日，0为随提案公开）"
        case .followUpMonths: "答应以后办的，办结后多久跟踪完（月）"
        case .goodPercent: "优秀提案最多占立案的百分之几"
        case .collectivePercent: "优秀提案里集体提案至少占百分之几"
        case .clueMonth: "提案月：几月收居民的线索（月份，0为全年）"
        case .submitterContactMonths: "办结后提出人的手机号保存（月）"
        case .supporterPhoneMonths: "办结后支持者的手机号保存（月）"
        case .participantNameMonths: "会后居民参会人的姓名手机保存（月）"
        case .visitorContactMonths: "接待日后来访人的姓名手机保存（月）"
        case .liaisonContactMonths: "走访的事办结后当事人的姓名手机保存（月）"
        case .commenterContactMonths: "融媒体协商后留言人的称呼手机保存（月）"
        case .clueMonths: "没有写成提案的线索保存（月）"
        case .attachmentMonths: "办结后照片和材料保存（月，0为一直保存）"
        case .caseFileMonths: "办结后会议、提案、通知的附件保存（月，0为一直保存）"
        case .decidedRequestMonths: "个人信息申请办完后保存（月）"
        case .noticeMonths: "提醒和发送记录保存（月，法定至少6）"
        case .signInMonths: "登录记录保存（月，法定至少6）"
        }
    }

    static func name(_ preset: PracticePreset) -> String {
        switch preset {
        case .standard: "标准（三级联动）"
        case .formal: "从严（四级联动、公告15天、申退10天、报告3个月）"
        case .brisk: "快办（首答3天、公告3天、提案2个月答复、每月一次座谈）"
        case .zone: "园区（当天可开会、工委的文号、按季度走访）"
        }
    }

    static func name(_ capability: Capability) -> String {
        switch capability {
        case .receptions: "委员接待日"
        case .sentiments: "走访"
        case .dispatches: "网格和热线"
        case .campaigns: "主题活动"
        case .lookBacks: "回头看"
        case .contests: "成果评选"
        case .assessments: "办理考评"
        case .proposals: "提案"
        }
    }

    static func outOfRange(_ parameter: PracticeParameter) -> String {
        "“\(name(parameter))”要是\(parameter.range.lowerBound)到\(parameter.range.upperBound)的整数。"
    }

    static func badGround(_ line: Int) -> String {
        "“不采纳的理由”第\(line)行不对：要写成“代码|理由|该走的渠道”，代码用小写字母和下划线，每段不超过120字。"
    }

    static func groundTwice(_ line: Int) -> String { "“不采纳的理由”第\(line)行的代码前面已经有了。" }
    static func badCategory(_ line: Int) -> String {
        "“议题类别”第\(line)行不对：要写成“代码|名称”，代码用小写字母和下划线，名称不超过20字。"
    }

    static func categoryTwice(_ line: Int) -> String { "“议题类别”第\(line)行的代码或者名称前面已经有了。" }
    static let categoryCount = "“议题类别”要有1到\(TopicCategory.countMax)类。"
    static func badWatchedWord(_ place: Int) -> String {
        "“要留意的词”里的第\(place)个不对：每个词2到20个字，不能只有标点。"
    }

    static let watchedWordCount = "“要留意的词”最多\(WatchedWords.countMax)个。"
    static let groundCount = "“不采纳的理由”要有1到50条。"
    static func badForm(_ line: Int) -> String {
        "“协商形式”第\(line)行不对：要有十一段，代码用小写字母和下划线，天数是0到30的整数，人的类别和哪类机构照页面上的叫法，先看现场写“是”或“否”，发言是1到60分钟。"
    }

    static func formTwice(_ line: Int) -> String { "“协商形式”第\(line)行的代码前面已经有了，或者是room（留给议事室协商）。" }
    static let formCount = "“协商形式”最多30种。"
    static func badFilingGround(_ line: Int) -> String {
        "“提案不予立案的理由”第\(line)行不对：要写成“代码|理由”，代码用小写字母和下划线，理由不超过60字。"
    }

    static func badReplyClass(_ line: Int) -> String {
        "“提案办理结果分类”第\(line)行不对：要写成“字母|名称|是或否|是或否”，字母是一个大写字母，名称不超过60字。"
    }

    static func badCriterion(_ line: Int) -> String {
        "“提案办理第三方评议的标准”第\(line)行不对：要写成“代码|名称|满分”，代码用小写字母和下划线，满分是1到100的整数。"
    }

    static func proposalCodeTwice(_ line: Int) -> String { "第\(line)行的代码前面已经有了。" }
    static let proposalListCount = "提案的理由和结果分类，各要有1到30条。"
    static let badLevels =
        "“几级联动协商”要写2到5级，从上到下用顿号隔开，叫法照页面上的：县级、乡镇（街道）、村（社区）、界别、企业、园区，每级写一次。"
    static let badParties = "“议事格局的五方怎么称呼”要写五个，依次用顿号隔开，每个最多\(RoomPractice.nameMax)个字，不重复。"

    static func badQuota(_ line: Int) -> String {
        "“履职的次数要求”第\(line)行不对：要写成“委员走访联系群众|10|每季度”这样三段，事情照页面上的叫法、各写一次，次数1到100，周期写每月、每季度或每年。"
    }

    /// That a change does not go together with a version that waits, and why.
    static func unlike(_ version: PracticeStore.Version, _ sentence: String) -> String {
        "和\(version.validFrom)起的第\(version.number)版合不上：\(sentence)请先改那一版。"
    }

    static let changedMeanwhile = "您填写的时候，别人改过规则。您改的还在下面，别人改的也已经放进来，请核对后再存一次。"
    static let done = "新的规则已经保存，到那一天自动生效。"
}

extension PracticeRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "规则参数由系统管理员维护。"
        case .dayPassed: "“从哪天起”要是今天或以后。"
        case .beforeBase: "改的是日子还没到的那一版，不能比它早生效；要早些生效，请从现在的规则改起。"
        case .nothingChanged: "内容和现在的一样，没有改动。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .dayPassed, .beforeBase, .nothingChanged: .conflict
        }
    }

    var blamed: [String] {
        switch self {
        case .dayPassed, .beforeBase: ["validFrom"]
        case .notYours, .nothingChanged: []
        }
    }
}
