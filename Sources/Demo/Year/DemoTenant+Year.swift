// SPDX-License-Identifier: Apache-2.0

import Domain

/// The towns in which a year is played, beside the few places of the story.
enum DemoTowns {
    private static let towns: [(name: String, villages: [String])] = [
        ("丹枫街道", ["枫林社区", "新河社区"]), ("云溪镇", ["河口村", "大槐村"]), ("梅林镇", ["梅东村", "竹园村"]),
        ("青杨镇", ["前进村", "双桥村"]), ("南塘镇", ["塘头村", "荷叶村"]), ("柏木镇", ["柏树村", "窑湾村"]),
        ("望江镇", ["江心村", "渡口村"]), ("落雁镇", ["芦苇村", "东圩村"]),
    ]

    /// Areas and rooms of the towns and villages: a town's room stands before those of its villages.
    static let places: [(area: (code: String, name: String), room: DemoPeople.RoomPlan, town: String)] =
        towns.enumerated().flatMap { index, town in
            // Streets have other numbers than towns.
            let code = "990101\(index == 0 ? "002" : String(102 + index))"
            let places = [(code + "000", town.name)] + town.villages.enumerated().map { (code + "20\($0 + 1)", $1) }
            return places.enumerated().map { number, place in
                let token = "NKYS0\(index)0\(number)"
                let isTown = number == 0
                return (
                    (code: place.0, name: place.1),
                    DemoPeople.RoomPlan(
                        name: "\(place.1)协商议事室", area: place.0, level: isTown ? .town : .village,
                        address: isTown ? "\(place.1)便民中心二楼" : "\(place.1)党群服务站", token: token,
                        venue: DemoPeople.equipped([.opinions])), town.name
                )
            }
        }

    /// Somewhere in the reach of a room.
    static func place(
        _ surroundings: YearMatter.Surroundings, of index: Int, random: inout SplitMix
    ) -> String {
        let place = places[index]
        let town = place.town.replacing("街道", with: "").replacing("镇", with: "")
        let names: [String] =
            switch surroundings {
            case .estate: ["\(town)新村", "\(town)花园", "\(town)安置小区", "粮站宿舍", "临河小区", "\(town)人家"]
            case .street: ["\(town)中心街", "\(town)老街", "\(town)菜场门口", "车站路", "供销社路口", "\(town)文化广场"]
            case .school: ["\(town)中心小学", "\(town)中学", "\(town)幼儿园"]
            case .village: ["一组", "二组", "三组", "东头", "西头", "新庄"].map { "\(place.area.name)\($0)" }
            case .road: ["\(town)收费站旁", "省道\(town)段", "\(town)物流园门口"]
            }
        return names.randomElement(using: &random) ?? place.area.name
    }
}

extension DemoTenant {
    /// The places of the story, in the order in which the towns' rooms follow them.
    static let roomsOfStory = county.rooms.count

    /// The county with its own room and those of all its towns, and the people and units that a year needs.
    static let wholeCounty = DemoTenant(
        kind: county.kind, name: county.name, shortName: county.shortName, areaCode: county.areaCode,
        hosts: county.hosts, profile: county.profile, areas: county.areas + DemoTowns.places.map(\.area),
        rooms: county.rooms + DemoTowns.places.map(\.room) + [countyRoom],
        units: county.units + ["县城市管理局", "县教育局", "县卫生健康委员会", "县水务局", "县公安局"],
        signIns: county.signIns + [
            .init("zhaojiren3", "薛长河", .convener, .everywhere, "县政协专委会召集人（全县）"),
            .init("chengguan", "尹朝晖", .unitOfficer, .unit(3), "县城市管理局经办人"),
            .init("jiaoyu", "卓亦青", .unitOfficer, .unit(4), "县教育局经办人"),
            .init("weijian", "祝安康", .unitOfficer, .unit(5), "县卫生健康委员会经办人"),
            .init("shuiwu", "江流远", .unitOfficer, .unit(6), "县水务局经办人"),
            .init("gongan", "武守正", .unitOfficer, .unit(7), "县公安局经办人"),
        ] + zip(membersOfYear, members).map { .init($0, $1, .member, .everywhere, "委员") }, isDefault: true)

    /// The county with rooms on all of its four levels: those of sectors beside its own and those of towns and villages.
    static let fourLevels = DemoTenant(
        kind: wholeCounty.kind, name: wholeCounty.name, shortName: wholeCounty.shortName,
        areaCode: wholeCounty.areaCode, hosts: wholeCounty.hosts, profile: wholeCounty.profile,
        areas: wholeCounty.areas, rooms: wholeCounty.rooms + roomsOfSectors, units: wholeCounty.units,
        signIns: wholeCounty.signIns, isDefault: true)

    /// The place of the county's own room; those of sectors follow it.
    static let indexOfCountyRoom = roomsOfStory + DemoTowns.places.count

    private static let countyRoom = DemoPeople.RoomPlan(
        name: "安澜县政协协商议事室", area: county.areaCode, level: .district, address: "县政协一楼会议室", token: "ANXAN000",
        venue: DemoPeople.equipped([.opinions, .membersHome, .library]))

    private static let sectors = ["工商联界别", "教育界别", "医药卫生界别", "农业和农村界别"]
    static let roomsOfSectors = sectors.enumerated().map { index, sector in
        DemoPeople.RoomPlan(
            name: "\(sector)协商议事室", area: county.areaCode, level: .sector, address: "委员之家二楼\(index + 1)号室",
            token: "JXB0000\(index)", venue: DemoPeople.equipped([.membersHome], host: sector))
    }

    /// The sign-ins of the members who do research and come to sessions of a year.
    static let membersOfYear = members.indices.map { "weiyuan\($0 + 3)" }
    private static let members = [
        "柳扶风", "骆青川", "聂小山", "宋时雨", "温故之", "戚望舒", "童心远", "滕若水", "岳清朗", "池晚荷", "简若谷", "阮南星", "曲向晚", "向思齐",
    ]
}
