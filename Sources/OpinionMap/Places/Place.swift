// SPDX-License-Identifier: Apache-2.0

/// A point of the map.
package typealias Place = SIMD2<Double>

extension Place {
    /// The square of the distance from the middle of the map.
    var squaredLength: Double { x * x + y * y }

    func squaredDistance(to other: Place) -> Double { (self - other).squaredLength }
}
