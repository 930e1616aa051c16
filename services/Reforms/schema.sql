-- The registers of this service. A row is what one release states; the newest of an id is shown.
CREATE TABLE reform_tasks (
    row_id      TEXT NOT NULL,
    release_no  INTEGER NOT NULL REFERENCES release (release_no),
    number      INTEGER NOT NULL,
    section     INTEGER NOT NULL,
    section_zh  TEXT NOT NULL,
    section_en  TEXT NOT NULL,
    title_zh    TEXT NOT NULL,
    title_en    TEXT NOT NULL,
    agencies_zh TEXT NOT NULL,
    target_en   TEXT NOT NULL,
    target_zh   TEXT NOT NULL,
    locator     TEXT NOT NULL,
    note_zh     TEXT NOT NULL,
    note_en     TEXT NOT NULL,
    PRIMARY KEY (row_id, release_no)
) STRICT;

CREATE TABLE guangdong_tasks (
    row_id     TEXT NOT NULL,
    release_no INTEGER NOT NULL REFERENCES release (release_no),
    number     INTEGER NOT NULL,
    year       INTEGER NOT NULL,
    title_zh   TEXT NOT NULL,
    title_en   TEXT NOT NULL,
    locator    TEXT NOT NULL,
    note_zh    TEXT NOT NULL,
    note_en    TEXT NOT NULL,
    PRIMARY KEY (row_id, release_no)
) STRICT;

CREATE TABLE quality_goals (
    row_id     TEXT NOT NULL,
    release_no INTEGER NOT NULL REFERENCES release (release_no),
    year       INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    goal_zh    TEXT NOT NULL,
    goal_en    TEXT NOT NULL,
    level      TEXT NOT NULL,
    origin     TEXT NOT NULL,
    basis      TEXT NOT NULL,
    locator    TEXT NOT NULL,
    note_zh    TEXT NOT NULL,
    note_en    TEXT NOT NULL,
    PRIMARY KEY (row_id, release_no)
) STRICT;

CREATE TABLE multi_campus_criteria (
    row_id        TEXT NOT NULL,
    release_no    INTEGER NOT NULL REFERENCES release (release_no),
    number        INTEGER NOT NULL,
    criterion_zh  TEXT NOT NULL,
    criterion_en  TEXT NOT NULL,
    measure       TEXT NOT NULL,
    operator      TEXT NOT NULL,
    threshold     TEXT NOT NULL,
    unit          TEXT NOT NULL,
    scope         TEXT NOT NULL,
    hospital_type TEXT NOT NULL,
    locator       TEXT NOT NULL,
    note_zh       TEXT NOT NULL,
    note_en       TEXT NOT NULL,
    PRIMARY KEY (row_id, release_no)
) STRICT;
