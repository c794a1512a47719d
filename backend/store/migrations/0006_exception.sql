-- 例外登记 of a task: what its 分管负责人 lets in or leaves out (art. 11).
CREATE TABLE exception (id TEXT PRIMARY KEY, head TEXT NOT NULL, task TEXT NOT NULL, subject TEXT NOT NULL, state TEXT NOT NULL) STRICT;
CREATE INDEX exception_task ON exception (task);
