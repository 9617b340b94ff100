// SPDX-License-Identifier: Apache-2.0

import Domain

/// What the log's codes are called where it is read.
enum AuditWording {
    /// A code of the log and its word.
    struct Entry: Sendable {
        let code: String
        let word: String
    }

    /// The kinds of records, as far as they have a word.
    static let subjects: [Entry] = [
        .init(code: "topic", word: "议题"),
        .init(code: "session", word: "会议"),
        .init(code: "enrolment", word: "会议报名"),
        .init(code: "media_consultation", word: "融媒体协商"),
        .init(code: "live_comment", word: "场外留言"),
        .init(code: "item", word: "事项"),
        .init(code: "suggestion_list", word: "成果文件"),
        .init(code: "look_back", word: "回头看"),
        .init(code: "deployment", word: "传达部署"), .init(code: "deployment_receipt", word: "传达部署的回执"),
        .init(code: "proposal", word: "提案"), .init(code: "former_proposal", word: "往年提案"),
        .init(code: "assignment", word: "提案交办"),
        .init(code: "opinion", word: "提案者意见"),
        .init(code: "handling_score", word: "委员测评"), .init(code: "handling_assessment", word: "年度考评"),
        .init(code: "contest_entry", word: "参评成果"), .init(code: "commendation", word: "提案评优"),
        .init(code: "clue", word: "提案线索"),
        .init(code: "deliberation", word: "看法征集"), .init(code: "opinion_statement", word: "征集里的一句话"),
        .init(code: "reception", word: "接待日"),
        .init(code: "visit", word: "接待日来访"),
        .init(code: "sentiment", word: "走访的事"),
        .init(code: "confirmation", word: "群众确认"),
        .init(code: "support", word: "附议"),
        .init(code: "erasure", word: "个人信息申请"),
        .init(code: "unmasking", word: "查看身份申请"),
        .init(code: "hold", word: "依法留存"),
        .init(code: "retention", word: "到期清理"),
        .init(code: "room_code", word: "议事码"),
        .init(code: "directory", word: "名册"),
        .init(code: "term_change", word: "换届"), .init(code: "import", word: "导入"),
        .init(code: "committee", word: "单位名称和电话"), .init(code: "practice", word: "规则参数"),
        .init(code: "calendar", word: "工作日历"),
        .init(code: "backup", word: "备份"), .init(code: "gateway_trial", word: "试发消息"),
        .init(code: "account", word: "账号"),
        .init(code: "sign_in", word: "登录"),
        .init(code: "resident_sign_in", word: "居民登录"),
        .init(code: "document", word: "文件"),
        .init(code: "audit", word: "审计"),
    ]

    static let actors: [Entry] = [
        .init(code: "visitor", word: "来访的人"), .init(code: "code_holder", word: "持查询码或链接的人"),
        .init(code: "staff", word: "工作人员"), .init(code: "console", word: "机器上的命令"),
        .init(code: "system", word: "系统自己"),
    ]

    /// The word for a kind of record; a kind without one is shown as it is written.
    static func subject(_ code: String) -> String { subjects.first { $0.code == code }?.word ?? code }

    static func actor(_ code: String) -> String { actors.first { $0.code == code }?.word ?? code }

    /// What was done; a kind without a word is shown as it is written.
    static func act(_ kind: String, of subject: String) -> String { acts[subject]?[kind] ?? kind }

    /// Behind an act that notes how those have agreed whom its public words show; what was said of it stands in the record.
    static let consent = "写明了写到的人怎样同意公开"

    /// Who did it: the person, whose substitute, or the kind of actor.
    static func who(_ line: AuditStore.Line) -> String {
        guard let name = line.name else { return actor(line.actor) }
        return line.actingFor.map { "\(name)（代\($0)）" } ?? name
    }

    /// What a check found; while it goes on, how far it is.
    static func sentence(_ check: LogCheck) -> String {
        let walk = check.walk
        guard check.endedAt != nil else { return "正在核对，已核对\(check.progress)%。这一页会自己更新，关掉也会继续。" }
        let counted = "\(range(check))，核对了\(walk.events)条记录、\(walk.seals)个封存"
        guard let bad = walk.firstBad else {
            return switch check.holdsHead {
            case nil: "\(counted)，都对得上。还有\(walk.unsealed)条等着封存。"
            case true?: "\(counted)，都对得上，和信里的那一行也一致。还有\(walk.unsealed)条等着封存。"
            case false?: "\(counted)，自己对得上，可是没有信里的那个签名：不是抄错，就是整条链被重做过。请保存现场，并告诉领导和管理员。"
            }
        }
        let place = bad.position.map { "第\($0)条" } ?? "某处"
        return "\(counted)，\(place)对不上：\(fault(bad.fault))。后面的没有再核对。请马上保存现场，并告诉领导和管理员。"
    }

    private static func range(_ check: LogCheck) -> String {
        check.isWhole ? "从头到第\(check.walk.position)条" : "第\(check.from)条以后到第\(check.walk.position)条"
    }

    private static func fault(_ fault: Verification.Fault) -> String {
        switch fault {
        case .missingEvent: "这里少了一条记录"
        case .changedEvent: "这条记录被改过"
        case .otherSeal: "封存和记录不一致，后面可能被删过"
        case .forgedSeal: "封存的签名不是本系统的"
        case .noSeal: "排了号却没有封存"
        case .changedWords: "这条记录里的文字被改过"
        case .missingWords: "这条记录里的文字没有了，又不是按规定删除的"
        case .strayWords: "多出了没有记录的文字"
        }
    }

    /// Why somebody was turned away.
    static func name(_ kind: RefusedAttempts.Kind) -> String {
        switch kind {
        case .wrongPassword: "密码或验证码不对"
        case .notAllowed: "去看、去办不归自己的事"
        }
    }

    /// Whoever tried a name that no account has.
    static let nobody = "没有的账号名"

    static let noHead = "请照信里那一行填，如“事件链 第120号 签名 …”，签名有86个字母数字。"

    private static let acts: [String: [String: String]] = [
        "topic": [
            "submitted": "提出", "submitted_and_held": "提出（暂存）", "round_opened": "开启下一轮",
            "released": "放行", "asked": "请提出人补充", "answered": "补充", "pooled": "放进议题池", "categorised": "归类",
            "rejected": "不受理", "reconsidered": "重新受理", "redirected": "转送", "passed_on": "转给别的议事室",
            "came_back": "退回来", "result_told": "告知转送的结果", "solved_directly": "当场解决", "judged": "确认是不是解决",
            "merged": "并入", "unmerged": "拆开",
            "selected": "选定", "deselected": "收回选定", "proposed_for_plan": "报请列入计划", "plan_decided": "登记党委审定",
            "scored": "按三条标准打分", "mediated": "记调解", "added": "补充", "withdrawal_asked": "撤回",
            "withdrawal_undone": "取消撤回", "withdrawn": "撤回生效", "assigned": "交委员调研", "researched": "交调研记录",
            "attached": "附材料",
            "scheduled": "排进会议", "unscheduled": "移出会议", "consulted": "协商过",
            "handling_began": "转入办理", "closed": "办结", "reopened": "重新办理", "continued": "接着办",
            "reviewed": "审定公开文字", "unpublished": "撤下公开文字", "related": "标出有关议题",
            "deadline_moved": "期限重算", "corrected": "更正原话", "place_corrected": "更正地点",
            "contact_replaced": "更换联系电话", "erased": "删除原话",
            "gathered": "合成一件", "taken_over": "从原系统接来", "escalation_asked": "提请上级一起办", "escalated": "由上级一起办",
            "escalation_undone": "改由本室办", "escalation_declined": "上级没有合起来办", "dissolved": "退回各室",
            "result_returned": "送回结果",
            "return_acknowledged": "对方取走结果", "receipt_given": "对方收下",
        ],
        "session": [
            "planned": "安排", "announced": "发布通知", "invited": "请人参会", "excused": "移出名单（本人不来）",
            "answered": "答复邀请", "reminded": "提醒答复", "visited": "看现场", "leader_noted": "记领导参加", "readied": "准备就绪",
            "started": "开会", "checked_in": "签到", "arrived": "自己签到",
            "doubled": "重复签到", "opinion_recorded": "记意见", "enlisted": "排发言", "floor_asked": "要求发言",
            "reordered": "调整发言顺序",
            "floor_given": "请人发言", "turn_ended": "发言完了", "paired": "老带新", "paper_handed_in": "交材料",
            "paper_changed": "改材料的公开", "paper_withdrawn": "撤材料", "concluded": "散会",
            "joined": "委员报名", "leave_approved": "批准公假", "topic_concluded": "写一个议题的结果", "minutes_drafted": "写纪要",
            "item_drafted": "草拟事项",
            "item_discarded": "事项草稿作废", "objected": "对纪要提异议",
            "minutes_confirmed": "确认纪要", "outcome_issued": "发布成果", "archived": "归档",
            "postponed": "延期", "rescheduled": "改期", "cancelled": "取消",
            "deadline_moved": "期限重算",
        ],
        "enrolment": [
            "enrolled": "报名", "admitted": "请他参加", "declined": "这次请不了", "withdrawn": "取消报名", "lapsed": "失效",
            "contact_taken_back": "收回称呼和手机号",
        ],
        "item": [
            "drafted": "草拟", "revised": "修改", "discarded": "作废", "approved": "审定", "dispatched": "交办",
            "accepted": "签收", "return_requested": "申退", "reassigned": "改交", "upheld": "维持交办",
            "handed_over": "转交", "progressed": "报进展", "extension_asked": "申请延期",
            "extended": "延长期限", "extension_refused": "不同意延期", "reported": "交办理报告",
            "verified": "核实", "sent_back": "退回重办", "closed": "办结", "reopened": "重新办理",
            "deadline_moved": "期限重算", "reminded": "催办", "supervision_agreed": "定联合督办", "signed": "督办人会签",
            "signature_declined": "督办人退回", "inspected": "记督察",
            "commented": "记领导点评", "asked_again": "回头看再请人确认", "look_back_ended": "回头看结束",
        ],
        "media_consultation": [
            "planned": "安排", "revised": "改时间和直播", "opened": "开放留言", "closed": "结束", "heads_counted": "记现场人数",
            "views_declared": "填观看人次", "reported": "出报告", "cancelled": "取消",
        ],
        "live_comment": [
            "sent": "留言", "approved": "通过", "held": "放一放", "rejected": "不公开", "marked": "记为建议",
            "shortlisted": "排进备选", "stepped_back": "退一步", "cut_in": "切入会场", "answered": "回应",
            "follow_up_due": "转会后答复", "redirected": "换单位", "itemised": "写进事项", "withdrawn": "撤回",
            "deadline_moved": "期限重算",
        ],
        "suggestion_list": [
            "issued": "编号", "routed": "登记报送", "received": "登记回执",
        ],
        "handling_score": ["given": "打分", "changed": "改分"],
        "handling_assessment": ["issued": "发布"], "former_proposal": ["declared": "登记往年的提案"],
        "contest_entry": [
            "nominated": "报评", "judged": "记评委打分", "published": "公布结果", "visited": "记观摩", "withdrawn": "撤回",
        ],
        "clue": [
            "left": "留线索", "handed_on": "议题转为线索", "met_walking": "走访的事转为线索", "released": "转给委员", "set_aside": "放下",
            "withdrawn": "转来的收回", "erased": "删除内容",
        ],
        "commendation": [
            "begun": "开始评优", "evaluated": "记第三方评议", "evaluator_invited": "请第三方打分",
            "evaluator_revoked": "停掉第三方的链接", "evaluator_link_made": "开评分条", "nominated": "推荐", "struck": "撤下推荐",
            "reviewed": "初评", "announced": "公布", "dropped": "不评了",
        ],
        "deployment": ["issued": "发出通知"],
        "deployment_receipt": [
            "sent": "发给一家", "signed": "签收", "reported": "回报", "linked": "连上会议或议题", "reminded": "提醒", "excused": "不用回报了",
        ],
        "look_back": [
            "chosen": "选定", "looked": "记一次回头看", "asked": "再请人确认", "concluded": "下结论", "dropped": "不看了",
            "deadline_moved": "期限重算",
        ],
        "proposal": [
            "drafted": "开始写", "entered": "代录纸质提案", "entered_anew": "代录改好的纸质提案", "written": "存草稿",
            "invited": "邀请联名", "recalled": "收回来改",
            "co_signer_answered": "答复联名", "submitted": "提交", "withdrawal_asked": "要求撤回",
            "withdrawal_entered": "代录书面撤回", "withdrawal_refused": "不同意撤回", "withdrawn": "撤回", "filed": "立案编号",
            "turned_down": "不予立案",
            "sent_back": "退回修改", "reconsidered": "重新审查", "merged": "并案", "unmerged": "撤销并案",
            "forwarded": "报市政协", "result_received": "登记市里的结果", "reviewed": "审定公开文字",
            "unpublished": "撤下公开文字", "assigned": "交办", "replied": "答复齐了", "rehandling_began": "再次办理",
            "chosen_as_key": "列为重点提案", "supervision_asked": "请领导督办", "categorised": "记类别", "commended": "评为好提案",
            "handed_over": "换第一提案人",
            "corrected": "更正笔误", "supervised": "记督办", "closed": "办结",
            "follow_up_began": "开始跟踪",
            "followed_up": "记跟踪结果", "deadline_moved": "期限重算",
        ],
        "assignment": [
            "issued": "交办", "signed_for": "签收", "return_requested": "申退", "reassigned": "改交", "upheld": "维持交办",
            "contacted": "记面商", "drafted": "拟答复", "taken_back": "收回答复稿", "sent_back": "退回重拟", "checked": "审核答复",
            "sent": "签发答复",
            "opinion_given": "出会办意见", "extension_asked": "申请延期", "extended": "同意延期",
            "extension_refused": "不同意延期", "reminded": "催办", "handed_over": "交给同事", "corrected": "更正笔误",
            "reopened": "再次答复", "recalled": "收回交办",
            "deadline_moved": "期限重算",
        ],
        "opinion": ["asked": "请提案者说意见", "answered": "说了意见", "reminded": "提醒说意见", "link_made": "开意见条"],
        "deliberation": [
            "begun": "开始准备", "opened": "打开", "extended": "改截止日", "closed": "结束并记校验值", "dropped": "不办了",
        ],
        "opinion_statement": [
            "said": "写下一句", "adopted": "用上", "rejected": "没有用", "taken_down": "拿下", "erased": "按要求删掉原话",
        ],
        "reception": [
            "planned": "安排", "revised": "改地点和委员", "walked_in": "登记直接来的人", "finished": "结束", "cancelled": "取消",
        ],
        "visit": [
            "booked": "预约", "walked_in": "直接来", "checked_in": "到场", "missed": "没有来", "recorded": "记下说的话",
            "raised": "转成议题", "cancelled": "取消预约", "contact_taken_back": "收回称呼和手机号",
        ],
        "sentiment": [
            "opened": "走：记一件", "listened": "听", "visited": "访", "consulted": "商：成为议题", "topic_ended": "议题有了结果",
            "topic_went_on": "议题又在办", "transferred": "转出去", "came_back": "退回来", "result_returned": "记结果",
            "told": "告诉当事人", "closed": "办结",
            "handed_over": "换人接着办", "person_forgotten": "删除当事人称呼和电话", "deadline_moved": "期限重算",
        ],
        "confirmation": [
            "asked": "请人确认", "answered": "说了结果", "link_made": "开确认条",
        ],
        "support": [
            "supported": "附议", "phone_taken_back": "收回手机号", "phone_verified": "核实手机号",
        ],
        "erasure": [
            "requested": "申请", "asked": "申请", "granted": "同意", "opened": "打开查阅", "refused": "不同意",
            "deadline_moved": "期限重算",
        ],
        "unmasking": [
            "requested": "申请", "granted": "批准", "refused": "不批准", "withdrawn": "撤回", "looked": "查看",
            "deadline_moved": "期限重算",
        ],
        "hold": [
            "placed": "留存", "lifted": "解除",
        ],
        "retention": [
            "began": "开始", "swept": "清理一类", "finished": "做完",
        ],
        "room_code": [
            "renewed": "更换", "slips_made": "做纸条", "slips_voided": "作废纸条", "intake_paused": "暂停提议题",
            "intake_resumed": "恢复提议题", "records_followed": "记录随议事室换区域",
        ],
        "directory": [
            "entered": "录入", "changed": "修改", "ended": "停用", "resumed": "恢复使用",
        ],
        "term_change": ["planned": "定下留任的委员", "undone": "撤销换届", "carried_out": "换届生效"],
        "import": [
            "sent": "上传", "columns_asked": "问列的对应", "placed": "对应列", "checked": "检查通过", "refused": "检查有错",
            "confirmed": "确认", "applied": "导入完",
            "stopped": "中途停下", "discarded": "放弃",
        ],
        "committee": ["changed": "改名称、电话和网址"],
        "practice": ["revised": "存新的一版"], "calendar": ["changed": "改日历"],
        "gateway_trial": ["tried": "试发", "ended": "试发有了结果"],
        "backup": [
            "unset": "没有设", "failed": "没有做成", "late": "太久没有新的",
        ],
        "account": [
            "created": "开账号", "invited": "给设密码的链接", "password_set": "凭链接设密码",
            "password_changed": "改密码", "locked": "连试5次，锁定", "unlocked": "解锁",
            "appointed": "任职", "appointment_ended": "免职", "sign_ins_ended": "退出全部登录",
            "sign_in_ended": "退出一处登录", "closed": "停用", "reopened": "恢复",
            "second_factor_enabled": "开始用两步验证", "second_factor_disabled": "不再用两步验证", "recovery_code_used": "用备用码登录",
            "recovery_codes_renewed": "换备用码", "token_ending": "提醒接口令牌到期",
            "token_made": "做接口令牌", "token_revoked": "接口令牌作废", "calendar_made": "做日历地址",
            "calendar_revoked": "停用日历地址",
        ],
        "sign_in": [
            "began": "登录"
        ],
        "resident_sign_in": [
            "began": "用手机号登录", "ended": "退出", "tried_out": "验证码连错5次，作废",
        ],
        "document": [
            "notice_saved": "下载会议通知", "sign_in_sheet_saved": "下载签到表", "minutes_saved": "下载会议纪要",
            "suggestion_list_saved": "下载建议清单", "outcome_report_saved": "下载成果文件", "reply_saved": "下载答复",
            "summary_saved": "下载工作总结",
            "briefing_saved": "下载一页纸", "campaign_report_saved": "下载活动情况报告", "assessment_saved": "下载办理考评",
            "proposal_form_saved": "下载提案表",
            "filing_notice_saved": "下载立案通知书", "proposal_reply_saved": "下载提案答复函", "opinion_form_saved": "下载征询意见表",
            "assignment_list_saved": "下载交办清单", "compilation_saved": "下载提案汇编", "proposal_table_saved": "下载提案表格",
            "register_saved": "下载名册", "duty_table_saved": "下载履职表格",
        ],
        "audit": [
            "read": "查看审计记录", "exported": "导出审计记录", "ordered": "要求核对日志",
            "verified": "核对日志",
        ],
    ]
}
