// SPDX-License-Identifier: Apache-2.0

/// The space of two vectors, their images under XᵀX, the images of these and so on, in which the leading eigenvectors soon
/// lie.
struct KrylovSpace {
    /// The two leading eigenvectors as far as the space holds them; 0 for a direction in which opinions do not differ.
    private(set) var leading: Block = []
    /// Whether they are as exact as can be.
    private(set) var isExact = false
    /// How often the votes were gone through.
    var passes: Int { basis.count }

    private var basis: [Block] = []
    /// XᵀX as seen from within the space.
    private var projected: [[Double]] = []
    /// The length of the longest image.
    private var scale = 0.0

    private let tolerance: Double
    /// What is this much smaller than the largest of its kind is rounding.
    private static let rounding = 1e-13
    private static let blocksMax = 40

    /// - Parameter tolerance: how far off a component may be.
    init(_ votes: CentredVotes, from start: Block, tolerance: Double) {
        self.tolerance = tolerance
        var block = start.orthonormal(negligible: 0).columns
        var check = 2
        while !isExact && basis.count < Self.blocksMax {
            var image = votes.squared(times: block)
            scale = max(scale, image.lengths.max())
            basis.append(block)
            extend(by: takeSpaceOut(of: &image))
            let (next, rest) = image.orthonormal(negligible: Self.rounding * scale)
            // Seldom, since it costs the cube of what is there.
            if rest == .zero || basis.count == check || basis.count == Self.blocksMax {
                solve(rest: rest)
                check = basis.count + 1 + basis.count / 5
            }
            block = next
        }
    }

    /// Leaves of an image what stands at right angles to the space; answers how much of each block was in it.
    private func takeSpaceOut(of image: inout Block) -> [Matrix2] {
        var parts = [Matrix2](repeating: .zero, count: basis.count)
        // Twice, for what rounding leaves.
        for _ in 0..<2 {
            for (index, block) in basis.enumerated() {
                let part = block.products(with: image)
                image.subtract(block, times: part)
                parts[index] = parts[index] + part
            }
        }
        return parts
    }

    private mutating func extend(by parts: [Matrix2]) {
        let size = 2 * parts.count
        for row in 0..<(size - 2) { projected[row] += [parts[row / 2][row % 2, 0], parts[row / 2][row % 2, 1]] }
        for column in 0..<2 { projected.append((0..<size).map { parts[$0 / 2][$0 % 2, column] }) }
    }

    /// Finds the leading vectors within the space (Rayleigh–Ritz).
    /// - Parameter rest: what the last image had outside of it.
    private mutating func solve(rest: Matrix2) {
        let system = SymmetricEigensystem(projected)
        let (values, last) = (system.values, projected.count - 2)
        leading = Block(repeating: .zero, count: basis[0].count)
        isExact = true
        for column in 0..<2 where values[column] > Self.rounding * values[0] {
            let vector = system.vectors[column]
            for (index, block) in basis.enumerated() {
                let part = SIMD2(vector[2 * index], vector[2 * index + 1])
                for row in block.indices { leading[row][column] += (block[row] * part).sum() }
            }
            // The error of an eigenvector is what XᵀX does with it beside turning it longer, by how far off the next is.
            let residual = (rest * SIMD2(vector[last], vector[last + 1])).squaredLength.squareRoot()
            let gap = values.indices.filter { $0 != column }.map { abs(values[$0] - values[column]) }.min() ?? 0
            if residual > max(tolerance * gap, 0.1 * Self.rounding * values[0]) { isExact = false }
        }
        if rest == .zero { isExact = true }
    }
}
