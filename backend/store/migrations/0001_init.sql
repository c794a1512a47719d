CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The truth: whole aggregates as exact bytes, insert-only, named by digest.
CREATE TABLE version (
  digest TEXT PRIMARY KEY, noun TEXT NOT NULL, id TEXT NOT NULL, parent TEXT NOT NULL,
  grant_id TEXT NOT NULL, person TEXT NOT NULL, device TEXT NOT NULL, at TEXT NOT NULL,
  body BLOB NOT NULL, package TEXT NOT NULL, log INTEGER NOT NULL
) STRICT;
CREATE INDEX version_of ON version (noun, id);
CREATE TRIGGER version_no_update BEFORE UPDATE ON version BEGIN SELECT RAISE(ABORT, 'version is insert-only'); END;
CREATE TRIGGER version_no_delete BEFORE DELETE ON version BEGIN SELECT RAISE(ABORT, 'version is insert-only'); END;

-- Two heads on one parent, or a version from a device whose grant was replaced.
CREATE TABLE conflict (
  digest TEXT PRIMARY KEY, noun TEXT NOT NULL, id TEXT NOT NULL, head TEXT NOT NULL,
  reason TEXT NOT NULL, at TEXT NOT NULL, decided TEXT NOT NULL
) STRICT;

-- Open forms, one row a field, and every former value.
CREATE TABLE draft (
  noun TEXT NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL, value TEXT NOT NULL,
  rev INTEGER NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (noun, id, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE edit (
  seq INTEGER PRIMARY KEY, noun TEXT NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL,
  old TEXT NOT NULL, new TEXT NOT NULL, rev INTEGER NOT NULL, stale INTEGER NOT NULL,
  person TEXT NOT NULL, device TEXT NOT NULL, at TEXT NOT NULL, log INTEGER
) STRICT;
CREATE INDEX edit_of ON edit (noun, id, path);
CREATE INDEX edit_open ON edit (log) WHERE log IS NULL;

CREATE TABLE blob (digest TEXT PRIMARY KEY, size INTEGER NOT NULL, body BLOB NOT NULL) STRICT;

CREATE TABLE log (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, person TEXT NOT NULL, action TEXT NOT NULL,
  noun TEXT NOT NULL, id TEXT NOT NULL, leaf BLOB NOT NULL) STRICT;
CREATE INDEX log_of ON log (noun, id);
CREATE TABLE log_hash (idx INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT;
CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;
CREATE TRIGGER log_hash_no_update BEFORE UPDATE ON log_hash BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;
CREATE TRIGGER log_hash_no_delete BEFORE DELETE ON log_hash BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;

-- Checkpoints and packages exchanged with others.
CREATE TABLE package (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, direction TEXT NOT NULL, device TEXT NOT NULL,
  sequence INTEGER NOT NULL, tagmanifest TEXT NOT NULL, task TEXT NOT NULL, name TEXT NOT NULL,
  checkpoint TEXT NOT NULL, verdict TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX package_sequence ON package (direction, device, sequence);

-- Projections of the heads: columns to find and sort by, nothing that the
-- versions do not say. They can be rebuilt at any time.
CREATE TABLE person (id TEXT PRIMARY KEY, head TEXT NOT NULL, name TEXT NOT NULL, badge TEXT NOT NULL, role TEXT NOT NULL, active INTEGER NOT NULL) STRICT;
CREATE TABLE matter (id TEXT PRIMARY KEY, head TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL, department TEXT NOT NULL, effective_to TEXT NOT NULL, search TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX matter_code ON matter (code);
CREATE TABLE subject (id TEXT PRIMARY KEY, head TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, trade TEXT NOT NULL, department TEXT NOT NULL, station TEXT NOT NULL, status TEXT NOT NULL, search TEXT NOT NULL) STRICT;
CREATE INDEX subject_code ON subject (code);
CREATE INDEX subject_name ON subject (name);
CREATE INDEX subject_trade ON subject (trade);
CREATE TABLE inspector (id TEXT PRIMARY KEY, head TEXT NOT NULL, badge TEXT NOT NULL, name TEXT NOT NULL, department TEXT NOT NULL, cert_until TEXT NOT NULL, status TEXT NOT NULL, search TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX inspector_badge ON inspector (badge);
CREATE TABLE recusal (id TEXT PRIMARY KEY, head TEXT NOT NULL, subject TEXT NOT NULL, inspector TEXT NOT NULL) STRICT;
CREATE TABLE leave (id TEXT PRIMARY KEY, head TEXT NOT NULL, inspector TEXT NOT NULL, "from" TEXT NOT NULL, "to" TEXT NOT NULL) STRICT;
CREATE TABLE plan (id TEXT PRIMARY KEY, head TEXT NOT NULL, no TEXT NOT NULL, year INTEGER NOT NULL, name TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX plan_no ON plan (no);
CREATE TABLE task (id TEXT PRIMARY KEY, head TEXT NOT NULL, no TEXT NOT NULL, name TEXT NOT NULL, plan TEXT NOT NULL, state TEXT NOT NULL, "from" TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX task_no ON task (no);
CREATE TABLE draw (id TEXT PRIMARY KEY, head TEXT NOT NULL, task TEXT NOT NULL, purpose TEXT NOT NULL, attempt INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX draw_attempt ON draw (task, purpose, attempt);
CREATE TABLE team (id TEXT PRIMARY KEY, head TEXT NOT NULL, task TEXT NOT NULL, subject TEXT NOT NULL, ord INTEGER NOT NULL, leader TEXT NOT NULL, state TEXT NOT NULL) STRICT;
CREATE INDEX team_task ON team (task, ord);
CREATE TABLE approval (id TEXT PRIMARY KEY, head TEXT NOT NULL, noun TEXT NOT NULL, ref TEXT NOT NULL) STRICT;
CREATE TABLE "grant" (id TEXT PRIMARY KEY, head TEXT NOT NULL, task TEXT NOT NULL, device TEXT NOT NULL, epoch INTEGER NOT NULL) STRICT;
CREATE TABLE device (id TEXT PRIMARY KEY, head TEXT NOT NULL, name TEXT NOT NULL, fingerprint TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX device_fingerprint ON device (fingerprint);
CREATE TABLE visit (id TEXT PRIMARY KEY, head TEXT NOT NULL, task TEXT NOT NULL, team TEXT NOT NULL, subject TEXT NOT NULL, state TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX visit_team ON visit (team);
CREATE TABLE evidence (id TEXT PRIMARY KEY, head TEXT NOT NULL, visit TEXT NOT NULL, sha256 TEXT NOT NULL, state TEXT NOT NULL) STRICT;
CREATE INDEX evidence_visit ON evidence (visit);
CREATE TABLE paper (id TEXT PRIMARY KEY, head TEXT NOT NULL, noun TEXT NOT NULL, ref TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, state TEXT NOT NULL) STRICT;
CREATE INDEX paper_ref ON paper (ref);
CREATE UNIQUE INDEX paper_number ON paper (number) WHERE number <> '';
CREATE TABLE result (id TEXT PRIMARY KEY, head TEXT NOT NULL, task TEXT NOT NULL, subject TEXT NOT NULL, visit TEXT NOT NULL, state TEXT NOT NULL, due_on TEXT NOT NULL) STRICT;
CREATE INDEX result_task ON result (task);
CREATE TABLE publication (id TEXT PRIMARY KEY, head TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL) STRICT;
