// SPDX-License-Identifier: Apache-2.0

/// What the number of a cell means to the person who looks at it.
enum NumberFormat: Equatable {
    case general
    case date
    case dateTime
    case time
    /// A code with zeros before it, as in `000000`.
    case digits(Int)

    /// One of Excel's own formats. Those from 27 to 58 are as the Chinese edition has them.
    init(builtIn id: Int) {
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
        case 18...21, 32...35, 45...47, 55, 56: self = .time
        case 22: self = .dateTime
        default: self = .general
        }
    }

    /// A format that somebody wrote, as in `yyyy"年"m"月"d"日"`.
    init(_ code: String) {
        let letters = Self.letters(code)
        let isTime = letters.contains { "hs".contains($0) } || letters.contains("上午")
        let isDate = letters.contains { "yd".contains($0) } || letters.contains("aaa")
        let isMonth = !isTime && letters.contains("m")
        if letters.hasPrefix("general") || letters.contains("通用格式") {
            self = .general
        } else if isDate || isMonth {
            self = isTime ? .dateTime : .date
        } else if isTime {
            self = .time
        } else if letters.count > 1, letters.count <= 15, letters.allSatisfy({ $0 == "0" }) {
            self = .digits(letters.count)
        } else {
            self = .general
        }
    }

    /// The first section (for positive numbers) in lower case, without what stands for itself: quoted texts, escaped
    /// characters, colours and conditions. Hours that run on, `[h]`, stay.
    private static func letters(_ code: String) -> String {
        var letters = ""
        var rest = code.lowercased()[...]
        while let character = rest.popFirst(), character != ";" {
            switch character {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                rest = rest[inside.endIndex...].dropFirst()
                if let first = inside.first, "hms".contains(first), inside.allSatisfy({ $0 == first }) {
                    letters += inside == "m" || inside == "mm" ? "s" : inside
                }
            default: letters.append(character)
            }
        }
        return letters
    }
}
