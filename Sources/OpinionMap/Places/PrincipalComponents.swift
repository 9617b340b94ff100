// SPDX-License-Identifier: Apache-2.0

/// The two directions along which opinions differ most: the leading eigenvectors of XᵀX.
///
/// Found by block Lanczos iteration (Golub and Underwood 1977; Golub and Van Loan, "Matrix Computations", 10.3), two vectors
/// a block, so that two directions of equal weight are both found. Each step is one pass over the votes; power iteration,
/// which Small et al. 2021 describe, takes many times as many for the same digits.
struct PrincipalComponents {
    /// Both components, for each statement. Each has length 1, or is 0 where opinions differ in fewer directions.
    let loadings: Block
    /// How many passes over the votes it took.
    let passes: Int

    /// How far off components may be that are found from nothing: as exact as numbers of this size can be.
    private static let exact = 1e-12
    /// How far off they may be in a running conversation: on a map a thousand points wide, a tenth of a point. Errors do not
    /// add up, since every update comes as near.
    private static let unseen = 1e-4

    /// - Parameter last: components of about the same votes, from which the iteration begins.
    init(_ votes: CentredVotes, startingFrom last: Block? = nil) {
        var start = Self.noise(votes.centre.count)
        if let last {
            // A little noise, since what the last components know nothing of would never be found.
            start = zip(last, start).map { $0 + 1e-4 * $1 }
        }
        for statement in start.indices where !votes.moves[statement] { start[statement] = .zero }
        var passes = 0
        // Restarts are for directions of nearly the same weight; the bound, for those that cannot be told apart.
        for _ in 0..<25 {
            let space = KrylovSpace(votes, from: start, tolerance: last == nil ? Self.exact : Self.unseen)
            (start, passes) = (space.leading, passes + space.passes)
            if space.isExact { break }
        }
        loadings = Self.signed(start, like: last)
        self.passes = passes
    }

    /// Vectors of length about 1 that look in no direction of their own, always the same ones (SplitMix64).
    private static func noise(_ count: Int) -> Block {
        var state: UInt64 = 2021
        func next() -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((mixed ^ (mixed >> 31)) >> 11) / Double(1 << 52) - 1
        }
        return (0..<count).map { _ in SIMD2(next(), next()) / Double(count).squareRoot() }
    }

    /// A component and its opposite say the same. The one is taken that lies like the last one, so that the map does not
    /// turn over; without a last one, that whose largest loading is positive.
    private static func signed(_ block: Block, like last: Block?) -> Block {
        var signs = SIMD2(1.0, 1.0)
        for column in 0..<2 {
            let along = last.map { zip($0, block).reduce(0) { $0 + $1.0[column] * $1.1[column] } } ?? 0
            let largest = block.reduce(0) { max($0, abs($1[column])) }
            let decisive = block.first { abs($0[column]) >= largest * (1 - 1e-9) }?[column] ?? 0
            if (along == 0 ? decisive : along) < 0 { signs[column] = -1 }
        }
        return block.map { $0 * signs }
    }
}
