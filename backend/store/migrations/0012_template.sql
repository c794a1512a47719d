-- 本局式样: a bureau's own wordings of documents and forms of its own, a row a version.
CREATE TABLE template (id TEXT PRIMARY KEY, head TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
CREATE INDEX template_kind ON template (kind, version);
