// SPDX-License-Identifier: Apache-2.0

import Domain

extension DemoYear {
    /// What a session of four levels is.
    private struct Linked {
        let raised: Int
        let isEnded: Bool
        /// Which symposium it is; nil for a session of a room.
        let symposium: Int?
        /// How many things it agrees on.
        let items: Int
    }

    /// The form of a monthly symposium in the county's list.
    private static let symposium = "monthly_symposium"
    /// Its papers go out two working days before.
    private static let papers = 2

    /// Sessions on all four levels, some of them monthly symposia of the county, which suggest more than one thing each.
    mutating func linked(_ sessions: Int, symposia: Int) {
        let planned = plan(sessions, symposia: symposia)
        let items = planned.map(\.items).reduce(0, +)
        var before = 0
        // Spread over all items, so that every level has some that were solved and some that were not.
        func isSolved(_ item: Int) -> Bool {
            (item + 1) * figures.solved / items > item * figures.solved / items
        }
        let firsts = planned.map { plan in
            defer { before += plan.items }
            return before
        }
        let waiting = planned.indices.last {
            planned[$0].symposium == nil && planned[$0].isEnded && isSolved(firsts[$0])
        }
        let whole = planned.indices.first { index in
            planned[index].symposium == nil
                && (firsts[index]..<firsts[index] + planned[index].items).allSatisfy(isSolved)
        }
        for (index, plan) in planned.enumerated() {
            let placed = placed(plan, number: index)
            let solved = (firsts[index]..<firsts[index] + plan.items).map(isSolved)
            let key = consult(plan, placed, solved, number: index, isWaiting: index == waiting)
            if index == whole { wholeLoop = key }
            if index == waiting { waitingForWord = key }
        }
    }

    /// Which sessions there are: symposia month by month, the others whenever. Those that are not over yet agree on nothing.
    private mutating func plan(_ sessions: Int, symposia: Int) -> [Linked] {
        let ended = sessions * 11 / 12
        let suggestions = figures.suggestions ?? symposia
        let others = (figures.items ?? sessions) - suggestions
        let span = figures.months * 20 - Self.wholeWay
        var (symposium, room) = (0, 0)
        return (0..<sessions).map { number in
            guard number < ended else {
                return Linked(
                    raised: Int.random(in: 11..<Self.toSession, using: &random), isEnded: false, symposium: nil,
                    items: 0)
            }
            if (number + 1) * symposia / ended > number * symposia / ended {
                defer { symposium += 1 }
                return Linked(
                    raised: Self.wholeWay + span * (2 * symposium + 1) / (2 * symposia), isEnded: true,
                    symposium: symposium, items: Share(number: symposium, of: symposia).part(of: suggestions))
            }
            defer { room += 1 }
            return Linked(
                raised: day(Self.wholeWay...), isEnded: true, symposium: nil,
                items: Share(number: room, of: ended - symposia).part(of: others))
        }
    }

    /// A matter somewhere, and the room of one of the levels that talks it over.
    private mutating func placed(_ plan: Linked, number: Int) -> Placed {
        var placed = place(plan.raised)
        let sectors = DemoTenant.roomsOfSectors.count
        if plan.symposium != nil || number % 12 == 0 {
            placed.room = DemoTenant.indexOfCountyRoom
        } else if number % 5 == 0 {
            placed.room = DemoTenant.indexOfCountyRoom + 1 + number / 5 % sectors
        }
        return placed
    }

    private mutating func consult(
        _ plan: Linked, _ placed: Placed, _ solved: [Bool], number: Int, isWaiting: Bool
    ) -> String {
        let matter = placed.matter(number)
        let session = plan.raised - Self.toSession
        func isLong(_ isSolved: Bool) -> Bool { !isSolved && number % 2 == 0 }
        let tasks = zip([placed.kind.task(at: placed.place)] + placed.kind.others(at: placed.place), solved).map {
            task, isSolved in
            var task = task
            if isLong(isSolved) { task.pace = 70 }
            return task
        }
        let count = plan.symposium.map {
            Share(number: $0, of: figures.symposia ?? 1).part(of: figures.attendants ?? 1)
        }
        var steps = DemoArc.announced(
            plan.raised, matter, supports: Int.random(in: 0...1, using: &random), room: placed.room, session: session,
            form: plan.symposium == nil ? nil : Self.symposium, members: members(count ?? 1, room: placed.room))
        if plan.isEnded {
            let papers = plan.symposium == nil ? 1 : Self.papers + 1
            steps += DemoArc.held(session, matter, papers: papers)
            if plan.symposium != nil {
                steps += DemoArc.led(
                    session, .government, "副县长 景明川", briefing: "向座谈会通报了分管工作的进展和难处。",
                    response: "能定的当场定了，要研究的一个月内答复。")
            }
            steps += DemoArc.dispatched(session, matter, tasks)
            for (item, isSolved) in solved.enumerated() {
                steps += handled(
                    placed, session, item: item, isSolved ? .solved : .partly, isLong: isLong(isSolved),
                    isWaiting: isWaiting && item == 0)
            }
        }
        return add(placed, matter, steps)
    }
}
