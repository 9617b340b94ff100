// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The publication of a topic")
struct TopicPublicationTests {
    private let table = RuleTable(
        topicPublicationTable,
        columns: [
            .init(name: "command", values: ["review", "unpublish"]),
            .init(
                name: "publication",
                values: ["hidden", "reviewed by another", "reviewed by me", "published", "withdrawn"]),
            .init(name: "needed", values: ["1", "2", "3"]),
            .init(name: "wording", values: ["same", "new"]),
        ])
    private let me = Person.ID(11)
    private let another = Person.ID(31)
    private let waiting = Topic.PublicText(title: .kept("村口路灯"), body: .kept("村口三盏路灯不亮"))

    @Test("the rule book decides each cell once")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 2 * 5 * 3 * 2)
    }

    @Test("the code does what the rule book says")
    func obeyed() {
        for cell in table.combinations {
            #expect(outcome(of: cell) == table.outcomes[cell], "\(cell.joined(separator: " | "))")
        }
    }

    @Test("turning a topic down takes its public text back, and leaves alone what never was begun")
    func rejection() throws {
        let begun = try Village.topic(.screening)
            .reviewing(title: "路灯", body: "不亮", by: Village.secretary, practice: Village.practice(reviews: 2)).after
        let published = try begun.reviewing(
            title: "路灯", body: "不亮", by: ActorKind.areaSecretary.actor, practice: Village.practice(reviews: 2)
        ).after
        #expect(begun.publication == .reviewed(by: [me]))
        #expect(published.publication == .published)
        #expect(try rejected(begun).publication == .withdrawn)
        #expect(try rejected(published).publication == .withdrawn)
        #expect(try rejected(Village.topic(.screening)).publication == .hidden)
    }

    @Test("what was written stays as it was, whatever the public wording says")
    func original() throws {
        let topic = try Village.topic(.pooled)
            .reviewing(title: "路灯", body: "不亮", by: Village.secretary, practice: Village.practice).after
        #expect(topic.text == .kept(Village.draft.text))
        #expect(topic.publicText == Topic.PublicText(title: .kept("路灯"), body: .kept("不亮")))
        let withdrawn = try topic.unpublishing(reason: "写错了地名", by: Village.secretary).after
        #expect(withdrawn.publicText == topic.publicText)
        #expect(withdrawn.state == topic.state)
    }

    private func rejected(_ topic: Topic) throws -> Topic {
        try topic.rejecting(
            ground: "personal_matter", explanation: "自家的灯", by: Village.secretary, practice: Village.practice
        ).after
    }

    private func outcome(of cell: [String]) -> String {
        let stage = publication(cell[1])
        let topic = Village.topic(publication: stage, publicText: stage == .hidden ? nil : waiting)
        var input = CommandInput(practice: Village.practice(reviews: Int(cell[2]) ?? 0))
        input.title = "村口路灯"
        input.words = cell[3] == "same" ? "村口三盏路灯不亮" : "村口的三盏路灯都不亮了"
        do {
            let command: Topic.Command = cell[0] == "review" ? .review : .unpublish
            return "→ " + name(try topic.carryingOut(command, by: Village.secretary, with: input).after.publication)
        } catch {
            return error.code
        }
    }

    private func publication(_ name: String) -> Publication {
        switch name {
        case "reviewed by another": .reviewed(by: [another])
        case "reviewed by me": .reviewed(by: [me])
        case "published": .published
        case "withdrawn": .withdrawn
        default: .hidden
        }
    }

    private func name(_ publication: Publication) -> String {
        switch publication {
        case .hidden: "hidden"
        case .reviewed([me]): "reviewed by me"
        case .reviewed([another, me]): "reviewed by another and me"
        case .reviewed(let reviewers): "reviewed by \(reviewers)"
        case .published: "published"
        case .withdrawn: "withdrawn"
        }
    }
}
