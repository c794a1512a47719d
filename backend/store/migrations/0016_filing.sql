-- 报送: what became of the packages made for the platform.
CREATE TABLE filing (id TEXT PRIMARY KEY, head TEXT NOT NULL, task TEXT NOT NULL, state TEXT NOT NULL) STRICT;
