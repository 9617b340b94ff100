-- Published topics are found by where they lie and what they are about as by their words: the index is made anew, in the
-- background, oldest first.
DELETE FROM gram_block;
DELETE FROM indexed_topic;
DELETE FROM topic_index;
