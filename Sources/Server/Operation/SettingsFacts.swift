// SPDX-License-Identifier: Apache-2.0

import Domain

/// What the operator has decided, as the system administrator may read it: no password, no token, no user name.
struct SettingsFacts: Sendable {
    /// One setting: its flag's name, what it is called, what it says, and what it is for.
    struct Fact: Sendable {
        let name: String
        let label: String
        let value: String
        let meaning: String
    }

    let facts: [Fact]

    init(_ settings: Settings, baseURL: String) {
        facts = [
            Fact(
                name: "base-url", label: "网址", value: baseURL, meaning: "印在海报和短信里的地址；不从访问者那里取。总网址不通到本单位的，用本单位主机名里的第一个。"),
            Fact(
                name: "address", label: "监听", value: "\(settings.address):\(settings.port)",
                meaning: "本机在哪个地址和端口上等访问；前面有代理时只听本机。"),
            Fact(
                name: "trusted-proxy", label: "可信的代理", value: settings.trustedProxies.text ?? "没有",
                meaning: "只有它们可以说访问者从哪里来。"),
            Fact(name: "data", label: "数据目录", value: settings.data, meaning: "数据库和密钥都在里面。"),
            Fact(name: "database", label: "数据库", value: Self.database(settings), meaning: "不写就用数据目录里的 SQLite。"),
            Fact(
                name: "intake-limit", label: "接收上限", value: "一分钟\(settings.intakeLimit)件",
                meaning: "同一个议事室或同一个地址超过它的议题先放一边，不拒绝；十倍才拒绝。"),
            Fact(
                name: "sign-in-limit", label: "登录上限", value: "同一地址15分钟\(settings.signInLimit)个账号",
                meaning: "同一个地址上这么多个账号密码不对，就是有人在挨个试：那里这一刻钟不能再登录。密码对了的不算。"),
            Fact(
                name: "stream-hosts", label: "可以嵌入的直播",
                value: settings.streamHosts.isEmpty ? "没有：直播只给链接" : settings.streamHosts.joined(separator: "，"),
                meaning: "融媒体协商的页面里只嵌这些网站的直播，别的只给链接。"),
            Fact(
                name: "mail-server", label: "邮件", value: Self.mail(settings.gateways.mode),
                meaning: "密码和发件账号只在设置文件里，这里不显示。"),
            Fact(
                name: "sms-address", label: "短信", value: Self.sms(settings.gateways.mode),
                meaning: "短信交给县里的短信接口；口令只在设置文件里，这里不显示。"),
            Fact(
                name: "backup-folder", label: "备份放在", value: Self.backup(settings.backup),
                meaning: "最好在另一块盘上；不能和密钥放在一起。"),
            Fact(
                name: "backup-at", label: "备份时间",
                value: "每天 \(TimeOfDay(minuteOfDay: settings.backup.minuteOfDay).text)，留\(settings.backup.keep)份",
                meaning: "失败会报警，“运行”里看得到。"),
            Fact(
                name: "typesetting", label: "排版目录", value: settings.typesetting ?? "没有：公文只出Word，不出PDF",
                meaning: "公文的PDF用它排；里面是排版程序和字体。"),
        ]
    }

    /// Where the database is, without who signs in there.
    private static func database(_ settings: Settings) -> String {
        guard let address = settings.database else { return "SQLite" }
        let place = address.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "?" }
        let host = place.split(separator: "@").last.map(String.init) ?? ""
        return "PostgreSQL，\(host)"
    }

    private static func backup(_ backup: BackupSettings) -> String {
        backup.folder ?? (backup.areTakenElsewhere ? "写明由运维另行备份：不会自己备份" : "没有设：不会自己备份")
    }

    private static func mail(_ mode: GatewaySettings.Mode) -> String {
        switch mode {
        case .show: "只显示，不发"
        case .send(let mail, _): mail.map { "\($0.server)，发件人 \($0.from.text)" } ?? "没有设：不发邮件"
        }
    }

    private static func sms(_ mode: GatewaySettings.Mode) -> String {
        switch mode {
        case .show: "只显示，不发"
        case .send(_, let sms): sms.map(\.address) ?? "没有设：不发短信"
        }
    }
}
