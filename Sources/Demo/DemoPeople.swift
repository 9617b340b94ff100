// SPDX-License-Identifier: Apache-2.0

import Domain

/// Who is who in the demo: all invented.
enum DemoPeople {
    /// The password of every demo sign-in; public, so the demo is served on the machine itself only.
    static let password = "anlan-demo"

    /// Somebody who can sign in, with the role shown in the guide.
    struct SignIn: Sendable {
        let signInName: String
        let name: String
        let role: Role
        let place: Place
        let shownAs: String

        init(_ signInName: String, _ name: String, _ role: Role, _ place: Place, _ shownAs: String) {
            self.signInName = signInName
            self.name = name
            self.role = role
            self.place = place
            self.shownAs = shownAs
        }
    }

    /// Where a role counts; rooms and units by their places in the plan.
    enum Place: Sendable, Hashable {
        case everywhere
        case room(Int)
        case unit(Int)
    }

    /// A room as the demo opens it.
    struct RoomPlan: Sendable {
        let name: String
        let area: String
        let level: Room.Level
        let address: String
        let token: String
        var venue = Room.Venue()
    }

    /// A venue that has all that somebody can say of it; activities and results it has to show.
    static func equipped(_ functions: Set<Room.Function>, host: String? = nil) -> Room.Venue {
        Room.Venue(
            host: host, hours: "工作日9:00–17:00", functions: functions, haves: [.place, .sign, .rules, .procedure])
    }

    /// The sign-in of the secretary who looks after a room of the county.
    static func secretary(ofRoom room: Int) -> String {
        switch room {
        case 0: "mishu"
        case 2: "mishu3"
        default: "mishu2"
        }
    }

    /// The sign-in of the convener of a room of the county; of the story's rooms, only two hold sessions.
    static func convener(ofRoom room: Int) -> String {
        room == 0 ? "zhaojiren" : room < DemoTenant.roomsOfStory ? "zhaojiren2" : "zhaojiren3"
    }

    /// The sign-in of the member who researches the topics of a room.
    static func member(ofRoom room: Int) -> String {
        let members = DemoTenant.membersOfYear
        return room == 0
            ? "weiyuan" : room < DemoTenant.roomsOfStory ? "weiyuan2" : members[room % members.count]
    }

    /// People of the neighbourhoods who come to sessions.
    static let residents = [
        "王桂兰", "陈立夏", "孙有田", "何秋水", "曹长林", "梁小满", "邹春燕", "卢大江", "丁谷雨", "熊二妹", "白云生", "石玉珍",
    ]
    /// Leaders of communities and villages.
    static let grassroots = ["韩冬青（社区党委书记）", "秦守义（居委会主任）", "崔晓岚（网格长）"]
    static let experts = ["贾工（退休工程师）", "鲁律师（公益律师）"]
}
