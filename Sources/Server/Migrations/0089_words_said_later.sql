-- Where submitters said something later, so that the search of a desk need not read whole logs for it; and topics by the numbers that
-- they have in systems outside. The condition of the index stands word for word in the statement that is to use it.
CREATE INDEX event_said_later ON event (tenant, subject_kind, subject)
    WHERE subject_kind = 'topic' AND kind IN ('answered', 'added', 'corrected', 'place_corrected', 'withdrawal_asked', 'judged');
CREATE INDEX topic_dispatch_by_number ON topic_dispatch (tenant, number);
