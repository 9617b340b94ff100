// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@Suite("An area code")
struct AreaCodeTests {
    @Test(
        "the digits that count end with the level: province, city, county, town, village",
        arguments: [
            ("320000000000", "32"), ("329900000000", "3299"), ("329901000000", "329901"), ("329901100000", "329901100"),
            ("329901100201", "329901100201"), ("329901100010", "329901100010"), ("329910000000", "329910"),
            ("329901120000", "329901120"), ("300000000000", "30"), ("329000000000", "3290"),
        ])
    func significantDigits(code: String, digits: String) {
        #expect(Village.area(code).significantDigits == digits)
    }

    @Test("an area contains itself and all below it, and nothing beside or above it")
    func contains() {
        let lineage = [
            Village.area("320000000000"), Village.area("329900000000"), Village.county, Village.town, Village.village,
        ]
        for (upper, area) in lineage.enumerated() {
            for (lower, other) in lineage.enumerated() {
                #expect(area.contains(other) == (upper <= lower), "\(area.text) \(other.text)")
            }
        }
        #expect(Village.county.contains(Village.otherTown))
        #expect(!Village.town.contains(Village.otherTown))
        #expect(!Village.otherTown.contains(Village.village))
        #expect(!Village.area("329910000000").contains(Village.county))
    }

    @Test("a town whose number ends in zeros does not contain its neighbours")
    func neighbours() {
        #expect(!Village.area("329901100000").contains(Village.area("329901101000")))
        #expect(!Village.area("329910000000").contains(Village.area("329911000000")))
    }

    @Test("a village lies in its town, a town in its county, and so up to the province")
    func parents() {
        var lineage: [AreaCode] = []
        var area: AreaCode? = Village.village
        while let each = area {
            lineage.append(each)
            area = each.parent
        }
        #expect(
            lineage == [
                Village.village, Village.town, Village.county, Village.area("329900000000"),
                Village.area("320000000000"),
            ])
        #expect(lineage.map(\.level) == [4, 3, 2, 1, 0])
        #expect(Village.otherTown.parent == Village.county)
        #expect(Village.area("000000000000").parent == nil)
    }

    @Test(
        "anything but twelve digits is refused",
        arguments: ["", "329901", "3299011002011", "32990110020a", "３29901100201", "329901 00201", "-29901100201"])
    func refused(_ text: String) {
        #expect(AreaCode(text) == nil)
    }

    @Test("in JSON it is its text; another text is refused")
    func json() throws {
        #expect(String(decoding: try JSONEncoder().encode([Village.town]), as: UTF8.self) == #"["329901100000"]"#)
        #expect(try JSONDecoder().decode([AreaCode].self, from: Data(#"["329901100000"]"#.utf8)) == [Village.town])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([AreaCode].self, from: Data(#"["3299"]"#.utf8)) }
    }
}
