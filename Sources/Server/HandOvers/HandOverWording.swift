// SPDX-License-Identifier: Apache-2.0

/// How what somebody has under way sounds.
enum HandOverWording {
    /// 还有调研的议题2件、在办的事项3件……
    static func sentence(_ counts: HandOverStore.Counts) -> String {
        let parts = [
            counts.topics > 0 ? "调研的议题\(counts.topics)件" : nil,
            counts.items > 0 ? "在办的事项\(counts.items)件" : nil,
            counts.assignments > 0 ? "负责的提案\(counts.assignments)件" : nil,
            counts.receptions > 0 ? "接待日\(counts.receptions)天" : nil,
            counts.sentiments > 0 ? "走访的事\(counts.sentiments)件" : nil,
        ].compactMap(\.self)
        let own = parts.isEmpty ? "没有要别人接手的事。" : "还有\(parts.joined(separator: "、"))。议题、接待日和走访的事由议事室秘书交接，事项和提案由本单位交接。"
        let led = counts.proposals > 0 ? "他是第一提案人的提案\(counts.proposals)件，由提案委员会在每件提案里换第一提案人。" : ""
        let leading = counts.led > 0 ? "他领衔督办的重点提案\(counts.led)件，由提案委员会另选领导。" : ""
        let supervised = counts.supervised > 0 ? "他联合督办的事项\(counts.supervised)件，由议事室在每件事项里另定督办人。" : ""
        return own + led + leading + supervised + "跟着职务走的（议事室的筛选、单位没有指定专人的提案、信息申请），换了人自然由新人办。"
    }

    /// What whoever ends an appointment or closes an account should know before; nil where nothing is under way.
    static func warning(_ counts: HandOverStore.Counts) -> String? {
        counts.isNothing ? nil : sentence(counts) + "请先让他们办好工作交接。"
    }
}
