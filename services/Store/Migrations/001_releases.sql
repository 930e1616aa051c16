-- Sequence of stored changes: the machine's time axis. version_hash covers all content up to and including the change.
CREATE TABLE change (
    sequence     INTEGER NOT NULL PRIMARY KEY,
    subject      TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    version_hash TEXT NOT NULL,
    recorded_at  TEXT NOT NULL
) STRICT;

-- Definitions by change; the newest one is shown.
CREATE TABLE indicator (
    code          TEXT NOT NULL,
    sequence      INTEGER NOT NULL REFERENCES change (sequence),
    name_zh       TEXT NOT NULL,
    name_en       TEXT NOT NULL,
    definition_zh TEXT NOT NULL,
    definition_en TEXT NOT NULL,
    method_zh     TEXT NOT NULL,
    method_en     TEXT NOT NULL,
    unit          TEXT NOT NULL,
    decimals      INTEGER NOT NULL,
    direction     INTEGER NOT NULL,
    actual_of     TEXT NOT NULL,
    PRIMARY KEY (code, sequence)
) STRICT;

-- A release without a sequence is staged: stored whole and shown to nobody.
CREATE TABLE release (
    release_no         INTEGER NOT NULL PRIMARY KEY,
    id                 TEXT NOT NULL UNIQUE,
    sequence           INTEGER UNIQUE REFERENCES change (sequence),
    content_hash       TEXT NOT NULL,
    title_zh           TEXT NOT NULL,
    title_en           TEXT NOT NULL,
    issuer_zh          TEXT NOT NULL,
    issuer_en          TEXT NOT NULL,
    document_number    TEXT NOT NULL,
    issued_on          TEXT NOT NULL,
    published_on       TEXT NOT NULL,
    published_by       TEXT NOT NULL,
    url                TEXT NOT NULL,
    evidence           INTEGER NOT NULL,
    preliminary        INTEGER NOT NULL,
    note_zh            TEXT NOT NULL,
    note_en            TEXT NOT NULL,
    known_from         TEXT NOT NULL,
    services           TEXT NOT NULL,
    observation_count  INTEGER NOT NULL,
    register_row_count INTEGER NOT NULL
) STRICT;

CREATE TABLE release_revises (
    release_no INTEGER NOT NULL REFERENCES release (release_no),
    revised_id TEXT NOT NULL,
    PRIMARY KEY (release_no, revised_id)
) STRICT;

CREATE TABLE series (
    series_id  INTEGER NOT NULL PRIMARY KEY,
    indicator  TEXT NOT NULL,
    area       TEXT NOT NULL,
    dimensions TEXT NOT NULL,
    UNIQUE (indicator, area, dimensions)
) STRICT;

-- One figure as one release states it; append only. The key is the order in which figures are read, so a page is one walk of this table.
CREATE TABLE statement (
    series_id       INTEGER NOT NULL REFERENCES series (series_id),
    period_start    TEXT NOT NULL,
    period_end      TEXT NOT NULL,
    kind            INTEGER NOT NULL,
    release_no      INTEGER NOT NULL REFERENCES release (release_no),
    period          TEXT NOT NULL,
    value           TEXT NOT NULL,
    quantum         TEXT NOT NULL,
    qualifier       INTEGER NOT NULL,
    published_value TEXT NOT NULL,
    published_unit  TEXT NOT NULL,
    locator         TEXT NOT NULL,
    preliminary     INTEGER NOT NULL,
    series_break    INTEGER NOT NULL,
    withdraws       INTEGER NOT NULL,
    note_zh         TEXT NOT NULL,
    note_en         TEXT NOT NULL,
    PRIMARY KEY (series_id, period_start, period_end, kind, release_no)
) STRICT, WITHOUT ROWID;

CREATE INDEX statement_by_release ON statement (release_no);
