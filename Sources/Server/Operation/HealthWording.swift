// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What the health page says.
enum HealthWording {
    static func name(_ name: HealthItem.Name) -> String {
        switch name {
        case .version: "程序版本"
        case .schema: "数据库结构"
        case .uptime: "已运行"
        case .database: "数据库"
        case .memory: "内存"
        case .dataDisk: "数据目录所在磁盘"
        case .backup: "自动备份"
        case .backupDisk: "备份目录所在磁盘"
        case .keyCopy: "密钥的副本"
        case .letters: "待送通知"
        case .messages: "待发邮件和短信"
        case .givenUp: "放弃的邮件和短信"
        case .events: "待封事件"
        case .verification: "记录核对"
        case .calendar: "工作日历"
        case .mail: "邮件"
        case .sms: "短信"
        case .phoneCodes: "今天的手机验证码"
        case .tokens: "接口令牌"
        case .documents: "公文"
        case .staffing: "议事室和单位有人办"
        }
    }

    static func state(_ state: Lamp.State) -> String {
        switch state {
        case .onTrack: "正常"
        case .dueSoon: "留意"
        case .overdue: "要处理"
        }
    }

    /// The first sentence of the page.
    static func summary(_ items: [HealthItem]) -> String {
        let (late, soon) = (items.count { $0.state == .overdue }, items.count { $0.state == .dueSoon })
        if late > 0 { return "有\(late)项要处理" + (soon > 0 ? "，另有\(soon)项请留意" : "") + "。" }
        return soon > 0 ? "没有要马上处理的，有\(soon)项请留意。" : "一切正常。"
    }

    /// `1.5 GB`, `300 MB`.
    static func size(_ bytes: Int64) -> String {
        let megabytes = (bytes + (1 << 19)) >> 20
        guard megabytes >= 1024 else { return "\(megabytes) MB" }
        let tenths = (megabytes * 10 + 512) / 1024
        return "\(tenths / 10).\(tenths % 10) GB"
    }

    /// `3天5小时`, `5小时20分钟`, `20分钟`.
    static func span(_ milliseconds: Int64) -> String {
        let minutes = max(0, milliseconds) / 60_000
        let (days, hours) = (minutes / 1440, minutes / 60 % 24)
        if days > 0 { return hours > 0 ? "\(days)天\(hours)小时" : "\(days)天" }
        return hours > 0 ? "\(hours)小时\(minutes % 60)分钟" : "\(minutes)分钟"
    }

    static func engine(_ engine: Dialect) -> String {
        switch engine {
        case .sqlite: "SQLite"
        case .postgres: "PostgreSQL"
        }
    }

    static let shownOnly = "正式使用前，请设好邮件服务器和短信通道。"

    static func channel(_ channel: ContactChannel, isOpen: Bool, isShownOnly: Bool) -> String {
        if isOpen, isShownOnly { return "只在本机显示，不往外发（试用时才这样设）" }
        return switch channel {
        case .mail: isOpen ? "已设邮件服务器" : "没有设，不发邮件"
        case .sms: isOpen ? "已设短信通道" : "没有设，不发短信"
        }
    }

    static func tokens(_ tokens: (alive: Int, ending: Int)) -> String {
        "\(tokens.alive)个在用" + (tokens.ending > 0 ? "，\(tokens.ending)个快到期" : "")
    }

    static func codes(_ codes: (sent: Int, budget: Int), hasGateway: Bool) -> String {
        guard hasGateway, codes.budget > 0 else { return "居民用手机号登录没有开通" }
        return "发了\(codes.sent)条，每天最多\(codes.budget)条"
    }

    /// When the last good backup was, and what came of the last attempt.
    static func backup(_ facts: HealthFacts, today: Day) -> String {
        let good =
            facts.backups.lastGood.map { run in
                let moment = ChineseTime.moment(run.beganAt, today: today)
                return "最近一份：\(moment)，\(span(facts.now.milliseconds - run.beganAt.milliseconds))前"
                    + (run.end.flatMap(contents) ?? "")
            } ?? "还没有做成过"
        guard let last = facts.backups.last, !last.isGood else { return good }
        guard let end = last.end else { return "\(good)；正在备份" }
        switch end.outcome {
        case .good: return good
        case .failed(let reason):
            return "\(good)；\(ChineseTime.moment(end.at, today: today))没有做成：\(reason)"
        case .abandoned: return "\(good)；上一次中途停了"
        }
    }

    private static func contents(_ end: BackupRun.End) -> String? {
        switch end.outcome {
        case .good(let bytes, let rows): "，\(size(Int64(bytes)))，\(rows)行"
        case .failed, .abandoned: nil
        }
    }

    /// The last check, by the server or on the command line; one that found something, as long as it stands.
    static func verification(_ facts: HealthFacts, today: Day) -> String {
        let (byHand, own) = (facts.verification, facts.checks.lastEnded)
        let ownAt = own?.endedAt?.milliseconds ?? 0
        if let byHand, HealthJudgement.isBad(byHand, facts.checks) || byHand.at > ownAt {
            let moment = ChineseTime.moment(Instant(milliseconds: byHand.at), today: today)
            return "\(moment)，\(byHand.events)条事件，" + (byHand.isClean ? "完好" : "发现有改动")
        }
        guard let own, let endedAt = own.endedAt else { return "还没有核对过" }
        let scope = own.isWhole ? "从头核对" : "核对新增的"
        return "\(ChineseTime.moment(endedAt, today: today))，\(scope)\(own.walk.events)条事件，"
            + (own.isGood == true ? "完好" : "发现有改动")
    }

    /// Why this server takes no backups.
    static func noBackup(_ facts: HealthFacts) -> String {
        if facts.areBackupsElsewhere { return "设置里写明由运维另行备份，服务不会自己备份，也看不到做成没有" }
        return facts.backups.isTakenSomewhere(at: facts.now) ? "本机不备份，由另一台服务器备份" : "没有设备份目录，谁也不备份"
    }

    /// What is to be done where the server takes no backups by itself.
    static let noBackupFolder =
        "请建一个目录，最好在另一块盘上，把它写进设置的 backup-folder，再重启服务。另有办法备份的，把 backup-folder 写成 none。"
    static let backupBesideData = "盘坏了，数据和备份会一起没有：请把备份目录放到另一块盘上，或者每天把备份取到别的机器。"

    static func keyCopy(_ exportedAt: Instant?, today: Day) -> String {
        exportedAt.map { "\(ChineseTime.moment($0, today: today))导出过" } ?? "这台机器上还没有导出过"
    }

    /// What is to be done about an item that is not well.
    static func advice(_ name: HealthItem.Name) -> String? {
        switch name {
        case .version, .uptime, .mail, .sms: nil
        case .schema: "数据库比程序旧，请重新启动服务。"
        case .database: "读不到数据库文件的大小，请检查数据目录。"
        case .memory: "机器的内存快用完了：看看还有什么程序在占用，或者加内存。上传大照片时要用几百兆。"
        case .dataDisk: "请清理磁盘或扩容。满了以后只能看，不能写。"
        case .backup: "请按写明的原因排除；排除以后，服务会自己再试。没有写原因的，是到时候没有服务在运行。"
        case .backupDisk: "请清理备份目录所在的磁盘，或者减少保留的份数（backup-keep）。"
        case .letters: "通知会自己再送；一直不减少，请看日志里的“the outbox waits”。"
        case .messages: "会自己再发；一直不减少，请检查邮件服务器和短信通道。"
        case .givenUp: "这些信没有送到，要用别的办法告诉本人；日志里有编号和原因。半年后不再计。"
        case .events: "封存落后了，请看日志里的“sealing failed”。"
        case .verification:
            """
            服务开着时，每天夜里自动核对。发现有改动的，先把现状另存一份，再和备份比对；是哪一条，审计管理员在“审计”里看得到。\
            一直没有核对的，请看日志里的“a check of the log waits”。
            """
        case .keyCopy: "没有密钥，备份里的文字谁也读不出来。请在服务器上运行 shangliang key export，把导出的文件和口令分开保管，不要和备份放在一起。"
        case .phoneCodes: "看看是不是有人乱发；人确实多，就在规则参数里把每天的条数调高。发完以后，当天不能再用手机号登录，凭查询码照样能查。"
        case .tokens: "到期那天，靠它对接的程序就停了。做令牌的人和安全管理员已经收到通知，请他们在到期前换新的；每个令牌在“账号”里看得到。"
        case .documents: "安装包里带有排版目录share/typesetting；自己编译的，运行Scripts/setup。别处的目录写进设置的 typesetting，再重启服务。"
        case .staffing: "名册里写着的人还没有账号或者职务：请安全管理员开账号、按名册给职务；是哪些，“名册”一页上列着。"
        case .calendar: "国务院的放假安排公布后，请打开“设置”里的“工作日历”，点“改日历”录入全年的放假和调休；录全以前，跨年的期限都是暂定。"
        }
    }
}
