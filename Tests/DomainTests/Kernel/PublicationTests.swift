// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The publication of a record")
struct PublicationTests {
    private let first = Person.ID(1)
    private let second = Person.ID(2)
    private let third = Person.ID(3)

    @Test("as many reviews as are needed publish the text, and no fewer", arguments: 1...3)
    func needed(_ needed: Int) {
        var publication = Publication.hidden
        for (index, reviewer) in [first, second, third].prefix(needed).enumerated() {
            #expect(!publication.isPublic)
            publication = publication.reviewed(by: reviewer, needed: needed, isSameText: index > 0)
        }
        #expect(publication == .published)
    }

    @Test("a changed text begins anew: earlier reviews spoke of other words")
    func changedText() {
        let once = Publication.reviewed(by: [first])
        #expect(once.reviewed(by: second, needed: 2, isSameText: false) == .reviewed(by: [second]))
        #expect(once.reviewed(by: second, needed: 2, isSameText: true) == .published)
        #expect(once.reviewed(by: second, needed: 3, isSameText: true) == .reviewed(by: [first, second]))
    }

    @Test("a text that was public or taken back has no reviews left")
    func afterwards() {
        for publication in [Publication.published, .withdrawn] {
            #expect(publication.reviewers == [])
            #expect(publication.reviewed(by: first, needed: 2, isSameText: true) == .reviewed(by: [first]))
            #expect(publication.reviewed(by: first, needed: 1, isSameText: true) == .published)
        }
    }

    @Test("only what is published is public")
    func isPublic() {
        #expect(Publication.published.isPublic)
        for publication in [Publication.hidden, .reviewed(by: [first, second]), .withdrawn] {
            #expect(!publication.isPublic)
        }
    }
}
