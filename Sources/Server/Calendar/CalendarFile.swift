// SPDX-License-Identifier: Apache-2.0

import Domain

/// A table of days as a file: one day in a line, `day,kind,name`.
package struct CalendarFile: Sendable {
    /// All that is wrong with a file, each with its line, so that it is mended in one go.
    package struct Mistakes: Error, Hashable, Sendable, CustomStringConvertible {
        package let lines: [(number: Int, mistake: CalendarLineMistake)]

        package var description: String {
            lines.map { "第\($0.number)行：\(CalendarWording.sentence($0.mistake))" }.joined(separator: "\n")
        }

        package static func == (a: Mistakes, b: Mistakes) -> Bool { a.description == b.description }
        package func hash(into hasher: inout Hasher) { hasher.combine(description) }
    }

    /// Reads a file, all of it or nothing. `year`: the year whose table it is; its days then lie in that year, or in the
    /// December before, where the New Year's holiday may begin. Throws ``Mistakes``.
    package static func days(in text: String, year: Int?) throws(Mistakes) -> [CalendarDay] {
        var days: [CalendarDay] = []
        var mistakes: [(number: Int, mistake: CalendarLineMistake)] = []
        let lines = text.trimmingPrefix("\u{FEFF}").split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let cells = cells(of: line)
            if cells.allSatisfy(\.isEmpty) || index == 0 && cells.first == "day" { continue }
            switch cells.count == 3 ? day(cells[0], cells[1], cells[2]) : .failure(.notThreeCells) {
            case .failure(let mistake): mistakes.append((index + 1, mistake))
            case .success(let day):
                if days.contains(where: { $0.day == day.day }) {
                    mistakes.append((index + 1, .twice))
                } else if let year, !isOf(year, day.day) {
                    mistakes.append((index + 1, .ofAnotherYear(year)))
                } else {
                    days.append(day)
                }
            }
        }
        guard mistakes.isEmpty else { throw Mistakes(lines: mistakes) }
        return days
    }

    /// One day as it was typed.
    package static func day(
        _ day: String, _ kind: String, _ name: String
    ) -> Result<CalendarDay, CalendarLineMistake> {
        guard let day = Day(day), (2000...2099).contains(day.year) else { return .failure(.noDay(day)) }
        guard let kind = CalendarDay.Kind(rawValue: kind) else { return .failure(.noKind(kind)) }
        let name = PlainText.normalised(name, keepsLines: false)
        guard (1...40).contains(name.count) else { return .failure(.noName) }
        return .success(CalendarDay(day: day, kind: kind, name: name))
    }

    private static func isOf(_ year: Int, _ day: Day) -> Bool {
        day.year == year || day.year == year - 1 && day.month == 12
    }

    /// The cells of a line; one in quotation marks may hold commas, and the marks doubled.
    private static func cells(of line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        var lastWasMark = false
        for character in line {
            switch character {
            case "\"":
                if lastWasMark { cells[cells.count - 1].append("\"") }
                lastWasMark = isQuoted && !lastWasMark
                isQuoted.toggle()
                continue
            case ",":
                if isQuoted { cells[cells.count - 1].append(",") } else { cells.append("") }
            case _: cells[cells.count - 1].append(character)
            }
            lastWasMark = false
        }
        return cells.map { PlainText.normalised($0, keepsLines: false) }
    }
}

/// What is wrong with one line of a table of days.
package enum CalendarLineMistake: Error, Hashable, Sendable {
    case notThreeCells
    case noDay(String)
    case noKind(String)
    case noName
    /// The day stands in an earlier line.
    case twice
    case ofAnotherYear(Int)
}
