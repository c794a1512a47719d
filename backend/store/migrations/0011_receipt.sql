-- 接收回执 and what was wiped after it (P14). A version leaves the store only
-- when its digest stands here; the audit leaf "wipe" vouches for the list.
CREATE TABLE receipt (id TEXT PRIMARY KEY, head TEXT NOT NULL, task TEXT NOT NULL, device TEXT NOT NULL) STRICT;
CREATE INDEX receipt_device ON receipt (device);
CREATE TABLE wiped (
  digest TEXT PRIMARY KEY, noun TEXT NOT NULL, id TEXT NOT NULL, package TEXT NOT NULL,
  log INTEGER NOT NULL, num INTEGER NOT NULL, wipe INTEGER NOT NULL
) STRICT;
CREATE INDEX wiped_of ON wiped (noun, id);
CREATE TRIGGER wiped_no_update BEFORE UPDATE ON wiped BEGIN SELECT RAISE(ABORT, 'wiped is insert-only'); END;
CREATE TRIGGER wiped_no_delete BEFORE DELETE ON wiped BEGIN SELECT RAISE(ABORT, 'wiped is insert-only'); END;
DROP TRIGGER version_no_delete;
CREATE TRIGGER version_no_delete BEFORE DELETE ON version WHEN NOT EXISTS (SELECT 1 FROM wiped WHERE digest=OLD.digest)
  BEGIN SELECT RAISE(ABORT, 'version is insert-only'); END;
-- Files of the workspace that a wipe still has to erase.
CREATE TABLE discard (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
