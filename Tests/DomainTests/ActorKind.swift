// SPDX-License-Identifier: Apache-2.0

import Domain

/// Everybody who may come to a record of the village, as the rule tables name them: those who have a part in it, and
/// beside each of them somebody of the same kind who has none.
enum ActorKind: String, CaseIterable {
    case visitor
    case codeHolder = "holder of its code"
    case otherCodeHolder = "holder of another code"
    case linkHolder = "holder of its link"
    case otherLinkHolder = "holder of another link"
    case roomSecretary = "secretary of the room"
    case otherRoomSecretary = "secretary of another room"
    case areaSecretary = "secretary of the area"
    case convener = "convener of the room"
    case otherConvener = "convener of another room"
    case leader
    case researcher = "member who researches it"
    case participant = "member who takes part"
    case otherMember = "another member"
    case unitOfficer = "officer of its unit"
    case otherUnitOfficer = "officer of another unit"
    case privacyOfficer = "privacy officer"
    case console
    case system

    var actor: Actor {
        switch self {
        case .visitor: .visitor
        case .codeHolder: .codeHolder(Village.topicID)
        case .otherCodeHolder: .codeHolder(Topic.ID(2))
        case .linkHolder: .linkHolder(Village.confirmationID)
        case .otherLinkHolder: .linkHolder(Confirmation.ID(2))
        case .roomSecretary: Village.person(11, .roomSecretary, .room(Village.room))
        case .otherRoomSecretary: Village.person(12, .roomSecretary, .room(Village.otherRoom))
        case .areaSecretary: Village.person(13, .roomSecretary, .area(Village.town))
        case .convener: Village.person(14, .convener, .room(Village.room))
        case .otherConvener: Village.person(20, .convener, .room(Village.otherRoom))
        case .leader: Village.person(15, .leader, .tenant)
        case .researcher: Village.person(Village.researcherID.number, .member, .tenant)
        case .participant: Village.person(Village.memberID.number, .member, .tenant)
        case .otherMember: Village.person(18, .member, .tenant)
        case .unitOfficer: Village.person(Village.officerID.number, .unitOfficer, .unit(Village.unit))
        case .otherUnitOfficer: Village.person(29, .unitOfficer, .unit(Village.otherUnit))
        case .privacyOfficer: Village.person(30, .privacyOfficer, .tenant)
        case .console: .console
        case .system: .system
        }
    }
}

extension Village {
    static let topicID = Topic.ID(1)
    static let sessionID = ConsultationSession.ID(301)
    static let itemID = SuggestionItem.ID(401)
    static let confirmationID = Confirmation.ID(701)
    static let requestID = PersonalDataRequest.ID(801)

    static let unit = HandlingUnit.ID(501)
    static let otherUnit = HandlingUnit.ID(502)
    static let researcherID = Person.ID(16)
    static let memberID = Person.ID(17)
    static let officerID = Person.ID(19)

    static let secretary = ActorKind.roomSecretary.actor
    static let convener = ActorKind.convener.actor
    static let researcher = ActorKind.researcher.actor
    static let officer = ActorKind.unitOfficer.actor
}
