-- 手写签名: the decisions which kinds of documents may be signed on a screen.
CREATE TABLE drawnrule (id TEXT PRIMARY KEY, head TEXT NOT NULL, kind TEXT NOT NULL) STRICT;
CREATE INDEX drawnrule_kind ON drawnrule (kind);
