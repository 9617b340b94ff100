// SPDX-License-Identifier: Apache-2.0

extension MediaConsultation {
    /// How often it was watched on one platform, in buckets of time, with where the numbers come from and who says so. Nothing
    /// here counts by itself: outside platforms do, and somebody declares what they say.
    package struct Feed: Hashable, Sendable, Codable {
        package let platform: FreeText
        package let source: Source
        /// What the platform says in all.
        package let total: Int
        package let buckets: [Bucket]
        package let declaredBy: Person.ID

        /// How many buckets there may be: a quarter of an hour each, three days long.
        package static let bucketsMax = 300
        /// What one bucket may count.
        package static let viewsMax = 1_000_000_000

        package init(platform: String, source: Source, total: Int, buckets: [Bucket], declaredBy: Person.ID) {
            self.platform = .kept(platform)
            self.source = source
            self.total = total
            self.buckets = buckets
            self.declaredBy = declaredBy
        }

        /// What is wrong with it, as far as can be known here.
        func refusal(at now: Instant) -> MediaRefusal? {
            guard !buckets.isEmpty, buckets.count <= Self.bucketsMax else { return .bucketsNotPossible }
            var end = Instant(milliseconds: .min)
            for bucket in buckets {
                guard bucket.from >= end, bucket.from < bucket.to, bucket.to <= now,
                    (0...Self.viewsMax).contains(bucket.views)
                else { return .bucketsNotPossible }
                end = bucket.to
            }
            return buckets.reduce(0) { $0 + $1.views } == total ? nil : .sumsDiffer  // BR-26
        }
    }

    /// How often it was watched between two moments.
    package struct Bucket: Hashable, Sendable, Codable {
        package let from: Instant
        package let to: Instant
        package let views: Int

        package init(from: Instant, to: Instant, views: Int) {
            self.from = from
            self.to = to
            self.views = views
        }
    }

    /// Where a platform's numbers come from.
    package enum Source: String, CaseIterable, Hashable, Sendable, Codable {
        /// A table that the platform's own back office exported.
        case export
        /// A picture of what its page showed.
        case screenshot
        /// What its editors wrote.
        case statement
        /// A program that asked its interface.
        case program
    }
}
