// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@testable import Server

@Suite("Dates and deadlines in words")
struct WordingTests {
    private let today = Day(year: 2026, month: 3, day: 5)

    @Test("days, with the year only where it is another one")
    func days() {
        #expect(ChineseTime.day(today, today: today) == "3月5日（周四）")
        #expect(ChineseTime.day(Day(year: 2025, month: 12, day: 28), today: today) == "2025年12月28日（周日）")
        #expect(ChineseTime.date(Day(year: 2027, month: 1, day: 1), today: today) == "2027年1月1日")
        #expect(ChineseTime.date(Day(year: 2026, month: 10, day: 10), today: today) == "10月10日")
    }

    @Test("moments are told in Chinese time, on the minute begun")
    func moments() {
        let evening = Instant(Day(year: 2026, month: 2, day: 26), hour: 20, minute: 14)
        #expect(ChineseTime.moment(evening.advanced(byMilliseconds: 59_999), today: today) == "2月26日（周四）20:14")
        #expect(ChineseTime.moment(Instant(today, hour: 0, minute: 5), today: today) == "3月5日（周四）00:05")
        #expect(ChineseTime.moment(Instant(milliseconds: 0), today: today) == "1970年1月1日（周四）08:00")
    }

    @Test("programs get RFC 3339, to the millisecond, with the offset")
    func rfc3339() {
        let moment = Instant(today, hour: 9).advanced(byMilliseconds: 61_007)
        #expect(ChineseTime.rfc3339(moment) == "2026-03-05T09:01:01.007+08:00")
        #expect(ChineseTime.rfc3339(Instant(milliseconds: -1)) == "1970-01-01T07:59:59.999+08:00")
    }

    @Test("the lamp counts working days: today, tomorrow, later, over")
    func lamps() {
        // Thursday, 5 March 2026: Monday is the second working day after it. Saturday, 28 February, was worked.
        let cases: [(Int, Lamp.State, String)] = [
            (0, .dueSoon, "今天到期"), (1, .dueSoon, "还有1个工作日"), (4, .onTrack, "还有2个工作日"),
            (7, .onTrack, "还有5个工作日"), (-1, .overdue, "超期1个工作日"), (-3, .overdue, "超期3个工作日"),
            (-7, .overdue, "超期6个工作日"),
        ]
        for (distance, state, words) in cases {
            let lamp = DeadlineWording.lamp(today.advanced(by: distance), today: today, calendar: .national)
            #expect(lamp.state == state, "\(distance)")
            #expect(lamp.words == words, "\(distance)")
        }
        let saturday = Day(year: 2026, month: 3, day: 7)
        #expect(DeadlineWording.lamp(saturday.advanced(by: -1), today: saturday, calendar: .national).words == "已超期")
    }

    @Test("the reason names every day between, and why it counted or not")
    func reasons() {
        let practice = Practice(profile: .standard, calendar: .national)
        let deadline = practice.screeningDeadline(at: Instant(today, hour: 9))
        let reason = DeadlineWording.reason(deadline, today: today, calendar: .national)
        #expect(reason.hasPrefix("3月5日起算，当天不算，共5个工作日："))
        #expect(reason.contains("3月6日（周五）第1天；3月7日（周六）休息；3月8日（周日）休息；3月9日（周一）第2天"))
        #expect(reason.hasSuffix("3月12日（周四）第5天。"))
        let holiday = practice.screeningDeadline(at: Instant(Day(year: 2026, month: 9, day: 29), hour: 9))
        #expect(DeadlineWording.reason(holiday, today: today, calendar: .national).contains("10月1日（周四）放假"))
    }

    @Test("a list says of every state what comes next, and that a promise was missed")
    func next() {
        for state in Topic.State.Name.allCases {
            #expect(!TopicWording.next(state, dueOn: nil, today: today).isEmpty)
        }
        #expect(TopicWording.next(.screening, dueOn: today, today: today) == "议事室秘书3月5日（周四）前答复")
        #expect(
            TopicWording.next(.screening, dueOn: today.advanced(by: -1), today: today)
                == "本该3月4日（周三）前答复，已经超期")
        #expect(TopicWording.next(.held, dueOn: today, today: today) == "议事室秘书3月5日（周四）前先看一眼，再开始办")
    }

    @Test("machines are named by what a person knows them by")
    func devices() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0"
        #expect(DeviceWording.name(userAgent: edge) == "Windows电脑 · Edge")
        #expect(DeviceWording.name(userAgent: "Firefox on Linux") == "Linux电脑 · Firefox")
        #expect(DeviceWording.name(userAgent: "<script>") == "不认识的设备")
    }
}
