// SPDX-License-Identifier: Apache-2.0

/// How much happens in the ten hours.
package struct LiveScale: Sendable {
    let comments: Int
    /// How many people say it: so few that a day's codes suffice, so many that nobody says more than is taken at once.
    let accounts: Int
    let suggestions: Int
    let heads: Int
    let platforms: [Platform]

    /// What a platform outside says of its viewers.
    struct Platform: Sendable {
        let name: String
        let source: String
        let views: Int
    }

    /// As it was published: ninety thousand watched, 1 500 comments, 120 suggestions and more.
    package static let whole = LiveScale(
        comments: 1_500, accounts: 480, suggestions: 126, heads: 180,
        platforms: [
            .init(name: "安澜融媒客户端", source: "export", views: 52_400),
            .init(name: "安澜发布视频号", source: "screenshot", views: 28_600),
            .init(name: "县电视台点播", source: "statement", views: 9_000),
        ])

    /// The same day with fewer people.
    package static let small = LiveScale(
        comments: 150, accounts: 48, suggestions: 36, heads: 18,
        platforms: [.init(name: "安澜融媒客户端", source: "export", views: 5_240)])

    /// In how many hours, with how many steps each.
    static let hours = 10
    static let stepsPerHour = 6
    static let steps = hours * stepsPerHour
    /// How busy each hour is.
    private static let weights = [3, 4, 5, 4, 5, 10, 12, 9, 5, 3]

    /// How much of a whole has happened by the end of a step.
    static func share(of whole: Int, by step: Int) -> Int {
        let (hour, part) = (step / stepsPerHour, step % stepsPerHour + 1)
        let before = weights.prefix(hour).reduce(0, +) * stepsPerHour
        return whole * (before + weights[hour] * part) / (weights.reduce(0, +) * stepsPerHour)
    }

    /// The views of half hours, which make the sum.
    static func buckets(of views: Int) -> [Int] {
        let ends = (1...hours * 2).map { share(of: views, by: $0 * stepsPerHour / 2 - 1) }
        return zip([0] + ends, ends).map { $1 - $0 }
    }
}
