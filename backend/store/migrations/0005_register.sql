-- What the registers are filtered and looked over by; the columns are filled
-- from the versions on opening.
ALTER TABLE subject ADD COLUMN risk TEXT NOT NULL DEFAULT '';
ALTER TABLE subject ADD COLUMN "key" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE subject ADD COLUMN licence_to TEXT NOT NULL DEFAULT '';
ALTER TABLE subject ADD COLUMN last_checked TEXT NOT NULL DEFAULT '';
ALTER TABLE subject ADD COLUMN odd INTEGER NOT NULL DEFAULT 0;
ALTER TABLE subject ADD COLUMN live INTEGER NOT NULL DEFAULT 0;
ALTER TABLE subject ADD COLUMN twin INTEGER NOT NULL DEFAULT 0;
ALTER TABLE subject ADD COLUMN merged TEXT NOT NULL DEFAULT '';
ALTER TABLE subject ADD COLUMN updated TEXT NOT NULL DEFAULT '';
CREATE INDEX subject_twin ON subject (twin);
CREATE INDEX subject_merged ON subject (merged);
ALTER TABLE inspector ADD COLUMN cert_no TEXT NOT NULL DEFAULT '';
ALTER TABLE inspector ADD COLUMN scopes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE inspector ADD COLUMN odd INTEGER NOT NULL DEFAULT 0;
ALTER TABLE inspector ADD COLUMN live INTEGER NOT NULL DEFAULT 0;
ALTER TABLE inspector ADD COLUMN updated TEXT NOT NULL DEFAULT '';
CREATE INDEX recusal_subject ON recusal (subject);
CREATE INDEX recusal_inspector ON recusal (inspector);
CREATE INDEX leave_inspector ON leave (inspector);
CREATE INDEX result_subject ON result (subject);
-- What a visit found to be wrong in the register (名录库更正建议).
CREATE TABLE suggestion (id TEXT PRIMARY KEY, head TEXT NOT NULL, visit TEXT NOT NULL, subject TEXT NOT NULL, state TEXT NOT NULL, updated TEXT NOT NULL) STRICT;
CREATE INDEX suggestion_visit ON suggestion (visit);
CREATE INDEX suggestion_subject ON suggestion (subject);
