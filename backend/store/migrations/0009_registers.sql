-- What the look-over of the registers counts and what lists are filtered by is
-- read from indexes alone; a row that was never merged needs no entry.
DROP INDEX subject_code;
DROP INDEX subject_trade;
DROP INDEX subject_twin;
DROP INDEX subject_merged;
CREATE INDEX subject_code ON subject (code, merged);
CREATE INDEX subject_trade ON subject (trade, department, station, status, risk);
CREATE INDEX subject_twin ON subject (twin, merged) WHERE twin<>0;
CREATE INDEX subject_merged ON subject (merged) WHERE merged<>'';
