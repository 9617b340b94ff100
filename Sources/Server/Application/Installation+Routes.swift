// SPDX-License-Identifier: Apache-2.0

/// Everything that answers, context by context.
extension Installation {
    private static let contexts: [[any RouteGroup.Type]] = [
        places, topics, sessions, live, outcomes, proposals, opinions, figures, accounts, directory, privacy, telling,
        operation,
    ]

    private static let places: [any RouteGroup.Type] = [
        RoomRoutes.self, RoomDeskRoutes.self, VenueCalendarRoutes.self, RoomCoverageRoutes.self, SlipRoutes.self,
        MatterSheetRoutes.self, AnswerTimeRoutes.self,
    ]

    private static let topics: [any RouteGroup.Type] = [
        RaiseRoutes.self, ResidentRoutes.self, MineRoutes.self, StatusRoutes.self, PublicTopicRoutes.self,
        SupportRoutes.self, TopicEntryRoutes.self, TopicDeskRoutes.self, DispatchRoutes.self, SentimentRoutes.self,
        SearchRoutes.self,
    ]

    private static let sessions: [any RouteGroup.Type] = [
        SessionRoutes.self, SessionInvitationRoutes.self, CheckInRoutes.self, SignUpRoutes.self, AttendanceRoutes.self,
        CampaignRoutes.self, EnrolmentRoutes.self, EnrolmentDeskRoutes.self, ReceptionRoutes.self, BookingRoutes.self,
        OwnBookingRoutes.self,
    ]

    private static let live: [any RouteGroup.Type] = [
        LiveRoutes.self, MediaRoutes.self, ViewFileRoutes.self, ModerationRoutes.self, CommentRoutes.self,
        StreamRoutes.self,
    ]

    private static let outcomes: [any RouteGroup.Type] = [
        ItemRoutes.self, ConfirmationRoutes.self, SuggestionListRoutes.self, LookBackRoutes.self, ContestRoutes.self,
        DeploymentRoutes.self, DocumentRoutes.self,
    ]

    private static let proposals: [any RouteGroup.Type] = [
        ProposalRoutes.self, ProposalSessionRoutes.self, ProposalDocumentRoutes.self, PublicProposalRoutes.self,
        AssignmentRoutes.self, AssigningRoutes.self, ProposerOpinionRoutes.self, ProposalStatisticsRoutes.self,
        CommendationRoutes.self, ClueRoutes.self,
    ]

    private static let opinions: [any RouteGroup.Type] = [
        DeliberationRoutes.self, OpinionStatementRoutes.self, OpinionRoutes.self, OpinionMapRoutes.self,
        OpinionProgramRoutes.self,
    ]

    private static let figures: [any RouteGroup.Type] = [
        BoardRoutes.self, AssessmentRoutes.self, HandlingAssessmentRoutes.self, HandlingScoreRoutes.self,
        QuotaRoutes.self, AppraisalRoutes.self, ExpertRoutes.self,
    ]

    private static let accounts: [any RouteGroup.Type] = [
        SignInRoutes.self, InvitationRoutes.self, ManyInvitationsRoutes.self, RegisteredRoleRoutes.self,
        PasswordRoutes.self, SecondFactorRoutes.self, APITokenRoutes.self, AccountRoutes.self, AuditRoutes.self,
        HandOverRoutes.self,
    ]

    private static let directory: [any RouteGroup.Type] = [
        DirectoryRoutes.self, RegisterRoutes.self, CommitteeRoutes.self, TermChangeRoutes.self, ImportRoutes.self,
        PracticeRoutes.self, CalendarRoutes.self, CalendarChangeRoutes.self,
    ]

    private static let privacy: [any RouteGroup.Type] = [
        PersonalDataRoutes.self, UnmaskingRoutes.self, RetentionRoutes.self, OwnDataRoutes.self,
        PhoneCorrectionRoutes.self, PhoneCopyRoutes.self,
        StaffCopyRoutes.self, AttachmentRoutes.self,
    ]

    private static let telling: [any RouteGroup.Type] = [
        NoticeRoutes.self, NoticeChoiceRoutes.self, ContactRoutes.self, FeedRoutes.self, PersonalCalendarRoutes.self,
        ShownMessageRoutes.self, GatewayTrialRoutes.self,
    ]

    private static let operation: [any RouteGroup.Type] = [HealthRoutes.self, SettingsRoutes.self]

    /// Every route of the program.
    var table: RouteTable {
        frame().table
    }

    func frame() -> WebFrame {
        let routes = Self.contexts.joined().flatMap { $0.init(services: services).routes }
        let metrics = Metrics()
        let own = FrameRoutes(
            services: services, metrics: metrics,
            document: OpenAPI.document(RouteTable(routes), version: Version.current)
        ).routes
        return WebFrame(services: services, table: RouteTable(own + routes), metrics: metrics)
    }
}
