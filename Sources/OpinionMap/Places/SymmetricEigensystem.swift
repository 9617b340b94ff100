// SPDX-License-Identifier: Apache-2.0

/// Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations (Golub and Van Loan, "Matrix
/// Computations", 8.5): slow for large ones, exact to the last digits for all.
struct SymmetricEigensystem {
    /// Descending.
    let values: [Double]
    /// `vectors[i]` belongs to `values[i]`, has length 1 and is at right angles to the others.
    let vectors: [[Double]]

    init(_ matrix: [[Double]]) {
        let size = matrix.count
        var rotated = Array(matrix.joined())
        var basis = [Double](repeating: 0, count: size * size)
        for row in 0..<size { basis[row * size + row] = 1 }
        rotated.withUnsafeMutableBufferPointer { rotated in
            basis.withUnsafeMutableBufferPointer { Self.diagonalise(rotated, $0, size) }
        }
        let order = (0..<size).sorted { rotated[$0 * size + $0] > rotated[$1 * size + $1] }
        values = order.map { rotated[$0 * size + $0] }
        vectors = order.map { Array(basis[($0 * size)..<($0 * size + size)]) }
    }

    /// Turns the rows of `basis` with the rows and columns of `matrix`, until nothing is left beside its diagonal.
    private static func diagonalise(
        _ matrix: UnsafeMutableBufferPointer<Double>, _ basis: UnsafeMutableBufferPointer<Double>, _ size: Int
    ) {
        let whole = matrix.reduce(0) { $0 + $1 * $1 }
        let negligible = .ulpOfOne * whole.squareRoot() / Double(max(1, size))
        var isDiagonal = false
        // A handful of sweeps is enough; the bound is for numbers that are none.
        for _ in 0..<40 where !isDiagonal {
            isDiagonal = true
            for second in 0..<size {
                for first in 0..<second where abs(matrix[first * size + second]) > negligible {
                    isDiagonal = false
                    let rotation = Rotation(
                        matrix[first * size + first], matrix[first * size + second], matrix[second * size + second])
                    rotation.turn(matrix, at: first, second, step: size, count: size)
                    rotation.turn(matrix, at: first * size, second * size, step: 1, count: size)
                    rotation.turn(basis, at: first * size, second * size, step: 1, count: size)
                }
            }
        }
    }

    /// The rotation of two axes that makes the number beside the diagonal 0.
    private struct Rotation {
        private let cosine: Double
        private let sine: Double

        init(_ first: Double, _ beside: Double, _ second: Double) {
            let ratio = (second - first) / (2 * beside)
            let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
            cosine = 1 / (1 + tangent * tangent).squareRoot()
            sine = tangent * cosine
        }

        /// Turns two rows or columns, which begin at `first` and `second`.
        @inline(__always)
        func turn(
            _ numbers: UnsafeMutableBufferPointer<Double>, at first: Int, _ second: Int, step: Int, count: Int
        ) {
            for index in 0..<count {
                let (one, other) = (numbers[first &+ index &* step], numbers[second &+ index &* step])
                numbers[first &+ index &* step] = cosine * one - sine * other
                numbers[second &+ index &* step] = sine * one + cosine * other
            }
        }
    }
}
