// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// Tells everybody who watches a channel what happens on it: read once, written once, and the same bytes for all.
///
/// A channel has a feed as long as somebody watches it. The feed holds the latest events, so that whoever comes back is
/// told what was missed from memory; the first who comes has it read from the source. Viewers live on their event loops
/// (``LoopAudience``); the hub knows only how many they are.
package final class StreamHub: Sendable {
    private struct State {
        var feeds: [String: StreamFeed] = [:]
        var audiences: [ObjectIdentifier: LoopAudience] = [:]
        var viewers = 0
        var feedsEver = 0

        /// The feed that asked, if it is still there.
        mutating func change<Value>(
            _ channel: String, _ wish: StreamFeed.Wish, _ body: (inout StreamFeed) -> Value?
        ) -> Value? {
            guard feeds[channel]?.number == wish.feed else { return nil }
            return body(&feeds[channel, default: StreamFeed(number: wish.feed)])
        }
    }

    /// How a viewer begins, or goes on.
    struct Entry {
        let text: ByteBuffer
        let position: Int64
    }

    let pace: StreamPace
    private let source: any StreamSource
    private let report: @Sendable (String, any Error) -> Void
    private let state = Mutex(State())
    private static let readingMax = 500

    /// `report` is told when a channel cannot be read; it is tried again.
    package init(
        source: any StreamSource, pace: StreamPace = .init(),
        report: @escaping @Sendable (_ channel: String, any Error) -> Void = { _, _ in }
    ) {
        self.source = source
        self.pace = pace
        self.report = report
    }

    /// How many watch.
    package var viewers: Int { state.withLock { $0.viewers } }
    /// Whether one more may.
    package var hasRoom: Bool { viewers < pace.viewersMax }
    /// The channels that somebody watches.
    package var channels: [String] { state.withLock { Array($0.feeds.keys) } }

    /// Says that a channel has something new, or other figures. Returns at once.
    package func wake(_ channel: String, figures: Bool = false) {
        let wait = state.withLock { state in
            state.feeds[channel]?.wake(figures: figures, gathering: pace.gathering, at: .now)
        }
        if let wait { read(channel, in: wait) }
    }

    // MARK: - Viewers; called on their event loops

    /// One more watches; where it is the first, the channel begins to be read.
    func enter(_ channel: String, on loop: any EventLoop) -> LoopAudience {
        let (audience, isFirst) = state.withLock { state in
            state.viewers += 1
            let isFirst = state.feeds[channel] == nil
            if isFirst { state.feedsEver += 1 }
            state.feeds[channel, default: StreamFeed(number: state.feedsEver)].viewers += 1
            let id = ObjectIdentifier(loop)
            let audience = state.audiences[id] ?? LoopAudience(loop: loop, hub: self)
            state.audiences[id] = audience
            return (audience, isFirst)
        }
        if isFirst { wake(channel, figures: true) }
        return audience
    }

    /// One less watches. A channel that nobody watches is forgotten.
    func leave(_ channel: String) {
        state.withLock { state in
            state.viewers -= 1
            state.feeds[channel]?.viewers -= 1
            if state.feeds[channel]?.viewers == 0 { state.feeds[channel] = nil }
        }
    }

    /// How somebody who has read up to that number goes on: with what was missed, or by reading the page anew; and with the
    /// figures as they are. Nil as long as the channel has not been read; then ``LoopAudience/open(_:)`` follows.
    ///
    /// A page may know more than the feed, which is half a second behind: then the channel is read first. `asked` keeps
    /// which readings had begun by then; who knows more than one that began later, knows what is no more.
    func entry(to channel: String, after number: Int64?, asked: inout Int?) -> Entry? {
        let (entry, begun) = state.withLock { [asked] state -> (Entry?, Int?) in
            guard let feed = state.feeds[channel], let memory = feed.memory else { return (nil, nil) }
            if let number, number > memory.last, feed.ended <= asked ?? feed.begun { return (nil, feed.begun) }
            var text = ByteBuffer()
            if let missed = memory.missed(after: number ?? memory.last) {
                text.writeImmutableBuffer(missed)
            } else {
                StreamEvent.reload.write(to: &text)
            }
            text.writeImmutableBuffer(feed.figures)
            return (Entry(text: text, position: memory.last), nil)
        }
        if let begun, asked == nil {
            asked = begun
            wake(channel)
        }
        return entry
    }

    // MARK: - Reading

    private func read(_ channel: String, in wait: Duration) {
        Task {
            if wait > .zero { try? await Task.sleep(for: wait) }
            await readNow(channel)
        }
    }

    private func readNow(_ channel: String) async {
        guard let wish = state.withLock({ $0.feeds[channel]?.begin() }) else { return }
        let limit = wish.after == nil ? pace.memory.events : Self.readingMax
        do {
            let reading = try await source.read(
                channel, after: wish.after, limit: limit, withFigures: wish.withFigures)
            tell(channel, reading, wish, isFull: wish.after != nil && reading.events.count == limit)
        } catch {
            report(channel, error)
            let wait = state.withLock { $0.change(channel, wish) { $0.fail(wish) } }
            if let wait { read(channel, in: wait) }
        }
    }

    private func tell(_ channel: String, _ reading: StreamReading, _ wish: StreamFeed.Wish, isFull: Bool) {
        let bounds = pace.memory
        let (frame, audiences) = state.withLock { state in
            (
                state.change(channel, wish) { $0.take(reading, wish, bounds: bounds, at: .now) },
                Array(state.audiences.values)
            )
        }
        for audience in audiences {
            audience.loop.execute {
                if let frame { audience.tell(frame, on: channel) }
                audience.open(channel)
            }
        }
        // Only now may the next reading begin: its frame comes after this one on every loop.
        let gathering = pace.gathering
        let wait = state.withLock { state in
            state.change(channel, wish) { $0.end(isFull: isFull, gathering: gathering, at: .now) }
        }
        if let wait { read(channel, in: wait) }
    }
}
