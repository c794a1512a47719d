-- 案卷自查 looks only at the visits that may have gone on at the same time (P18).
ALTER TABLE visit ADD COLUMN started TEXT NOT NULL DEFAULT '';
UPDATE visit SET started=coalesce((SELECT json_extract(CAST(body AS TEXT), '$.body.startedAt') FROM version WHERE digest=head), '');
CREATE INDEX visit_started ON visit (started);
