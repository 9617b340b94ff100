// SPDX-License-Identifier: Apache-2.0

import Domain

/// What people say during the ten hours, by chance of a seed: a few dozen things, each said in many ways, so that much of it is
/// nearly the same. All invented.
struct LiveWords: Sendable {
    /// Something that a unit could do, with what its officer says to it.
    struct Idea: Sendable {
        let text: String
        /// The unit by its name, and the sign-in of whoever answers for it.
        let unit: String
        let officer: String
        let answer: String

        init(_ text: String, _ unit: (name: String, officer: String), _ answer: String) {
            self.text = text
            self.unit = unit.name
            officer = unit.officer
            self.answer = answer
        }
    }

    private static let street = (name: "清河街道办事处", officer: "jiedao")
    private static let building = (name: "县住房城乡建设局", officer: "zhujian")
    private static let traffic = (name: "县交通运输局", officer: "jiaotong")

    static let ideas = [
        Idea("活动室能不能开到晚上八点", street, "下月起工作日开到20点，管理员和志愿者轮班，门口贴排班表。"),
        Idea("孩子多的时候能不能把二楼会议室也打开", street, "二楼会议室放学后开放，一次坐30人，街道派人看着。"),
        Idea("能不能请退休老师来辅导作业", street, "已有7位退休教师报名，下周排好班，名单贴在门口。"),
        Idea("活动室能不能提供一顿简餐", street, "和助餐点商量过，17点半送到活动室，按成本价收。"),
        Idea("晚上走的那条巷子能不能装几盏灯", building, "巷子里加6盏太阳能灯，本月底装好。"),
        Idea("活动室门口的台阶能不能做个坡道", building, "坡道按标准做，两周内开工。"),
        Idea("活动室的窗户漏风，能不能换一换", building, "列进这次小修，入冬以前换完。"),
        Idea("厕所只有一个，能不能再修一个", building, "一楼储物间改成厕所，图纸这个月出来。"),
        Idea("末班公交能不能晚半小时，孩子八点出来没车坐", traffic, "12路末班改到20点40分，下月一号起试三个月。"),
        Idea("活动室门口能不能画一条斑马线", traffic, "斑马线和减速带一起做，报交警同意后一周内画好。"),
        Idea("放学到活动室能不能开一趟小巴", traffic, "先在三所小学试开接驳小巴，每天16点半发车。"),
        Idea("门口停满了车，能不能留出一条走人的路", traffic, "门口20米画禁停线，志愿者在放学时段劝导。"),
        Idea("能不能分低年级和高年级两个房间", street, "一楼给低年级，二楼给高年级，桌椅本周调。"),
        Idea("寒暑假能不能也开", street, "寒暑假上下午都开，报名从放假前两周开始。"),
        Idea("能不能让家长也排班看孩子", street, "愿意的家长登记以后排班，每班两名大人。"),
        Idea("图书角的书太旧，能不能添一些", street, "县图书馆每季度送200册来换，先从下周开始。"),
    ]

    private static let remarks = [
        "孩子在家门口有地方去，这事办得好", "我家两个娃，五点以后没人管，最愁这个", "听了会上说的，心里有数了", "上班的人五点根本赶不回来",
        "奶奶带着三个孩子，真的看不过来", "希望说了就办，别拖", "管理员也要下班，大家多体谅", "隔壁社区早就开到晚上了",
        "今天会上的单位都来了，挺实在", "孩子们在马路边玩，看着就怕", "支持延长，但要有人看着", "我愿意当志愿者，周三周五有空",
        "以前反映过，这回总算坐下来谈了", "别只开一阵子又关了", "安全第一，有大人在才放心", "冬天天黑得早，更要有地方去",
    ]
    /// What does not belong here.
    private static let spam = ["低价代办贷款，加微信详聊", "刷单兼职日结，联系我", "专业疏通下水道，全城上门"]
    private static let openings = [
        "", "", "", "说一句：", "请问", "建议：", "我是杨柳苑的，", "我家孩子上二年级，", "双职工家庭问一下，", "刚看直播，", "替邻居问一声，", "支持！",
    ]
    private static let endings = ["", "", "", "？", "！", "，谢谢", "，麻烦考虑一下", "，大家说是不是", "，盼着早点办", "，拜托了"]
    private static let names = ["豆豆妈", "老周", "乐乐奶奶", "二年级家长", "杨柳苑住户", "小区保洁员", "夜班司机", "退休教师", "桂花苑王姐", "河边修车的"]

    private var random: SplitMix

    init(seed: UInt64) {
        random = SplitMix(seed: seed)
    }

    /// Of ten, seven ask for something; of forty, one has no place here.
    mutating func next() -> String {
        let kind = Int.random(in: 0..<40, using: &random)
        if kind == 0 { return pick(Self.spam) }
        let thought =
            kind < 29 ? Self.ideas[Int.random(in: 0..<Self.ideas.count, using: &random)].text : pick(Self.remarks)
        return "\(pick(Self.openings))\(thought)\(pick(Self.endings))"
    }

    /// A third says no name.
    mutating func name() -> String? {
        Int.random(in: 0..<3, using: &random) == 0 ? nil : pick(Self.names)
    }

    /// One of so many.
    mutating func index(below count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    private mutating func pick(_ texts: [String]) -> String { texts[index(below: texts.count)] }

    /// What somebody asks for; nil where nothing is asked for.
    static func idea(in words: String) -> Idea? { ideas.first { words.contains($0.text) } }

    static func isSpam(_ words: String) -> Bool { spam.contains { words.contains($0) } }
}
