// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation

/// The sets of figures that a demo can be played by: each is what one place reported of itself.
package enum DemoFigures: String, CaseIterable, Sendable {
    /// 1 012 sessions on 1 271 topics, over 800 of them solved.
    case scan
    /// 467 sessions in eight months, over 4 000 citizens and 798 members there, 126 problems solved.
    case towns
    /// Over 10 000 topics, over 500 of them from or to the grid.
    case pool
    /// Over 130 sessions in rooms of four levels, over 150 problems solved, 15 monthly symposia with over 180 members and
    /// over 30 suggestions.
    case levels
    /// 91 proposals handed in, 86 filed, 81 after merging, all closed; beside them the story's other matters.
    case proposals
    /// 159 proposals filed, all closed, all who said something satisfied; 5 collective ones and 15 of members sent up to the city.
    case upward

    /// How many proposals it has, where it is of proposals alone.
    var proposals: DemoProposals.Plan? {
        switch self {
        case .proposals: .merging
        case .upward: .upward
        case .scan, .towns, .pool, .levels: nil
        }
    }
}

/// How much happens in a county's year: one of the data files beside this.
struct YearFigures: Decodable, Sendable {
    /// How many months before today it began.
    let months: Int
    let topics: Int
    let sessions: Int
    /// Items of which a unit says that they are solved; where sessions have one each, as many topics.
    let solved: Int
    /// What is agreed on in all, where a session agrees on more than one thing.
    var items: Int?
    /// Sessions that are monthly symposia, where they were reported, with how often a member was there, and what they
    /// suggested in all.
    var symposia: Int?
    var attendants: Int?
    var suggestions: Int?
    /// How often somebody of the people was in a session, where that was reported.
    var citizens: Int?
    /// How often a member was in a session, where that was reported.
    var members: Int?
    /// Topics that came from the grid or were sent there, where that was reported.
    var grid: Int?

    static func read(_ figures: DemoFigures) throws -> YearFigures {
        try YearData.decode(YearFigures.self, "\(figures.rawValue).json")
    }
}

/// A kind of matter that comes up again and again, in other words and at other places: `matters.json`. `{place}` stands for
/// the place.
struct YearMatter: Decodable, Sendable {
    let key: String
    /// What it is about, by the standard list.
    let category: String
    /// The unit that has to do with it, by its place in the plan.
    let unit: Int
    let `where`: Surroundings
    /// What people say, each in other words.
    let said: [String]
    let title: String
    let body: String
    let findings: String
    let advice: String
    /// What somebody of the people, of the unit and a member say in the session.
    let people: String
    let department: String
    let member: String
    let outcome: String
    let task: String
    let steps: [String]
    let report: String

    /// The kind of place where it comes up.
    enum Surroundings: String, Decodable, Sendable {
        case estate, street, school, village, road
    }

    static func all() throws -> [YearMatter] { try YearData.decode([YearMatter].self, "matters.json") }

    /// As it is said at this place, in these words of the list.
    func matter(at place: String, words: Int) -> DemoMatter {
        func filled(_ text: String) -> String { text.replacing("{place}", with: place) }
        return DemoMatter(
            said: filled(said[words % said.count]), place: place, title: filled(title), body: filled(body),
            category: category, findings: filled(findings), advice: filled(advice),
            opinions: [
                .init(.people, .information, filled(people)), .init(.department, .support, filled(department)),
                .init(.member, .suggestion, filled(member)),
            ],
            outcome: filled(outcome))
    }

    func task(at place: String) -> DemoTask {
        DemoTask(task.replacing("{place}", with: place), unit: unit, steps)
    }

    /// What else is agreed on: that it stays as it then is, and that everybody can see it.
    func others(at place: String) -> [DemoTask] {
        let title = title.replacing("{place}", with: place)
        return [
            DemoTask("给“\(title)”定下管护的人，公布监督电话", unit: unit, ["管护的人定下来", "监督电话贴到现场"]),
            DemoTask("每月公布一次“\(title)”的办理进度，年底请委员再去看", unit: unit, ["进度第一次公布", "委员看过现场"]),
        ]
    }
}

/// The data files that travel inside the program.
private enum YearData {
    static func decode<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
        guard let file = EmbeddedFiles.all.first(where: { $0.name == name }) else {
            throw DemoPlayer.Missing(what: name)
        }
        return try JSONDecoder().decode(type, from: Data(file.text.withUTF8Buffer { Array($0) }))
    }
}
