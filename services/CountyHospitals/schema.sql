-- The register of this service. A row is what one release states; the newest of an id is shown.
CREATE TABLE county_centers (
    row_id     TEXT NOT NULL,
    release_no INTEGER NOT NULL REFERENCES release (release_no),
    "group"    TEXT NOT NULL,
    name_zh    TEXT NOT NULL,
    name_en    TEXT NOT NULL,
    locator    TEXT NOT NULL,
    note_zh    TEXT NOT NULL,
    note_en    TEXT NOT NULL,
    PRIMARY KEY (row_id, release_no)
) STRICT;
