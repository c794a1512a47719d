-- 扫描收件箱 (P5): batches of scanned pages; the newest first.
CREATE TABLE scan (id TEXT PRIMARY KEY, head TEXT NOT NULL, name TEXT NOT NULL, done INTEGER NOT NULL, updated TEXT NOT NULL) STRICT;
