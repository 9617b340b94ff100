// SPDX-License-Identifier: Apache-2.0

import Domain

/// The county's forms of consultation as lines of a form field, and back.
enum SessionFormText {
    private static let parts = 11

    static func lines(_ forms: [ConsultationForm]) -> String {
        forms.map { form in
            [
                form.code, form.name, form.convenedBy, form.steps.joined(separator: "、"), String(form.noticeDays),
                String(form.paperDays), form.requiredCategories.map(SessionWording.name).joined(separator: "、"),
                form.output, form.hasVisit ? "是" : "否", SessionFormWording.name(form.convener),
                String(form.speakingMinutes),
            ].joined(separator: "|")
        }.joined(separator: "\n")
    }

    /// Throws what is wrong with the first line that is.
    static func read(_ text: String, field: String) throws(FieldProblem) -> [ConsultationForm] {
        var forms: [ConsultationForm] = []
        for (index, line) in text.split(separator: "\n").enumerated() {
            guard let form = form(String(line)) else {
                throw FieldProblem(field: field, sentence: PracticeWording.badForm(index + 1))
            }
            guard form.code != ConsultationForm.roomCode, !forms.contains(where: { $0.code == form.code }) else {
                throw FieldProblem(field: field, sentence: PracticeWording.formTwice(index + 1))
            }
            forms.append(form)
        }
        guard forms.count <= ConsultationForm.countMax else {
            throw FieldProblem(field: field, sentence: PracticeWording.formCount)
        }
        return forms
    }

    private static func form(_ line: String) -> ConsultationForm? {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmingWhitespace }
        guard parts.count == Self.parts, parts.allSatisfy({ $0.count <= 120 }), !parts[1].isEmpty, !parts[2].isEmpty,
            (1...40).contains(parts[0].utf8.count),
            parts[0].utf8.allSatisfy({ (97...122).contains($0) || $0 == 95 }), let notice = days(parts[4]),
            let papers = days(parts[5]), let categories = categories(parts[6]), ["是", "否"].contains(parts[8]),
            let convener = ConveningBody.allCases.first(where: { SessionFormWording.name($0) == parts[9] }),
            let minutes = Int(parts[10]), ConsultationSession.Speaker.minutesRange.contains(minutes)
        else { return nil }
        return ConsultationForm(
            code: parts[0], name: parts[1], convenedBy: parts[2], convener: convener, steps: words(parts[3]),
            noticeDays: notice,
            paperDays: papers, requiredCategories: categories, output: parts[7], hasVisit: parts[8] == "是",
            speakingMinutes: minutes)
    }

    private static func days(_ text: String) -> Int? {
        Int(text).flatMap { ConsultationForm.daysRange.contains($0) ? $0 : nil }
    }

    private static func words(_ text: String) -> [String] {
        text.split(separator: "、").map { String($0).trimmingWhitespace }
    }

    private static func categories(_ text: String) -> [ParticipantCategory]? {
        let named = words(text)
        let found = ParticipantCategory.allCases.filter { named.contains(SessionWording.name($0)) }
        return found.count == named.count ? found : nil
    }
}
