// SPDX-License-Identifier: Apache-2.0

/// Two columns of numbers, one row for each statement.
typealias Block = [SIMD2<Double>]

/// Two rows and two columns.
struct Matrix2: Equatable {
    var upper: SIMD2<Double>
    var lower: SIMD2<Double>

    static let zero = Matrix2(upper: .zero, lower: .zero)

    static func + (one: Matrix2, other: Matrix2) -> Matrix2 {
        Matrix2(upper: one.upper + other.upper, lower: one.lower + other.lower)
    }

    /// The matrix times a vector.
    static func * (matrix: Matrix2, vector: SIMD2<Double>) -> SIMD2<Double> {
        SIMD2((matrix.upper * vector).sum(), (matrix.lower * vector).sum())
    }

    subscript(row: Int, column: Int) -> Double { row == 0 ? upper[column] : lower[column] }
}

extension Block {
    /// The inner products of the columns of this block with those of another.
    func products(with other: Block) -> Matrix2 {
        var products = Matrix2.zero
        for row in indices {
            products.upper += self[row].x * other[row]
            products.lower += self[row].y * other[row]
        }
        return products
    }

    /// Takes away another block's columns, as much of each as the matrix says.
    mutating func subtract(_ other: Block, times matrix: Matrix2) {
        for row in indices { self[row] -= other[row].x * matrix.upper + other[row].y * matrix.lower }
    }

    /// The lengths of both columns.
    var lengths: SIMD2<Double> { reduce(.zero) { $0 + $1 * $1 }.squareRoot() }

    /// Two columns of length 1 at right angles (Gram–Schmidt), and the triangular matrix that makes this block of them. A
    /// column of which no more is left than `negligible` becomes 0.
    func orthonormal(negligible: Double) -> (columns: Block, triangle: Matrix2) {
        var (columns, triangle) = (self, Matrix2.zero)
        triangle.upper.x = lengths.x
        if triangle.upper.x <= negligible { triangle.upper.x = 0 }
        let first = triangle.upper.x == 0 ? 0 : 1 / triangle.upper.x
        for row in indices { columns[row].x *= first }
        // Twice, for what rounding leaves.
        for _ in 0..<2 {
            let along = columns.products(with: columns).upper.y
            triangle.upper.y += along
            for row in indices { columns[row].y -= along * columns[row].x }
        }
        triangle.lower.y = columns.lengths.y
        if triangle.lower.y <= negligible { triangle.lower.y = 0 }
        let second = triangle.lower.y == 0 ? 0 : 1 / triangle.lower.y
        for row in indices { columns[row].y *= second }
        return (columns, triangle)
    }
}
