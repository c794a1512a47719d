-- Requests to replace a member of a team (art. 16).
CREATE TABLE request (id TEXT PRIMARY KEY, head TEXT NOT NULL, task TEXT NOT NULL, team TEXT NOT NULL, inspector TEXT NOT NULL, state TEXT NOT NULL) STRICT;
CREATE INDEX request_task ON request (task);
