-- 年终结账 (art. 8, 11) and the yearly caps on checks of firms (国办发〔2024〕54号).
CREATE TABLE yearclose (id TEXT PRIMARY KEY, head TEXT NOT NULL, year INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX yearclose_year ON yearclose (year);
CREATE TABLE cap (id TEXT PRIMARY KEY, head TEXT NOT NULL, department TEXT NOT NULL, trade TEXT NOT NULL, class TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX cap_scope ON cap (department, trade, class);
