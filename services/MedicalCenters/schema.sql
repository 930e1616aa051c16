-- The registers of this service. A row is what one release states; the newest of an id is shown.
CREATE TABLE national_centers (
    row_id        TEXT NOT NULL,
    release_no    INTEGER NOT NULL REFERENCES release (release_no),
    number        INTEGER NOT NULL,
    specialty_zh  TEXT NOT NULL,
    specialty_en  TEXT NOT NULL,
    year_set      INTEGER NOT NULL,
    set_on        TEXT NOT NULL,
    date_basis    TEXT NOT NULL,
    locator       TEXT NOT NULL,
    note_zh       TEXT NOT NULL,
    note_en       TEXT NOT NULL,
    PRIMARY KEY (row_id, release_no)
) STRICT;

CREATE TABLE national_center_hosts (
    row_id        TEXT NOT NULL,
    release_no    INTEGER NOT NULL REFERENCES release (release_no),
    center_id     TEXT NOT NULL,
    hospital_zh   TEXT NOT NULL,
    hospital_en   TEXT NOT NULL,
    area          TEXT NOT NULL,
    role          TEXT NOT NULL,
    locator       TEXT NOT NULL,
    note_zh       TEXT NOT NULL,
    note_en       TEXT NOT NULL,
    PRIMARY KEY (row_id, release_no)
) STRICT;

CREATE TABLE regional_centers (
    row_id        TEXT NOT NULL,
    release_no    INTEGER NOT NULL REFERENCES release (release_no),
    specialty_zh  TEXT NOT NULL,
    specialty_en  TEXT NOT NULL,
    region_zh     TEXT NOT NULL,
    region_en     TEXT NOT NULL,
    hospital_zh   TEXT NOT NULL,
    hospital_en   TEXT NOT NULL,
    area          TEXT NOT NULL,
    role          TEXT NOT NULL,
    announced_on  TEXT NOT NULL,
    locator       TEXT NOT NULL,
    note_zh       TEXT NOT NULL,
    note_en       TEXT NOT NULL,
    PRIMARY KEY (row_id, release_no)
) STRICT;

CREATE TABLE regional_projects (
    row_id                TEXT NOT NULL,
    release_no            INTEGER NOT NULL REFERENCES release (release_no),
    batch                 TEXT NOT NULL,
    batch_basis           TEXT NOT NULL,
    counts_in_76          TEXT NOT NULL,
    area                  TEXT NOT NULL,
    project_zh            TEXT NOT NULL,
    exporting_hospital_zh TEXT NOT NULL,
    host_hospital_zh      TEXT NOT NULL,
    specialty_zh          TEXT NOT NULL,
    locator               TEXT NOT NULL,
    note_zh               TEXT NOT NULL,
    note_en               TEXT NOT NULL,
    PRIMARY KEY (row_id, release_no)
) STRICT;
