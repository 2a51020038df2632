-- A store as autograder 1 of its tables wrote it: test_store.report().
PRAGMA application_id = 858142579;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE cell (
    result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE, number INTEGER NOT NULL,
    grade_id TEXT NOT NULL, exercise TEXT NOT NULL, points REAL NOT NULL, earned REAL, carried TEXT NOT NULL,
    PRIMARY KEY (result, number)
) WITHOUT ROWID;
INSERT INTO "cell" VALUES(1,0,'test_mean','mean',2.0,NULL,'[]');
INSERT INTO "cell" VALUES(1,1,'test_mean-more','mean',1.5,NULL,'["sum", "count"]');
INSERT INTO "cell" VALUES(1,2,'test_own','own',3.0,1.25,'[]');
CREATE TABLE latest (
    student TEXT NOT NULL, assignment TEXT NOT NULL, notebook TEXT NOT NULL,
    result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
    PRIMARY KEY (student, assignment, notebook)
) WITHOUT ROWID;
INSERT INTO "latest" VALUES('ada','01','01',1);
CREATE TABLE outcome (
    result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE, cell INTEGER NOT NULL, number INTEGER NOT NULL,
    name TEXT NOT NULL, status TEXT NOT NULL, message TEXT NOT NULL, claim TEXT NOT NULL, finding TEXT NOT NULL,
    hint TEXT NOT NULL, about TEXT NOT NULL, reason TEXT NOT NULL, details TEXT NOT NULL, picture BLOB,
    PRIMARY KEY (result, cell, number)
);
INSERT INTO "outcome" VALUES(1,0,0,'test_a','pass','It is there.','It is there.','','','','','',NULL);
INSERT INTO "outcome" VALUES(1,1,0,'test_b','fail','Divide. What is asked: It gives a mean.','It gives a mean.','It is 3.','Divide.','value','','',NULL);
INSERT INTO "outcome" VALUES(1,2,0,'cell','pass','','','','','','','',NULL);
CREATE TABLE result (
    id INTEGER PRIMARY KEY,
    student TEXT NOT NULL, assignment TEXT NOT NULL, notebook TEXT NOT NULL,
    content TEXT NOT NULL, checks TEXT NOT NULL, kit TEXT NOT NULL, device TEXT NOT NULL, sandbox INTEGER NOT NULL,
    seed INTEGER NOT NULL, status TEXT NOT NULL, graded_at TEXT NOT NULL,
    file TEXT NOT NULL, task TEXT NOT NULL, notes TEXT NOT NULL, given_failures TEXT NOT NULL, by_hand TEXT NOT NULL,
    digest TEXT NOT NULL, beside TEXT NOT NULL, graded BLOB
);
INSERT INTO "result" VALUES(1,'ada','01','01','content','checks','kit','cpu',1,7,'fail','2026-11-29T20:18:00+00:00','Copy of 01.ipynb','{}','["A note: \u00bd, \u96ea, \ud83d\ude00 and \\x00."]','{"given": "It raised."}','{"why": 4.0}','5555555555555555555555555555555555555555555555555555555555555555','6666666666666666666666666666666666666666666666666666666666666666',NULL);
CREATE INDEX result_by_key ON result (student, assignment, notebook, content, checks, kit, device, sandbox);
COMMIT;
