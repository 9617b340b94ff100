// SPDX-License-Identifier: Apache-2.0

import Domain

/// How the form of a session sounds: who convenes it, what it asks, and why its day is where it is.
enum SessionFormWording {
    static func option(_ form: ConsultationForm) -> InputField.Option {
        InputField.Option(code: form.code, label: form.name, help: summary(form))
    }

    /// Which body convenes a form, as a kind.
    static func name(_ body: ConveningBody) -> String {
        switch body {
        case .room: "议事室"
        case .committee: "政协机关"
        case .specialCommittee: "专委会"
        case .sector: "界别"
        }
    }

    /// What a form asks, in one line.
    static func summary(_ form: ConsultationForm) -> String {
        let papers = form.paperDays > 0 ? "，提前\(form.paperDays)个工作日发材料" : ""
        let notice = form.noticeDays > 0 ? "提前\(form.noticeDays)个工作日公告" : "当天公告也可以"
        return "\(form.convenedBy)召集；\(notice)\(papers)；出\(form.output)"
    }

    static func facts(_ session: ConsultationSession, _ practice: Practice, today: Day) -> [Facts.Row] {
        let form = session.form(practice)
        return [
            .init("由谁召集", form.convenedBy), form.steps.isEmpty ? nil : .init("步骤", form.steps.joined(separator: " → ")),
            form.requiredCategories.isEmpty
                ? nil : .init("要请到", form.requiredCategories.map(SessionWording.name).joined(separator: "、")),
            .init("成果", form.output), why(session, form, practice, today: today).map { .init("为什么是这一天", $0) },
            form.hasVisit ? .init("看现场", session.visits > 0 ? "看过\(session.visits)次" : "还没有看，看过才能结束") : nil,
        ].compactMap { $0 }
    }

    /// Why the day is where it is, and by when what is still owed must be done; nil once it has begun.
    private static func why(
        _ session: ConsultationSession, _ form: ConsultationForm, _ practice: Practice, today: Day
    ) -> String? {
        let calendar = practice.calendar
        func latest(_ days: Int) -> String? {
            ConsultationForm.latest(days, before: session.plan.day, calendar).map {
                ChineseTime.date($0, today: today)
            }
        }
        let notice =
            form.noticeDays > 0
            ? "\(form.name)要提前\(form.noticeDays)个工作日公告，让参加的人有准备。" : "\(form.name)当天公告也可以。"
        let earliest = calendar.deadline(workingDays: form.noticeDays, after: today).day
        let soonest = "今天公告，最早\(ChineseTime.day(earliest, today: today))开。"
        let byWhen = latest(form.noticeDays).map { "这一天开，最晚\($0)公告。" } ?? ""
        let papers =
            form.paperDays > 0
            ? "材料提前\(form.paperDays)个工作日发\(latest(form.paperDays).map { "，最晚\($0)" } ?? "")。" : ""
        return switch session.state {
        case .planned: session.plan.day >= earliest ? notice + byWhen + papers : notice + soonest + "请改期，定晚一些的日子。"
        case .postponed: notice + soonest + papers
        case .announced: notice + papers
        case .ready: notice
        case .inProgress, .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived, .cancelled: nil
        }
    }

    /// Who is still missing: of whom nobody is invited, and of whom nobody has said to come; nil where all is well.
    static func circle(_ session: ConsultationSession, _ practice: Practice) -> String? {
        let missing = session.missingCategories(practice).map(SessionWording.name)
        let uncertain = session.uncertainCategories(practice).map(SessionWording.name)
        let sentences = [
            missing.isEmpty ? nil : "还缺：\(missing.joined(separator: "、"))。",
            uncertain.isEmpty ? nil : "请了还没人答复要来的：\(uncertain.joined(separator: "、"))。",
        ].compactMap { $0 }
        return sentences.isEmpty ? nil : sentences.joined()
    }
}
