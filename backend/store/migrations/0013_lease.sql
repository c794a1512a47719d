-- 文号 (P6): the series and serial of a document's official number, and the
-- ranges leased to devices. The columns are filled from the versions on opening.
ALTER TABLE paper ADD COLUMN series TEXT NOT NULL DEFAULT '';
ALTER TABLE paper ADD COLUMN serial INTEGER NOT NULL DEFAULT 0;
CREATE INDEX paper_series ON paper (series, serial) WHERE series<>'';
CREATE TABLE lease (id TEXT PRIMARY KEY, head TEXT NOT NULL, device TEXT NOT NULL, task TEXT NOT NULL, year TEXT NOT NULL, state TEXT NOT NULL) STRICT;
CREATE INDEX lease_year ON lease (year);
