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
        /// The room of the list below, or nil for the whole county.
        let room: Int?
        let shownAs: String
    }

    static let signIns: [SignIn] = [
        .init(signInName: "mishu", name: "林小禾", role: .roomSecretary, room: 0, shownAs: "杨柳社区议事室秘书"),
        .init(signInName: "mishu2", name: "方知夏", role: .roomSecretary, room: nil, shownAs: "县政协办公室（全县议事室秘书）"),
        .init(signInName: "zhaojiren", name: "周明远", role: .convener, room: 0, shownAs: "杨柳社区召集人"),
        .init(signInName: "lingdao", name: "顾怀远", role: .leader, room: nil, shownAs: "领导"),
    ]

    /// A room as the demo opens it.
    struct RoomPlan: Sendable {
        let name: String
        let area: String
        let level: Room.Level
        let address: String
        let token: String
    }

    static let areas = [
        ("990101000000", "安澜县"), ("990101001000", "清河街道"), ("990101001001", "杨柳社区"), ("990101001002", "桂花苑社区"),
        ("990101100000", "柳溪镇"), ("990101100201", "石桥村"), ("990101101000", "白塘镇"), ("990101101201", "湖心村"),
    ]

    static let rooms: [RoomPlan] = [
        .init(name: "杨柳社区协商议事室", area: "990101001001", level: .village, address: "杨柳路18号一楼", token: "YANGXV01"),
        .init(name: "桂花苑社区协商议事室", area: "990101001002", level: .village, address: "桂花苑南门东侧", token: "GVHVA002"),
        .init(name: "清河街道协商议事室", area: "990101001000", level: .town, address: "清河街道办事处二楼", token: "QNGHE003"),
        .init(name: "柳溪镇协商议事室", area: "990101100000", level: .town, address: "柳溪镇便民中心", token: "XVX00004"),
        .init(name: "石桥村协商议事室", area: "990101100201", level: .village, address: "石桥村党群服务站", token: "SHQA0005"),
        .init(name: "白塘镇协商议事室", area: "990101101000", level: .town, address: "白塘镇政府西院", token: "BATANG06"),
    ]
}
