// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import EventStreams

@Suite("A hub of events", .serialized)
struct StreamHubTests {
    @Test("tells what was missed and then what comes, each once, over a connection that the framework believes closed")
    func told() async throws {
        let source = ListedSource()
        source.append(5)
        try await StreamServer.with(source) { server in
            let (late, new) = (try await StreamViewer(server, "hall?2"), try await StreamViewer(server))
            try await late.wait { $0.numbers == [3, 4, 5] }
            try await new.wait { $0.text.contains("retry: ") }
            source.append()
            server.hub.wake("hall")
            try await late.wait { $0.numbers == [3, 4, 5, 6] }
            try await new.wait { $0.numbers == [6] }
            #expect(late.text.hasPrefix("HTTP/1.1 200 OK\r\n") && late.text.contains("transfer-encoding: chunked"))
            #expect(late.text.hasSuffix("1b\r\nid: 6\nevent: said\ndata: 6\n\n\r\n") && !late.isClosed)
            // The channel was read from the source once for all who came, and once for what came then.
            #expect(source.readings == 2)
            await new.leave()
            try await late.wait { _ in server.hub.viewers == 1 }
            await late.leave()
            try await late.wait { _ in server.hub.viewers == 0 && server.hub.channels.isEmpty }
        }
    }

    @Test("has no gap and no double for whoever comes while others are told")
    func race() async throws {
        let source = ListedSource()
        try await StreamServer.with(source, { $0.gathering = .milliseconds(3) }) { server in
            let viewers = try await withThrowingTaskGroup(of: (StreamViewer, Int64).self) { group in
                group.addTask {
                    for _ in 0..<300 {
                        source.append(Int.random(in: 1...3))
                        server.hub.wake("hall")
                        try await Task.sleep(for: .milliseconds(1))
                    }
                    return (try await StreamViewer(server, "hall?0"), 0)
                }
                for _ in 0..<60 {
                    group.addTask {
                        try await Task.sleep(for: .milliseconds(Int.random(in: 0...300)))
                        let known = Int64.random(in: 0...max(0, source.last))
                        return (try await StreamViewer(server, "hall?\(known)"), known)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let last = source.last
            for (viewer, known) in viewers {
                try await viewer.wait { $0.numbers.last == last || last == known }
                #expect(viewer.numbers == Array(known + 1..<last + 1))
            }
        }
    }

    @Test("gathers what comes in quick succession into one frame, and tells of a figure the latest alone")
    func gathered() async throws {
        let source = ListedSource()
        try await StreamServer.with(source, { $0.gathering = .milliseconds(400) }) { server in
            let viewer = try await StreamViewer(server)
            try await viewer.wait { $0.text.contains("event: figure\ndata: 0\n") }
            try await Task.sleep(for: .milliseconds(500))
            let before = viewer.chunks.count
            let began = ContinuousClock.now
            for _ in 0..<20 {
                source.append()
                source.count()
                server.hub.wake("hall")
                server.hub.wake("hall", figures: true)
                try await Task.sleep(for: .milliseconds(5))
            }
            try await viewer.wait { $0.numbers.count == 20 && $0.text.contains("event: figure\ndata: 20\n") }
            // One at once, the rest together; a machine that is slow enough begins to gather anew.
            let frames = 2 + Int((ContinuousClock.now - began) / .milliseconds(400))
            #expect(viewer.chunks.count - before <= frames && frames < 20)
            #expect(viewer.text.matches(of: /event: figure/).count <= frames + 1)
            try await Task.sleep(for: .milliseconds(600))
            let told = viewer.text.matches(of: /event: figure/).count
            server.hub.wake("hall", figures: true)
            try await Task.sleep(for: .milliseconds(600))
            #expect(viewer.text.matches(of: /event: figure/).count == told, "the same figure is not told again")
        }
    }

    @Test("cuts who takes nothing, and nobody else waits")
    func slow() async throws {
        let source = ListedSource(padding: 2_000)
        let change: (inout StreamPace) -> Void = {
            $0.gathering = .milliseconds(1)
            $0.patience = .seconds(1)
            $0.upkeep = .milliseconds(200)
            $0.waitingBytes = 16 * 1024
        }
        try await StreamServer.with(source, change) { server in
            let stuck = try await StreamViewer(server, isReading: false)
            let viewer = try await StreamViewer(server)
            try await viewer.wait { $0.text.contains("retry: ") }
            for _ in 0..<400 {
                source.append(4)
                server.hub.wake("hall")
                try await Task.sleep(for: .milliseconds(1))
            }
            try await viewer.wait { $0.numbers.count == 1_600 }
            try await viewer.wait { _ in server.hub.viewers == 1 }
            #expect(viewer.numbers == Array(1...1_600) && stuck.numbers.count < 1_600)
            try await stuck.wait { $0.isClosed }
        }
    }

    @Test("goes on where a slow viewer stopped; where that is forgotten, its page is read anew")
    func caughtUp() async throws {
        for memory in [10_000, 100] {
            let source = ListedSource(padding: 2_000)
            let change: (inout StreamPace) -> Void = {
                $0.gathering = .milliseconds(1)
                $0.waitingBytes = 16 * 1024
                $0.memory = .init(events: memory, bytes: 1 << 30)
            }
            try await StreamServer.with(source, change) { server in
                let slow = try await StreamViewer(server, isReading: false)
                let viewer = try await StreamViewer(server)
                try await viewer.wait { $0.text.contains("retry: ") }
                for _ in 0..<250 {
                    source.append(4)
                    server.hub.wake("hall")
                    try await Task.sleep(for: .milliseconds(1))
                }
                try await viewer.wait { $0.numbers.count == 1_000 }
                source.count()
                server.hub.wake("hall", figures: true)
                try await viewer.wait { $0.text.contains("event: figure\ndata: 1\n") }
                try await slow.readOn()
                // The figure, too, that was told while it was slow.
                try await slow.wait { $0.text.contains("event: figure\ndata: 1\n") }
                try await slow.wait { $0.numbers.last == 1_000 || $0.text.contains("event: reload\n") }
                if memory == 100 {
                    #expect(slow.numbers == Array(1...Int64(slow.numbers.count)) && slow.numbers.count < 1_000)
                } else {
                    #expect(slow.numbers == Array(1...1_000))
                }
                source.append()
                server.hub.wake("hall")
                try await slow.wait { $0.numbers.last == 1_001 }
            }
        }
    }

    @Test("sends whoever has missed too much to the page, and who knows more than there is")
    func reload() async throws {
        let source = ListedSource()
        source.append(30)
        source.forget()
        source.append(5)
        try await StreamServer.with(source) { server in
            for known in [29, 36] {
                let viewer = try await StreamViewer(server, "hall?\(known)")
                try await viewer.wait { $0.text.contains("event: reload\ndata: {}\n\n") }
                #expect(viewer.numbers.isEmpty)
            }
            let viewer = try await StreamViewer(server, "hall?30")
            try await viewer.wait { $0.numbers == Array(31...35) }
        }
    }

    @Test("sends everybody away in good order: when it ends, and when a stream has lasted long enough")
    func away() async throws {
        try await StreamServer.with(ListedSource()) { server in
            let (one, other) = (try await StreamViewer(server), try await StreamViewer(server, "room"))
            try await one.wait { $0.text.contains("retry: ") }
            try await other.wait { $0.text.contains("retry: ") }
            server.quiesce()
            try await one.wait { $0.isClosed && $0.hasHeardTheEnd }
            try await other.wait { $0.isClosed && $0.hasHeardTheEnd }
            #expect(server.hub.viewers == 0)
        }
        try await StreamServer.with(
            ListedSource(), lifetime: .milliseconds(300), { $0.upkeep = .milliseconds(50) },
            { server in
                let viewer = try await StreamViewer(server)
                try await viewer.wait { $0.isClosed && $0.hasHeardTheEnd }
            })
    }

    @Test("shows signs of life, and cuts who says something instead of listening")
    func quiet() async throws {
        let change: (inout StreamPace) -> Void = {
            $0.silence = .milliseconds(100)
            $0.upkeep = .milliseconds(50)
        }
        try await StreamServer.with(ListedSource(), change) { server in
            let viewer = try await StreamViewer(server)
            try await viewer.wait { $0.text.hasSuffix("3\r\n:\n\n\r\n") }
            for _ in 0..<40 where !viewer.isClosed { try? await viewer.say("GET / HTTP/1.1\r\n\r\n") }
            try await viewer.wait { $0.isClosed }
        }
    }
}
