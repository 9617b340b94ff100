-- What published topics are found by. It holds nothing that the topics do not hold, and is made anew from them.

-- How many numbers were given, and whether each published topic has one. Who writes waits here for others who write.
CREATE TABLE topic_index (
    tenant       {integer} NOT NULL PRIMARY KEY,
    texts        {integer} NOT NULL CHECK (texts >= 0),
    is_complete  {integer} NOT NULL CHECK (is_complete IN (0, 1)),
    FOREIGN KEY (tenant) REFERENCES tenant (id)
) {strict};

-- Published topics by their numbers, which are given as they are published.
CREATE TABLE indexed_topic (
    tenant  {integer} NOT NULL,
    number  {integer} NOT NULL CHECK (number >= 0),
    topic   {integer} NOT NULL,
    PRIMARY KEY (tenant, number),
    UNIQUE (tenant, topic),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id)
) {strict};

-- Which of 16 384 numbers hold a character or a pair of them: two bytes for each, or a bit for each of the block.
CREATE TABLE gram_block (
    tenant   {integer} NOT NULL,
    gram     {integer} NOT NULL CHECK (gram > 0),
    block    {integer} NOT NULL CHECK (block >= 0),
    texts    {integer} NOT NULL CHECK (texts BETWEEN 1 AND 16384),
    numbers  {bytes} NOT NULL,
    PRIMARY KEY (tenant, gram, block)
) {strict};
