-- Instants are UTC in RFC 3339 form; times of day at the venue are local, without an offset. Both sort as text.
-- Everything that Polar sent belongs to a team and goes away with it.

CREATE TABLE grants (
    id             TEXT NOT NULL CONSTRAINT grants_pkey PRIMARY KEY,
    access_token   BLOB NOT NULL, -- sealed
    refresh_token  BLOB,          -- sealed
    created_at     TEXT NOT NULL,
    expires_at     TEXT NOT NULL,
    ended          INTEGER NOT NULL DEFAULT 0 CONSTRAINT grants_ended_check CHECK (ended IN (0, 1)),
    teams_read_at  TEXT           -- NULL: Polar has not been asked which teams it sees
) STRICT;

CREATE TABLE web_sessions (
    id_hash       BLOB NOT NULL CONSTRAINT web_sessions_pkey PRIMARY KEY,
    data          BLOB NOT NULL, -- sealed
    expires_at    TEXT NOT NULL,
    grant_id      TEXT CONSTRAINT web_sessions_grant_id_fkey REFERENCES grants (id) ON DELETE CASCADE, -- NULL: no coach
    device        TEXT, -- what the browser calls itself; NULL: nothing that is known
    opened_at     TEXT NOT NULL,
    last_seen_at  TEXT NOT NULL,
    idle_at       TEXT -- when it ends unless it is used; NULL: never by that
) STRICT;

CREATE INDEX web_sessions_grant_id_idx ON web_sessions (grant_id);

CREATE INDEX web_sessions_expires_at_idx ON web_sessions (expires_at);

CREATE TABLE teams (
    id                       TEXT NOT NULL CONSTRAINT teams_pkey PRIMARY KEY,
    name                     TEXT,
    organisation             TEXT,
    roster_read_at           TEXT, -- NULL: not read yet; the same for the two below
    recent_sessions_read_at  TEXT,
    all_sessions_read_at     TEXT,
    unseen_since             TEXT  -- NULL: a living grant saw it when that was last looked at
) STRICT;

CREATE TABLE grant_teams (
    grant_id  TEXT NOT NULL CONSTRAINT grant_teams_grant_id_fkey REFERENCES grants (id) ON DELETE CASCADE,
    team_id   TEXT NOT NULL CONSTRAINT grant_teams_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT grant_teams_pkey PRIMARY KEY (grant_id, team_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX grant_teams_team_id_idx ON grant_teams (team_id);

CREATE TABLE passes (
    id            TEXT NOT NULL CONSTRAINT passes_pkey PRIMARY KEY,
    grant_id      TEXT NOT NULL CONSTRAINT passes_grant_id_fkey REFERENCES grants (id) ON DELETE CASCADE,
    ticket        BLOB, -- sealed; NULL: exchanged, or revoked
    label         TEXT NOT NULL,
    sees_health   INTEGER NOT NULL CONSTRAINT passes_sees_health_check CHECK (sees_health IN (0, 1)),
    created_at    TEXT NOT NULL,
    expires_at    TEXT NOT NULL,
    opened_at     TEXT, -- NULL: the ticket was not exchanged yet
    last_used_at  TEXT,
    revoked_at    TEXT
) STRICT;

CREATE INDEX passes_grant_id_idx ON passes (grant_id);

CREATE TABLE pass_teams (
    pass_id  TEXT NOT NULL CONSTRAINT pass_teams_pass_id_fkey REFERENCES passes (id) ON DELETE CASCADE,
    team_id  TEXT NOT NULL CONSTRAINT pass_teams_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT pass_teams_pkey PRIMARY KEY (pass_id, team_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX pass_teams_team_id_idx ON pass_teams (team_id);

CREATE TABLE roster_members (
    team_id     TEXT NOT NULL CONSTRAINT roster_members_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    player_id   TEXT NOT NULL,
    number      INTEGER,
    role        TEXT,
    first_name  TEXT,
    last_name   TEXT,
    former      INTEGER NOT NULL CONSTRAINT roster_members_former_check CHECK (former IN (0, 1)),
    CONSTRAINT roster_members_pkey PRIMARY KEY (team_id, player_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sport_profiles (
    team_id                  TEXT NOT NULL CONSTRAINT sport_profiles_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    position                 INTEGER NOT NULL,
    sport                    TEXT,
    heart_rate_zones_bpm     TEXT NOT NULL, -- JSON: [[lower, upper], …]
    speed_zones_kmh          TEXT NOT NULL, -- JSON: [[lower, upper], …]
    sprint_speed_kmh         REAL, -- a sprint is one of the two, or not known
    sprint_acceleration_ms2  REAL,
    CONSTRAINT sport_profiles_pkey PRIMARY KEY (team_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE training_sessions (
    id                TEXT NOT NULL CONSTRAINT training_sessions_pkey PRIMARY KEY,
    team_id           TEXT NOT NULL CONSTRAINT training_sessions_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    name              TEXT,
    session_type      TEXT,
    note              TEXT,
    sport             TEXT,
    arena             TEXT,
    record_start      TEXT,
    record_end        TEXT,
    start_time        TEXT,
    end_time          TEXT,
    listed_start      TEXT GENERATED ALWAYS AS (COALESCE(start_time, record_start)) STORED, -- lists sort and filter by it
    modified          TEXT,
    details_read_at   TEXT, -- NULL: not read yet
    details_modified  TEXT, -- `modified` as the details came with it
    hidden_since      TEXT  -- NULL: Polar lists it
) STRICT;

CREATE INDEX training_sessions_list_idx ON training_sessions (team_id, listed_start DESC);

CREATE TABLE player_sessions (
    id                   TEXT NOT NULL CONSTRAINT player_sessions_pkey PRIMARY KEY,
    training_session_id  TEXT NOT NULL CONSTRAINT player_sessions_training_session_id_fkey
                         REFERENCES training_sessions (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX player_sessions_training_session_id_idx ON player_sessions (training_session_id);

CREATE TABLE participants (
    training_session_id  TEXT NOT NULL CONSTRAINT participants_training_session_id_fkey
                         REFERENCES training_sessions (id) ON DELETE CASCADE,
    position             INTEGER NOT NULL,
    player_id            TEXT NOT NULL,
    number               INTEGER,
    role                 TEXT,
    player_session_id    TEXT CONSTRAINT participants_player_session_id_fkey
                         REFERENCES player_sessions (id) ON DELETE SET NULL,
    CONSTRAINT participants_pkey PRIMARY KEY (training_session_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX participants_player_session_id_idx ON participants (player_session_id);

CREATE TABLE markers (
    training_session_id  TEXT NOT NULL CONSTRAINT markers_training_session_id_fkey
                         REFERENCES training_sessions (id) ON DELETE CASCADE,
    position             INTEGER NOT NULL,
    kind                 TEXT,
    name                 TEXT,
    note                 TEXT,
    start_time           TEXT NOT NULL,
    end_time             TEXT NOT NULL,
    CONSTRAINT markers_pkey PRIMARY KEY (training_session_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE summaries (
    player_session_id       TEXT NOT NULL CONSTRAINT summaries_pkey PRIMARY KEY
                            CONSTRAINT summaries_player_session_id_fkey
                            REFERENCES player_sessions (id) ON DELETE CASCADE,
    session_modified        TEXT, -- the session's `modified` when this was read
    duration_ms             INTEGER,
    distance_m              REAL,
    speed_avg_kmh           REAL,
    speed_max_kmh           REAL,
    sprints                 INTEGER,
    heart_rate_min_bpm      REAL,
    heart_rate_avg_bpm      REAL,
    heart_rate_max_bpm      REAL,
    heart_rate_avg_percent  REAL,
    heart_rate_max_percent  REAL,
    training_load           REAL,
    heart_rate_zones        TEXT NOT NULL, -- JSON: [{index, lower_bpm, upper_bpm, in_zone_ms}, …]
    speed_zones             TEXT NOT NULL, -- JSON: [{index, lower_kmh, upper_kmh, in_zone_m}, …]
    accelerations           TEXT NOT NULL  -- JSON: [{limit_ms2, count}, …]
) STRICT;

CREATE TABLE phase_summaries (
    player_session_id  TEXT NOT NULL CONSTRAINT phase_summaries_pkey PRIMARY KEY
                       CONSTRAINT phase_summaries_player_session_id_fkey
                       REFERENCES player_sessions (id) ON DELETE CASCADE,
    session_modified   TEXT -- the session's `modified` when they were read
) STRICT;

CREATE TABLE phases (
    player_session_id       TEXT NOT NULL CONSTRAINT phases_player_session_id_fkey
                            REFERENCES phase_summaries (player_session_id) ON DELETE CASCADE,
    position                INTEGER NOT NULL,
    start_time              TEXT NOT NULL,
    end_time                TEXT NOT NULL,
    duration_ms             INTEGER,
    distance_m              REAL,
    speed_avg_kmh           REAL,
    speed_max_kmh           REAL,
    sprints                 INTEGER,
    heart_rate_min_bpm      REAL,
    heart_rate_avg_bpm      REAL,
    heart_rate_max_bpm      REAL,
    heart_rate_avg_percent  REAL,
    heart_rate_max_percent  REAL,
    training_load           REAL,
    heart_rate_zones        TEXT NOT NULL, -- JSON: [{index, lower_bpm, upper_bpm, in_zone_ms}, …]
    speed_zones             TEXT NOT NULL, -- JSON: [{index, lower_kmh, upper_kmh, in_zone_m}, …]
    accelerations           TEXT NOT NULL, -- JSON: [{limit_ms2, count}, …]
    CONSTRAINT phases_pkey PRIMARY KEY (player_session_id, position)
) STRICT;

CREATE TABLE recordings (
    player_session_id  TEXT NOT NULL CONSTRAINT recordings_pkey PRIMARY KEY
                       CONSTRAINT recordings_player_session_id_fkey
                       REFERENCES player_sessions (id) ON DELETE CASCADE,
    session_modified   TEXT, -- the session's `modified` when this was read
    start_time         TEXT, -- the instant 0 of the columns
    speed_unit         TEXT CONSTRAINT recordings_speed_unit_check CHECK (speed_unit IN ('m/s', 'km/h')), -- NULL: not known
    dropped_rows       INTEGER NOT NULL,
    rr_intervals       BLOB  -- NULL: none
) STRICT;

CREATE TABLE recording_columns (
    player_session_id  TEXT NOT NULL CONSTRAINT recording_columns_player_session_id_fkey
                       REFERENCES recordings (player_session_id) ON DELETE CASCADE,
    channel            TEXT NOT NULL,
    outline            BLOB, -- NULL: never shown of a whole team; before the bytes, so that these are not read with it
    bytes              BLOB NOT NULL,
    CONSTRAINT recording_columns_pkey PRIMARY KEY (player_session_id, channel)
) STRICT;

CREATE TABLE fields (
    team_id        TEXT NOT NULL CONSTRAINT fields_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    venue          TEXT NOT NULL,
    latitude_deg   REAL NOT NULL, -- of the middle
    longitude_deg  REAL NOT NULL,
    bearing_deg    REAL NOT NULL, -- of the long axis, clockwise from north
    length_m       REAL NOT NULL,
    width_m        REAL NOT NULL,
    CONSTRAINT fields_pkey PRIMARY KEY (team_id, venue)
) STRICT, WITHOUT ROWID;

CREATE TABLE failures (
    item       TEXT NOT NULL CONSTRAINT failures_pkey PRIMARY KEY,
    team_id    TEXT NOT NULL CONSTRAINT failures_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    problem    TEXT NOT NULL,
    attempts   INTEGER NOT NULL,
    failed_at  TEXT NOT NULL,
    retry_at   TEXT NOT NULL
) STRICT;

CREATE INDEX failures_team_id_idx ON failures (team_id);

CREATE TABLE claims (
    item    TEXT NOT NULL CONSTRAINT claims_pkey PRIMARY KEY,
    holder  TEXT NOT NULL,
    until   TEXT NOT NULL
) STRICT;

CREATE TABLE pauses (
    what  TEXT NOT NULL CONSTRAINT pauses_pkey PRIMARY KEY -- what stands still for the whole installation
) STRICT;

CREATE TABLE budgets (
    client_id  TEXT NOT NULL CONSTRAINT budgets_pkey PRIMARY KEY,
    state      TEXT NOT NULL,
    version    INTEGER NOT NULL
) STRICT;

CREATE TABLE demands (
    player_session_id  TEXT NOT NULL CONSTRAINT demands_pkey PRIMARY KEY
                       CONSTRAINT demands_player_session_id_fkey
                       REFERENCES recordings (player_session_id) ON DELETE CASCADE,
    demands            TEXT NOT NULL -- JSON, of the trimmed session
) STRICT;

CREATE TABLE audit (
    id          INTEGER NOT NULL CONSTRAINT audit_pkey PRIMARY KEY AUTOINCREMENT,
    at          TEXT NOT NULL,
    action      TEXT NOT NULL,
    actor       TEXT NOT NULL,
    actor_name  TEXT,
    subject     TEXT,
    grant_id    TEXT -- not a reference: the log outlives what it tells of; the same for the teams
) STRICT;

CREATE INDEX audit_at_idx ON audit (at);

CREATE TABLE audit_teams (
    audit_id  INTEGER NOT NULL CONSTRAINT audit_teams_audit_id_fkey REFERENCES audit (id) ON DELETE CASCADE,
    team_id   TEXT NOT NULL,
    CONSTRAINT audit_teams_pkey PRIMARY KEY (audit_id, team_id)
) STRICT, WITHOUT ROWID;

-- Of whom nothing is kept any more. Not a reference: it outlives the team, which may come back.
CREATE TABLE deleted_players (
    team_id     TEXT NOT NULL,
    player_id   TEXT NOT NULL,
    deleted_at  TEXT NOT NULL,
    CONSTRAINT deleted_players_pkey PRIMARY KEY (team_id, player_id)
) STRICT, WITHOUT ROWID;
