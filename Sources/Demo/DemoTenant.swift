// SPDX-License-Identifier: Apache-2.0

import Domain

/// A tenant of the demo as it is founded: its places, units and people.
struct DemoTenant: Sendable {
    let kind: Tenant.Kind
    let name: String
    let shortName: String
    let areaCode: String
    let hosts: [String]
    let profile: PracticeProfile
    let areas: [(code: String, name: String)]
    let rooms: [DemoPeople.RoomPlan]
    let units: [String]
    /// Under which marks the letters of units are numbered.
    static let letterMarks = [
        "县住房城乡建设局": "安建提复", "县交通运输局": "安交提复", "清河街道办事处": "清街提复", "县城市管理局": "安城管提复",
        "县教育局": "安教提复", "县卫生健康委员会": "安卫健提复", "县水务局": "安水提复", "县公安局": "安公提复",
    ]
    let signIns: [DemoPeople.SignIn]
    var isTraining = false
    /// Whether it is meant where no host name is known.
    var isDefault = false

    static let county = DemoTenant(
        kind: .county, name: "政协安澜县委员会", shortName: "安澜县政协", areaCode: "990101000000",
        hosts: ["localhost", "127.0.0.1"], profile: countyProfile,
        areas: [
            ("990101000000", "安澜县"), ("990101001000", "清河街道"), ("990101001001", "杨柳社区"), ("990101001002", "桂花苑社区"),
            ("990101100000", "柳溪镇"), ("990101100201", "石桥村"), ("990101101000", "白塘镇"), ("990101101201", "湖心村"),
        ],
        rooms: [
            .init(
                name: "杨柳社区协商议事室", area: "990101001001", level: .village, address: "杨柳路18号一楼", token: "YANGXV01",
                venue: DemoPeople.equipped([.opinions, .membersHome, .library])),
            .init(name: "桂花苑社区协商议事室", area: "990101001002", level: .village, address: "桂花苑南门东侧", token: "GVHVA002"),
            .init(
                name: "清河街道协商议事室", area: "990101001000", level: .town, address: "清河街道办事处二楼", token: "QNGHE003",
                venue: DemoPeople.equipped([.opinions])),
            .init(name: "柳溪镇协商议事室", area: "990101100000", level: .town, address: "柳溪镇便民中心", token: "XVX00004"),
            .init(name: "石桥村协商议事室", area: "990101100201", level: .village, address: "石桥村党群服务站", token: "SHQA0005"),
            .init(name: "白塘镇协商议事室", area: "990101101000", level: .town, address: "白塘镇政府西院", token: "BATANG06"),
        ],
        units: ["县住房城乡建设局", "县交通运输局", "清河街道办事处"],
        signIns: [
            .init("mishu", "林小禾", .roomSecretary, .room(0), "杨柳社区议事室秘书"),
            .init("mishu2", "方知夏", .roomSecretary, .everywhere, "县政协办公室（全县议事室秘书）"),
            .init("mishu3", "苏映雪", .roomSecretary, .room(2), "清河街道议事室秘书"),
            .init("zhaojiren", "周明远", .convener, .room(0), "杨柳社区召集人"),
            .init("zhaojiren2", "江望北", .convener, .room(2), "清河街道召集人"),
            .init("weiyuan", "沈知秋", .member, .everywhere, "委员"),
            .init("weiyuan2", "陆南乔", .member, .everywhere, "委员"),
            .init("zhujian", "高远舟", .unitOfficer, .unit(0), "县住房城乡建设局经办人"),
            .init("jiaotong", "程路平", .unitOfficer, .unit(1), "县交通运输局经办人"),
            .init("jiedao", "罗清扬", .unitOfficer, .unit(2), "清河街道办事处经办人"),
            .init("yinsi", "叶知微", .privacyOfficer, .everywhere, "隐私专员"),
            .init("lingdao", "顾怀远", .leader, .everywhere, "领导"),
            .init("tian", "施若水", .proposalOfficer, .everywhere, "提案工作人员"),
            .init("xitong", "邱牧之", .systemAdministrator, .everywhere, "系统管理员（管配置）"),
            .init("anquan", "穆清如", .securityAdministrator, .everywhere, "安全管理员（管账号和职务）"),
            .init("shenji", "卫子衡", .auditAdministrator, .everywhere, "审计管理员（只看记录）"),
        ], isDefault: true)

    /// The same county for practice beside a real one.
    static func training(host: String) -> DemoTenant {
        DemoTenant(
            kind: county.kind, name: county.name, shortName: county.shortName, areaCode: county.areaCode, hosts: [host],
            profile: county.profile, areas: county.areas, rooms: county.rooms, units: county.units,
            signIns: county.signIns, isTraining: true)
    }

    /// The zone settles things on the day: a session needs no days of notice there.
    static let zone = DemoTenant(
        kind: .zone, name: "安澜经济开发区政协工作委员会", shortName: "安澜开发区政协工委", areaCode: "990171000000",
        hosts: ["zone.localhost"], profile: zoneProfile, areas: [("990171000000", "安澜经济开发区")],
        rooms: [
            .init(name: "开发区企业协商议事室", area: "990171000000", level: .park, address: "开发区服务中心三楼", token: "KFQ00001")
        ],
        units: ["开发区建设管理局"],
        signIns: [
            .init("zone-mishu", "许望舒", .roomSecretary, .room(0), "开发区议事室秘书"),
            .init("zone-zhaojiren", "段青山", .convener, .room(0), "开发区召集人"),
            .init("zone-weiyuan", "纪晚晴", .member, .everywhere, "委员"),
            .init("zone-danwei", "钟立言", .unitOfficer, .unit(0), "开发区建设管理局经办人"),
            .init("zone-yinsi", "谭若谷", .privacyOfficer, .everywhere, "隐私专员"),
        ])

    private static var countyProfile: PracticeProfile {
        var profile = PracticeProfile.standard
        profile.outcomes.listPrefix = "安政协议"
        profile.outcomes.assessmentPrefix = "安政协评"
        return profile
    }

    private static var zoneProfile: PracticeProfile {
        var profile = PracticeProfile.standard
        profile.sessions.noticeDays = 0
        return profile
    }
}
