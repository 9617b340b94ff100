// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// The viewers of one event loop. Everything happens on that loop, so nothing here is locked.
final class LoopAudience: @unchecked Sendable {
    let loop: any EventLoop
    private unowned let hub: StreamHub
    private var rows: [String: [StreamConnection]] = [:]
    /// Those of them who do not know yet how they begin.
    private var waiting: [String: [StreamConnection]] = [:]
    private var toldAt: [String: NIODeadline] = [:]
    private var jobs: CircularBuffer<Job> = []
    private var isTelling = false
    private var upkeep: RepeatedTask?

    /// A frame on its way, and how far it is.
    private struct Job {
        let frame: StreamFrame
        let viewers: [StreamConnection]
        var next = 0
    }

    /// So many are sent to before others of the loop have their turn.
    private static let slice = 256

    init(loop: any EventLoop, hub: StreamHub) {
        self.loop = loop
        self.hub = hub
    }

    // MARK: - Who watches

    func add(_ viewer: StreamConnection, to channel: String) {
        loop.assertInEventLoop()
        viewer.place = rows[channel, default: []].count
        rows[channel, default: []].append(viewer)
        if upkeep == nil {
            upkeep = loop.scheduleRepeatedTask(initialDelay: hub.pace.upkeep, delay: hub.pace.upkeep) { [weak self] _ in
                self?.lookAfter()
            }
        }
    }

    /// The last of the row takes the place of whoever leaves.
    func remove(_ viewer: StreamConnection, from channel: String) {
        loop.assertInEventLoop()
        guard let last = rows[channel]?.popLast() else { return }
        if last !== viewer {
            last.place = viewer.place
            rows[channel]?[viewer.place] = last
        }
        guard rows[channel]?.isEmpty == true else { return }
        rows[channel] = nil
        waiting[channel] = nil
        toldAt[channel] = nil
        if rows.isEmpty {
            upkeep?.cancel()
            upkeep = nil
        }
    }

    // MARK: - What they are told

    func wait(_ viewer: StreamConnection, for channel: String) {
        loop.assertInEventLoop()
        waiting[channel, default: []].append(viewer)
    }

    /// The channel has been read: those who wait for that begin, or wait again.
    func open(_ channel: String) {
        for viewer in waiting.removeValue(forKey: channel) ?? [] { viewer.begin() }
    }

    /// Sends to all who watch, in slices, one frame after the other.
    func tell(_ frame: StreamFrame, on channel: String) {
        guard let viewers = rows[channel] else { return }
        toldAt[channel] = .now()
        jobs.append(Job(frame: frame, viewers: viewers))
        if !isTelling {
            isTelling = true
            goOn()
        }
    }

    private func goOn() {
        guard var job = jobs.first else {
            isTelling = false
            return
        }
        let end = min(job.next + Self.slice, job.viewers.count)
        for viewer in job.viewers[job.next..<end] { viewer.take(job.frame) }
        job.next = end
        if end == job.viewers.count { jobs.removeFirst() } else { jobs[jobs.startIndex] = job }
        loop.execute { self.goOn() }
    }

    /// Sends signs of life where it was quiet, and lets those go whose time is over.
    private func lookAfter() {
        let now = NIODeadline.now()
        for (channel, viewers) in rows {
            for viewer in viewers { viewer.lookAfter(at: now) }
            if now - (toldAt[channel] ?? now) >= hub.pace.silence { tell(.signOfLife, on: channel) }
            if toldAt[channel] == nil { toldAt[channel] = now }
        }
    }
}
