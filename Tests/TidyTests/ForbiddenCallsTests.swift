// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Calls that have no place, or only one")
struct ForbiddenCallsTests {
    /// Where the time may be read, and why.
    private let clocks = [
        "Sources/Server/Application/Clock.swift",  // the one home: everybody else is told the moment
        "Sources/Database/Postgres/PostgresWire.swift",  // how long an answer is waited for
        "Sources/Database/SQLite/GroupCommit.swift",  // how long writers are waited for
        "Sources/Database/SQLite/SQLiteEngine.swift",  // how long opening is tried
        "Sources/Server/Documents/ChildProcess.swift",  // how long a program may take
        "Sources/Server/Web/Frame/WebFrame.swift",  // how long an answer took; no moment leaves it
        "Sources/shangliang/FindSimilar.swift",  // how long a question took
    ]

    @Test("nothing is forced: no try!, no as!, no fatalError")
    func forced() {
        let places = SourceTree.swift.flatMap { $0.places(of: /\btry!|\bas!|\bfatalError\(/) }
            .filter { !$0.hasPrefix("Tests/TidyTests/") }
        #expect(places == [], "\(list(places))")
    }

    @Test("only the command line prints")
    func printing() {
        let places = SourceTree.sources.filter { !$0.path.hasPrefix("Sources/shangliang/") }
            .flatMap { $0.places(of: /\b(print|debugPrint|dump|NSLog)\(/) }
        #expect(places == [], "\(list(places))")
    }

    @Test("the time is read in one place")
    func clock() {
        let reads = /\bDate\(\)|\b(Date|\w*Clock|DispatchTime|\w*Instant)(\(\))?\.now\b|clock_gettime|gettimeofday/
        let places = SourceTree.sources.filter { !clocks.contains($0.path) }.flatMap { $0.places(of: reads) }
        #expect(places == [], "\(list(places))")
        for path in clocks {
            #expect(
                SourceTree.file(path)?.places(of: reads).isEmpty == false,
                "\(path) reads no clock: take it off the list")
        }
    }

    @Test("the rules draw no random numbers and read nothing from outside")
    func pureRules() {
        let impure = /\brandom\(|randomElement|shuffled\(|UUID\(|ProcessInfo|FileManager|URLSession|\bawait\b|\basync\b/
        let places = SourceTree.sources.filter { $0.path.hasPrefix("Sources/Domain/") }.flatMap {
            $0.places(of: impure)
        }
        #expect(places == [], "\(list(places))")
    }

    @Test("what must decide each case has no default", arguments: ["Transitions", "Permissions", "Events", "Wording"])
    func noDefault(_ aspect: String) {
        let files = SourceTree.sources.filter {
            $0.name.hasSuffix("\(aspect).swift") || $0.name.contains("\(aspect)+")
        }
        let places = files.flatMap { $0.places(of: /^\s*((@unknown )?default|case (_|\(_(, _)+\))):/) }
        #expect(places == [], "\(list(places))")
        #expect(!files.isEmpty, "no file is called \(aspect)")
    }
}
