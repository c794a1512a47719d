-- 常用语: phrases put into fields at the cursor; owner '' = the office's.
CREATE TABLE phrase (id TEXT PRIMARY KEY, head TEXT NOT NULL, kind TEXT NOT NULL, owner TEXT NOT NULL, gone INTEGER NOT NULL) STRICT;
CREATE INDEX phrase_owner ON phrase (owner, gone);
