-- What published proposals are found by, as topics are (0019). It holds nothing that they do not hold, and is made anew from them.

-- How many numbers were given, and whether each published proposal has one. Who writes waits here for others who write.
CREATE TABLE proposal_index (
    tenant       {integer} NOT NULL PRIMARY KEY,
    texts        {integer} NOT NULL CHECK (texts >= 0),
    is_complete  {integer} NOT NULL CHECK (is_complete IN (0, 1)),
    FOREIGN KEY (tenant) REFERENCES tenant (id)
) {strict};

-- Published proposals by their numbers in the index, which are given as they are published.
CREATE TABLE indexed_proposal (
    tenant    {integer} NOT NULL,
    number    {integer} NOT NULL CHECK (number >= 0),
    proposal  {integer} NOT NULL,
    PRIMARY KEY (tenant, number),
    UNIQUE (tenant, proposal),
    FOREIGN KEY (tenant, proposal) REFERENCES proposal (tenant, id)
) {strict};

-- Which of 16 384 numbers hold a character or a pair of them: two bytes for each, or a bit for each of the block.
CREATE TABLE proposal_gram_block (
    tenant   {integer} NOT NULL,
    gram     {integer} NOT NULL CHECK (gram > 0),
    block    {integer} NOT NULL CHECK (block >= 0),
    texts    {integer} NOT NULL CHECK (texts BETWEEN 1 AND 16384),
    numbers  {bytes} NOT NULL,
    PRIMARY KEY (tenant, gram, block)
) {strict};
