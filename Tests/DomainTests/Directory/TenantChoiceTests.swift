// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("Which committee a command is for")
struct TenantChoiceTests {
    private func tenant(_ number: Int64, _ shortName: String, isTraining: Bool = false) throws -> Tenant {
        Tenant(
            id: .init(number), kind: .county, name: "政协\(shortName)委员会", shortName: shortName,
            areaCode: try #require(AreaCode("990101000000")), contact: "0000-0000000", isTraining: isTraining)
    }

    @Test("the only one need not be named, though a county for practice is laid out beside it")
    func onlyOne() throws {
        let (county, practice) = (try tenant(1, "安澜县政协"), try tenant(2, "演练县政协", isTraining: true))
        #expect(Tenant.chosen(nil, among: [county]) == county)
        #expect(Tenant.chosen(nil, among: [county, practice]) == county)
        #expect(Tenant.chosen("演练县政协", among: [county, practice]) == practice)
        #expect(Tenant.chosen(nil, among: [practice]) == nil)
        #expect(Tenant.chosen(nil, among: []) == nil)
    }

    @Test("of several one is named, and by a name that practice shares the real one is meant")
    func several() throws {
        let (county, zone) = (try tenant(1, "安澜县政协"), try tenant(2, "安澜开发区政协工委"))
        let practice = try tenant(3, "安澜县政协", isTraining: true)
        #expect(Tenant.chosen(nil, among: [county, zone]) == nil)
        #expect(Tenant.chosen("安澜开发区政协工委", among: [county, zone]) == zone)
        #expect(Tenant.chosen("政协安澜县政协委员会", among: [county, zone]) == county)
        #expect(Tenant.chosen("安澜县政协", among: [county, zone, practice]) == county)
        #expect(Tenant.chosen("别的", among: [county, zone]) == nil)
    }
}
