-- The searched registers get a small stable number a row, which the search
-- index speaks of; the index itself is filled from the versions on opening.
CREATE TABLE matter_new (num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, head TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL, department TEXT NOT NULL, effective_to TEXT NOT NULL, search TEXT NOT NULL) STRICT;
INSERT INTO matter_new (id, head, code, name, level, department, effective_to, search) SELECT id, head, code, name, level, department, effective_to, search FROM matter ORDER BY id;
DROP TABLE matter;
ALTER TABLE matter_new RENAME TO matter;
CREATE UNIQUE INDEX matter_code ON matter (code);

CREATE TABLE subject_new (num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, head TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, trade TEXT NOT NULL, department TEXT NOT NULL, station TEXT NOT NULL, status TEXT NOT NULL, search TEXT NOT NULL) STRICT;
INSERT INTO subject_new (id, head, code, name, trade, department, station, status, search) SELECT id, head, code, name, trade, department, station, status, search FROM subject ORDER BY id;
DROP TABLE subject;
ALTER TABLE subject_new RENAME TO subject;
CREATE INDEX subject_code ON subject (code);
CREATE INDEX subject_name ON subject (name);
CREATE INDEX subject_trade ON subject (trade);

CREATE TABLE inspector_new (num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, head TEXT NOT NULL, badge TEXT NOT NULL, name TEXT NOT NULL, department TEXT NOT NULL, cert_until TEXT NOT NULL, status TEXT NOT NULL, search TEXT NOT NULL) STRICT;
INSERT INTO inspector_new (id, head, badge, name, department, cert_until, status, search) SELECT id, head, badge, name, department, cert_until, status, search FROM inspector ORDER BY id;
DROP TABLE inspector;
ALTER TABLE inspector_new RENAME TO inspector;
CREATE UNIQUE INDEX inspector_badge ON inspector (badge);

-- Which rows hold a character followed by another, or by a blank at the end of
-- a word. A page is 65,536 numbers; docs is the set of their low 16 bits.
CREATE TABLE gram (noun TEXT NOT NULL, page INTEGER NOT NULL, gram TEXT NOT NULL, docs BLOB NOT NULL, PRIMARY KEY (noun, page, gram)) STRICT, WITHOUT ROWID;
