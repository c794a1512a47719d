-- An import is staged a part at a time, decided by its audit leaf, then stored
-- a part at a time. Parts without a row in bulk were never decided.
CREATE TABLE bulk (id TEXT PRIMARY KEY, noun TEXT NOT NULL, log INTEGER NOT NULL) STRICT;
CREATE TABLE bulk_part (bulk TEXT NOT NULL, part INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (bulk, part)) STRICT;
