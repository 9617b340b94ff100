// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes
import Markup

/// The work calendar, to read: for everybody who has deadlines.
struct CalendarRoutes: RouteGroup {
    let services: Services
    private static let everyRole = Set(Role.allCases)
    /// The years that can be asked for.
    static let years = 2000...2099

    var routes: [Route] {
        [
            .desk(.get, "/desk/calendar", for: Self.everyRole, page),
            .api(.get, "/desk/calendar", Self.readOperation, for: Self.everyRole, readJSON),
            .api(.get, "/desk/calendar/deadline", Self.countOperation, for: Self.everyRole, countJSON),
        ]
    }

    /// What the counting is asked: working days are few, so that nobody counts for ever.
    static let countFields = [
        InputField("from", "从哪一天起", .day, help: "这一天不算，从下一天数起。"),
        InputField("days", "多少个工作日", .line(limit: 3), help: "1到500。"),
    ]

    private static let readOperation = Operation(
        id: "readCalendar",
        summary: "Reads the days off and make-up working days of a year, the tenant's own among them.",
        parameters: [
            .init(
                name: "year", place: .query, schema: .integer(minimum: 2000, maximum: 2099),
                meaning: "This year if not said.")
        ],
        success: .init(
            status: 200, meaning: "The year.",
            schema: .object([
                ("year", .integer()), ("isKnown", .boolean),
                (
                    "items",
                    .array(
                        .object([
                            ("day", .day), ("kind", .string(values: CalendarDay.Kind.allCases.map(\.rawValue))),
                            ("name", .nullable(.text)),
                        ]))
                ),
            ])))

    private static let countOperation = Operation(
        id: "countWorkingDays", summary: "Tells the day so many working days after another, and why it is that day.",
        parameters: [
            .init(name: "from", place: .query, schema: .day, meaning: "The first day, which does not count."),
            .init(
                name: "days", place: .query, schema: .integer(minimum: 1, maximum: 500),
                meaning: "How many working days."),
        ],
        success: .init(
            status: 200, meaning: "The day.",
            schema: .object([("day", .day), ("isProvisional", .boolean), ("reason", .text)])))

    private func page(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let pages = Pages(request, services)
        let (calendar, today) = (request.site.practice.calendar, pages.today)
        let year = try Self.year(request)
        var form = CalendarPage.Form(
            from: request.query["from"] ?? today.description, days: request.query["days"] ?? "")
        var count: CalendarPage.Count?
        if request.query["days"] != nil {
            do {
                let deadline = try Self.deadline(request)
                count = .init(
                    date: "\(deadline.day.year)年\(ChineseTime.day(deadline.day, today: deadline.day))",
                    reason: DeadlineWording.reason(deadline, today: today, calendar: calendar))
            } catch let problems as InputProblems {
                form.problems = problems
            }
        }
        let days = calendar.specialDays(of: year)
        let content = CalendarPage(
            year: year, isChangeable: signedIn.staff.holds(.systemAdministrator), daysOff: Self.spans(days, .off),
            makeUpDays: Self.spans(days, .work),
            remark: calendar.years.contains(year) ? nil : CalendarWording.unknown(year), form: form, count: count)
        return pages.desk(
            "工作日历", signedIn, place: signedIn.staff.holds(.systemAdministrator) ? .practice : .account,
            flash: request.query["done"] == "changed" ? Flash(sentence: "日历改好了，办理中的期限已经跟着重算。") : nil,
            status: form.problems == nil ? 200 : 422, content: content.html)
    }

    private func readJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let calendar = request.site.practice.calendar
        let year = try Self.year(request)
        return .json([
            "year": .integer(Int64(year)), "isKnown": .boolean(calendar.years.contains(year)),
            "items": .array(
                calendar.specialDays(of: year).map { day in
                    [
                        "day": .string(day.day.description), "kind": .string(day.kind.rawValue),
                        "name": .optional(day.name),
                    ]
                }),
        ])
    }

    private func countJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let deadline = try Self.deadline(request)
        let reason = DeadlineWording.reason(
            deadline, today: request.now.day, calendar: request.site.practice.calendar)
        return .json([
            "day": .string(deadline.day.description), "isProvisional": .boolean(deadline.isProvisional),
            "reason": .string(reason),
        ])
    }

    /// The year that is asked for; this one if nothing is said.
    private static func year(_ request: WebRequest) throws -> Int {
        guard let text = request.query["year"] else { return request.now.day.year }
        guard let year = Int(text), years.contains(year) else {
            throw InputProblems([.init(field: "year", sentence: "年份要在2000到2099之间。")])
        }
        return year
    }

    private static func deadline(_ request: WebRequest) throws -> Deadline {
        let input = try Input(request.query, fields: countFields)
        var problems: [FieldProblem] = []
        if !years.contains(input.day("from").year) {
            problems.append(.init(field: "from", sentence: "年份要在2000到2099之间。"))
        }
        let days = Int(input.text("days")) ?? 0
        if !(1...500).contains(days) {
            problems.append(.init(field: "days", sentence: "“多少个工作日”要是1到500的整数。"))
        }
        guard problems.isEmpty else { throw InputProblems(problems) }
        return request.site.practice.calendar.deadline(workingDays: days, after: input.day("from"))
    }

    /// Days of one kind that follow each other and have one name, together.
    private static func spans(_ days: [CalendarDay], _ kind: CalendarDay.Kind) -> [CalendarPage.Span] {
        var runs: [[CalendarDay]] = []
        for day in days where day.kind == kind {
            if let last = runs.last?.last, last.day.advanced(by: 1) == day.day, last.name == day.name {
                runs[runs.count - 1].append(day)
            } else {
                runs.append([day])
            }
        }
        return runs.compactMap { run in
            guard let first = run.first, let last = run.last else { return nil }
            let from = ChineseTime.day(first.day, today: first.day)
            let words = first == last ? from : "\(from)至\(ChineseTime.day(last.day, today: last.day))"
            let name = first.name.map { "：\($0)" } ?? ""
            return CalendarPage.Span(days: words + name, what: "\(CalendarWording.name(kind))\(run.count)天")
        }
    }
}
