// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import EventStreams

@Suite("What a channel's feed keeps")
struct StreamMemoryTests {
    private func events(_ numbers: ClosedRange<Int64>) -> [StreamEvent] {
        numbers.map { StreamEvent(number: $0, name: "said", data: "\($0)") }
    }

    private func numbers(_ text: ByteBuffer?) -> [Int64]? {
        text.map { String(buffer: $0).matches(of: /id: (\d+)/).compactMap { Int64($0.output.1) } }
    }

    @Test("is the latest events within its bounds, whichever is reached first")
    func bounds() {
        var memory = StreamMemory(last: 12, events(3...12), bounds: .init(events: 8, bytes: 1 << 20))
        #expect(memory.last == 12 && memory.after == 4)
        #expect(numbers(memory.missed(after: 4)) == Array(5...12))
        #expect(numbers(memory.missed(after: 12)) == [] && numbers(memory.missed(after: 3)) == nil)
        #expect(numbers(memory.missed(after: 13)) == nil)
        _ = memory.append(events(13...14))
        #expect(memory.after == 6 && numbers(memory.missed(after: 11)) == [12, 13, 14])
        let small = StreamMemory(last: 100, events(1...100), bounds: .init(events: 1_000, bytes: 300))
        #expect((small.missed(after: small.after)?.readableBytes ?? 999) <= 300 && small.after > 80)
    }

    @Test("begins anew where events between were forgotten")
    func gap() {
        var memory = StreamMemory(last: 3, events(1...3), bounds: .init())
        _ = memory.append(events(9...10))
        #expect(memory.after == 8 && memory.last == 10 && numbers(memory.missed(after: 3)) == nil)
    }

    @Test("an event is one block of lines, whatever it carries")
    func lines() {
        var text = ByteBuffer()
        StreamEvent(number: 7, name: "said", data: "一\n二\r\nid: 8").write(to: &text)
        #expect(String(buffer: text) == "id: 7\nevent: said\ndata: 一\ndata: 二\ndata: \ndata: id: 8\n\n")
    }

    @Test("what comes alone is read at once, what follows is gathered, what fails is tried again")
    func pace() throws {
        let (gathering, start) = (Duration.milliseconds(500), ContinuousClock.now)
        var feed = StreamFeed(number: 1)
        #expect(feed.wake(figures: false, gathering: gathering, at: start) == .zero)
        #expect(feed.wake(figures: false, gathering: gathering, at: start) == nil)
        let firstWish = feed.begin()
        let first = try #require(firstWish)
        #expect(first.after == nil && first.withFigures && feed.begin() == nil)
        #expect(feed.take(.init(last: 4, events: events(3...4)), first, bounds: .init(), at: start) == nil)
        #expect(feed.end(isFull: false, gathering: gathering, at: start) == nil)

        let next = start + .milliseconds(200)
        #expect(feed.wake(figures: true, gathering: gathering, at: next) == .milliseconds(300))
        let secondWish = feed.begin()
        let second = try #require(secondWish)
        #expect(second.after == 4 && second.withFigures)
        #expect(feed.wake(figures: false, gathering: gathering, at: next) == nil)
        #expect(feed.fail(second) == .seconds(1))
        let thirdWish = feed.begin()
        let third = try #require(thirdWish)
        #expect(third.withFigures)
        let frame = feed.take(.init(last: 6, events: events(5...6)), third, bounds: .init(), at: next)
        #expect(frame?.after == 4 && frame?.last == 6)
        #expect(feed.end(isFull: true, gathering: gathering, at: next) == .zero)
    }
}
