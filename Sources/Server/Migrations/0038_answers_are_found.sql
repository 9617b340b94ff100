-- What came of a topic is found by its words too: the index is made anew, in the background, oldest first.
DELETE FROM gram_block;
DELETE FROM indexed_topic;
DELETE FROM topic_index;
