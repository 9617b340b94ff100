// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How proposals sound.
enum ProposalWording {
    static func name(_ state: Proposal.State.Name) -> String {
        switch state {
        case .draft: "草稿"
        case .awaitingCoSigners: "等人联名"
        case .submitted: "审查中"
        case .returned: "退回修改"
        case .notFiled: "不予立案"
        case .forwarded: "已报市政协"
        case .filed: "已立案，待交办"
        case .merged: "并案办理"
        case .handling: "办理中"
        case .replied: "已答复"
        case .rehandling: "再次办理"
        case .closed: "已办结"
        case .followUp: "跟踪办理"
        case .withdrawn: "已撤回"
        }
    }

    static func chip(_ state: Proposal.State.Name) -> Chip {
        switch state {
        case .draft: Chip(word: name(state), icon: .ring, tone: .wait)
        case .awaitingCoSigners, .returned: Chip(word: name(state), icon: .quarter, tone: .soon)
        case .submitted, .filed, .forwarded: Chip(word: name(state), icon: .half, tone: .wait)
        case .handling, .rehandling, .followUp: Chip(word: name(state), icon: .half, tone: .go)
        case .replied, .closed: Chip(word: name(state), icon: .done, tone: .done)
        case .merged: Chip(word: name(state), icon: .merge, tone: nil)
        case .notFiled, .withdrawn: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    static func name(_ kind: Proposer.Kind) -> String {
        switch kind {
        case .member: "委员"
        case .sector: "界别"
        case .group: "小组"
        case .organisation: "党派、团体"
        case .committee: "专委会"
        }
    }

    static let kinds = Proposer.Kind.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }
    static let bodyKinds = Proposer.Kind.allCases.filter(\.isCollective)
        .map { InputField.Option(code: $0.rawValue, label: name($0)) }

    /// Who reviews what is handed in: in a term's first plenary session its Proposals Committee is not there yet.
    static func reviewer(_ period: ProposalPeriod?) -> String {
        period?.isBeforeCommittee == true ? "提案审查委员会" : "提案委员会"
    }

    static func name(_ period: ProposalPeriod.Kind) -> String {
        period.isPlenary ? "大会提案" : "平时提案"
    }

    static func name(_ redirect: Proposal.Redirect) -> String {
        switch redirect {
        case .opinionReport: "转作社情民意信息"
        case .department: "转有关部门参考"
        case .discipline: "转纪检监察机关"
        case .procedure: "请按原来的程序办"
        case .proposer: "退还提案者"
        }
    }

    static let redirects = Proposal.Redirect.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    static func name(_ check: Proposal.Check) -> String {
        switch check {
        case .oneMatter: "一事一案"
        case .threeParts: "有情况、有分析、有具体建议"
        case .ownCompetence: "属于本级职权范围"
        case .noSecrets: "不含国家秘密、工作秘密"
        case .noPersons: "不是个人私事，没有指名举报"
        case .signed: "签名、盖章齐全"
        }
    }

    /// The name under which an answer to a check is sent.
    static func field(_ check: Proposal.Check) -> String {
        switch check {
        case .oneMatter: "oneMatter"
        case .threeParts: "threeParts"
        case .ownCompetence: "ownCompetence"
        case .noSecrets: "noSecrets"
        case .noPersons: "noPersons"
        case .signed: "signed"
        }
    }

    static func name(_ field: Proposal.Field) -> String {
        switch field {
        case .subject: "案由"
        case .situation: "情况"
        case .analysis: "分析"
        case .advice: "建议"
        }
    }

    static let parts = Proposal.Field.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    static func name(_ means: Proposal.SupervisionAct.Means) -> String {
        switch means {
        case .symposium: "座谈"
        case .siteVisit: "实地察看"
        case .research: "专题调研"
        case .unitVisit: "走访承办单位"
        case .consultation: "提案办理协商"
        case .instruction: "批示"
        }
    }

    static let means = Proposal.SupervisionAct.Means.allCases.map {
        InputField.Option(code: $0.rawValue, label: name($0))
    }

    static func name(_ part: Proposal.Part) -> String {
        switch part {
        case .lead: "主办"
        case .coHandler: "会办"
        case .separate: "分办"
        }
    }

    static func name(_ part: ProposalReckoning.Part) -> String {
        switch part {
        case .inReview: "审查中"
        case .returned: "退回修改"
        case .notFiled: "不予立案"
        case .forwarded: "报市政协"
        case .mergedInReview: "未编号就并案"
        case .withdrawnInReview: "立案前撤回"
        case .awaiting: "待交办"
        case .assigned: "交办"
        case .merged: "并案"
        case .withdrawn: "立案后撤回"
        }
    }

    static func name(_ answer: Proposal.CoSigner.Answer?) -> String {
        switch answer {
        case .signed: "已签名"
        case .declined: "婉拒"
        case nil: "未答复"
        }
    }

    /// What a reply came to, by the county's list: B类 正在解决或列入计划.
    static func outcome(_ code: String, _ practice: ProposalPractice) -> String {
        "\(code)类\(practice.replyClass(code).map { " \($0.name)" } ?? "")"
    }

    static func name(_ command: Proposal.Command) -> String {
        switch command {
        case .write: "接着写"
        case .invite: "邀请联名"
        case .recall: "收回来改"
        case .sign: "签名联名"
        case .decline: "婉拒"
        case .submit: "提交审查"
        case .withdraw: "撤回"
        case .enterAnew: "录入改好的纸质提案"
        case .enterWithdrawal: "录入书面撤回"
        case .file: "立案"
        case .turnDown: "不予立案"
        case .sendBack: "退回修改"
        case .reconsider: "重新审查"
        case .merge: "并案"
        case .unmerge: "撤销并案"
        case .consentToWithdrawal: "同意撤回"
        case .refuseWithdrawal: "不同意撤回"
        case .forward: "报市政协"
        case .receiveResult: "登记市里的结果"
        case .review: "审定公开文字"
        case .unpublish: "撤下公开文字"
        case .assign: "交办"
        case .chooseAsKey: "列为重点提案"
        case .categorise: "记类别"
        case .handOver: "换第一提案人"
        case .correct: "更正笔误"
        case .supervise: "记督办"
        case .close: "办结"
        case .beginFollowUp: "开始回头看"
        case .followUp: "记回头看结果"
        }
    }

    static func done(_ command: Proposal.Command) -> String {
        switch command {
        case .write: "草稿已存下。"
        case .invite: "已请他们联名，答复了会告诉您。"
        case .recall: "收回来了，可以接着改。"
        case .sign: "已签名。"
        case .decline: "已婉拒。"
        case .submit: "已提交，审查结果会告诉您。"
        case .withdraw: "已记下。没立案的已经撤回；立案的等提案委员会答复。"
        case .enterAnew: "已录入，重新审查；签名人会知道。"
        case .enterWithdrawal: "已录入。没立案的已经撤回；立案的等提案委员会答复。签名人会知道。"
        case .file: "已立案，编号告诉提案人了。"
        case .turnDown: "不予立案，理由和去向告诉提案人了。"
        case .sendBack: "已退回修改。"
        case .reconsider: "重新审查。"
        case .merge: "已并案，提案人会知道。"
        case .unmerge: "并案已撤销。"
        case .consentToWithdrawal: "已同意撤回。"
        case .refuseWithdrawal: "已答复，继续办理。"
        case .forward: "已登记上报，提案人会知道。"
        case .receiveResult: "结果已登记，提案人会知道。"
        case .review: "已审定。"
        case .unpublish: "已撤下。"
        case .assign: "已交办。"
        case .chooseAsKey: "已列为重点提案。"
        case .categorise: "类别已记下。"
        case .handOver: "已经换了，提案者会知道。"
        case .correct: "已更正，改前的留在记录里。"
        case .supervise: "督办已记下。"
        case .close: "已办结。"
        case .beginFollowUp: "开始回头看。"
        case .followUp: "回头看的结果已记下。"
        }
    }

    /// What is missing, as whoever writes reads it.
    static func sentence(_ gap: ProposalHints.Gap) -> String {
        switch gap {
        case .subject: "还没有写案由"
        case .situation: "还没有写情况"
        case .analysis: "还没有写分析"
        case .advice: "还没有写建议"
        case .subjectForm: "案由最好写成“关于……的提案”"
        case .figures: "情况里最好有数字，写明从哪来"
        case .adviceShare: "建议偏少"
        case .emptyAdvice: "有的建议没写谁来做；空泛的建议可能不予立案（第10项）"
        }
    }
}
