-- The register of this service. A row is what one release states; the newest of an id is shown.
CREATE TABLE demonstration_projects (
    row_id     TEXT NOT NULL,
    release_no INTEGER NOT NULL REFERENCES release (release_no),
    year       INTEGER NOT NULL,
    area       TEXT NOT NULL,
    city_zh    TEXT NOT NULL,
    grant_cny  TEXT NOT NULL,
    locator    TEXT NOT NULL,
    note_zh    TEXT NOT NULL,
    note_en    TEXT NOT NULL,
    PRIMARY KEY (row_id, release_no)
) STRICT;
