// SPDX-License-Identifier: Apache-2.0

import Domain

/// The levels of rooms and the quotas of duties as form fields, and back.
enum RoomPracticeText {
    /// 县级、乡镇（街道）、村（社区）
    static func words(_ levels: [Room.Level]) -> String {
        levels.map { DirectoryWording.name($0) }.joined(separator: "、")
    }

    /// 三级联动：县级、乡镇（街道）、村（社区）
    static func sentence(_ levels: [Room.Level]) -> String {
        "\(ChineseNumeral.text(of: levels.count))级联动：\(words(levels))"
    }

    /// One line for each: 对象和事情|次数|周期.
    static func lines(_ quotas: [DutyQuota]) -> String {
        quotas.map { "\(name($0.duty))|\($0.number)|\(name($0.period))" }.joined(separator: "\n")
    }

    /// 委员走访联系群众：每季度10次
    static func words(_ quota: DutyQuota) -> String {
        "\(name(quota.duty))：\(name(quota.period))\(quota.number)\(measure(quota.duty))"
    }

    /// Throws what is wrong with the list of levels.
    static func levels(_ text: String, field: String) throws(FieldProblem) -> [Room.Level] {
        let named = text.split(separator: "、").map { String($0).trimmingWhitespace }
        let read = named.compactMap { word in Room.Level.allCases.first { DirectoryWording.name($0) == word } }
        guard read.count == named.count, Set(read).count == read.count, RoomPractice.levelsRange.contains(read.count)
        else { throw FieldProblem(field: field, sentence: PracticeWording.badLevels) }
        return read
    }

    /// Throws what is wrong with the names of the five parties.
    static func parties(_ text: String, field: String) throws(FieldProblem) -> [String] {
        let named = text.split(separator: "、").map { String($0).trimmingWhitespace }
        guard named.count == RoomPractice.usualParties.count, Set(named).count == named.count,
            named.allSatisfy({ (1...RoomPractice.nameMax).contains($0.count) })
        else { throw FieldProblem(field: field, sentence: PracticeWording.badParties) }
        return named
    }

    /// Throws what is wrong with the first line that is.
    static func quotas(_ text: String, field: String) throws(FieldProblem) -> [DutyQuota] {
        var read: [DutyQuota] = []
        for (index, line) in text.split(separator: "\n").enumerated() {
            guard let quota = quota(String(line)), !read.contains(where: { $0.duty == quota.duty }) else {
                throw FieldProblem(field: field, sentence: PracticeWording.badQuota(index + 1))
            }
            read.append(quota)
        }
        return read
    }

    private static func quota(_ line: String) -> DutyQuota? {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmingWhitespace }
        guard parts.count == 3, let duty = DutyQuota.Duty.allCases.first(where: { name($0) == parts[0] }),
            let number = Int(parts[1]), DutyQuota.numberRange.contains(number),
            let period = DutyQuota.Period.allCases.first(where: { name($0) == parts[2] })
        else { return nil }
        return DutyQuota(duty, number, period)
    }

    static func name(_ duty: DutyQuota.Duty) -> String {
        switch duty {
        case .contacts: "委员走访联系群众"
        case .sessions: "委员参加协商议事"
        case .villageVisits: "委员进村（社区）"
        case .serviceActivities: "专委会开展服务活动"
        case .symposia: "月度协商座谈会"
        }
    }

    static func name(_ period: DutyQuota.Period) -> String {
        switch period {
        case .month: "每月"
        case .quarter: "每季度"
        case .year: "每年"
        }
    }

    static func measure(_ duty: DutyQuota.Duty) -> String {
        switch duty {
        case .contacts: "人"
        case .sessions, .villageVisits, .serviceActivities, .symposia: "次"
        }
    }
}
