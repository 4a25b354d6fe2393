-- Instants are TIMESTAMPTZ; times of day at the venue are TIMESTAMP, without an offset. Keys and what lists are sorted
-- by have the collation "C", so that they sort as in SQLite, whatever language the database was made for.
-- Everything that Polar sent belongs to a team and goes away with it.

CREATE TABLE grants (
    id             TEXT COLLATE "C" NOT NULL CONSTRAINT grants_pkey PRIMARY KEY,
    access_token   BYTEA NOT NULL, -- sealed
    refresh_token  BYTEA,          -- sealed
    created_at     TIMESTAMPTZ NOT NULL,
    expires_at     TIMESTAMPTZ NOT NULL,
    ended          BOOLEAN NOT NULL DEFAULT FALSE,
    teams_read_at  TIMESTAMPTZ           -- NULL: Polar has not been asked which teams it sees
);

CREATE TABLE web_sessions (
    id_hash       BYTEA NOT NULL CONSTRAINT web_sessions_pkey PRIMARY KEY,
    data          BYTEA NOT NULL, -- sealed
    expires_at    TIMESTAMPTZ NOT NULL,
    grant_id      TEXT CONSTRAINT web_sessions_grant_id_fkey REFERENCES grants (id) ON DELETE CASCADE, -- NULL: no coach
    device        TEXT, -- what the browser calls itself; NULL: nothing that is known
    opened_at     TIMESTAMPTZ NOT NULL,
    last_seen_at  TIMESTAMPTZ NOT NULL,
    idle_at       TIMESTAMPTZ -- when it ends unless it is used; NULL: never by that
);

CREATE INDEX web_sessions_grant_id_idx ON web_sessions (grant_id);

CREATE INDEX web_sessions_expires_at_idx ON web_sessions (expires_at);

CREATE TABLE teams (
    id                       TEXT COLLATE "C" NOT NULL CONSTRAINT teams_pkey PRIMARY KEY,
    name                     TEXT COLLATE "C",
    organisation             TEXT COLLATE "C",
    roster_read_at           TIMESTAMPTZ, -- NULL: not read yet; the same for the two below
    recent_sessions_read_at  TIMESTAMPTZ,
    all_sessions_read_at     TIMESTAMPTZ,
    unseen_since             TIMESTAMPTZ  -- NULL: a living grant saw it when that was last looked at
);

CREATE TABLE grant_teams (
    grant_id  TEXT COLLATE "C" NOT NULL CONSTRAINT grant_teams_grant_id_fkey REFERENCES grants (id) ON DELETE CASCADE,
    team_id   TEXT COLLATE "C" NOT NULL CONSTRAINT grant_teams_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT grant_teams_pkey PRIMARY KEY (grant_id, team_id)
);

CREATE INDEX grant_teams_team_id_idx ON grant_teams (team_id);

CREATE TABLE passes (
    id            TEXT COLLATE "C" NOT NULL CONSTRAINT passes_pkey PRIMARY KEY,
    grant_id      TEXT COLLATE "C" NOT NULL CONSTRAINT passes_grant_id_fkey REFERENCES grants (id) ON DELETE CASCADE,
    ticket        BYTEA, -- sealed; NULL: exchanged, or revoked
    label         TEXT NOT NULL,
    sees_health   BOOLEAN NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    expires_at    TIMESTAMPTZ NOT NULL,
    opened_at     TIMESTAMPTZ, -- NULL: the ticket was not exchanged yet
    last_used_at  TIMESTAMPTZ,
    revoked_at    TIMESTAMPTZ
);

CREATE INDEX passes_grant_id_idx ON passes (grant_id);

CREATE TABLE pass_teams (
    pass_id  TEXT COLLATE "C" NOT NULL CONSTRAINT pass_teams_pass_id_fkey REFERENCES passes (id) ON DELETE CASCADE,
    team_id  TEXT COLLATE "C" NOT NULL CONSTRAINT pass_teams_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT pass_teams_pkey PRIMARY KEY (pass_id, team_id)
);

CREATE INDEX pass_teams_team_id_idx ON pass_teams (team_id);

CREATE TABLE roster_members (
    team_id     TEXT COLLATE "C" NOT NULL CONSTRAINT roster_members_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    player_id   TEXT COLLATE "C" NOT NULL,
    number      INTEGER,
    role        TEXT,
    first_name  TEXT COLLATE "C",
    last_name   TEXT COLLATE "C",
    former      BOOLEAN NOT NULL,
    CONSTRAINT roster_members_pkey PRIMARY KEY (team_id, player_id)
);

CREATE TABLE sport_profiles (
    team_id                  TEXT COLLATE "C" NOT NULL CONSTRAINT sport_profiles_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    position                 INTEGER NOT NULL,
    sport                    TEXT,
    heart_rate_zones_bpm     TEXT NOT NULL, -- JSON: [[lower, upper], …]
    speed_zones_kmh          TEXT NOT NULL, -- JSON: [[lower, upper], …]
    sprint_speed_kmh         DOUBLE PRECISION, -- a sprint is one of the two, or not known
    sprint_acceleration_ms2  DOUBLE PRECISION,
    CONSTRAINT sport_profiles_pkey PRIMARY KEY (team_id, position)
);

CREATE TABLE training_sessions (
    id                TEXT COLLATE "C" NOT NULL CONSTRAINT training_sessions_pkey PRIMARY KEY,
    team_id           TEXT COLLATE "C" NOT NULL CONSTRAINT training_sessions_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    name              TEXT,
    session_type      TEXT,
    note              TEXT,
    sport             TEXT,
    arena             TEXT,
    record_start      TIMESTAMP,
    record_end        TIMESTAMP,
    start_time        TIMESTAMP,
    end_time          TIMESTAMP,
    listed_start      TIMESTAMP GENERATED ALWAYS AS (COALESCE(start_time, record_start)) STORED, -- lists sort and filter by it
    modified          TIMESTAMPTZ,
    details_read_at   TIMESTAMPTZ, -- NULL: not read yet
    details_modified  TIMESTAMPTZ, -- `modified` as the details came with it
    hidden_since      TIMESTAMPTZ -- NULL: Polar lists it
);

CREATE INDEX training_sessions_list_idx ON training_sessions (team_id, listed_start DESC NULLS LAST, id);

CREATE TABLE player_sessions (
    id                   TEXT COLLATE "C" NOT NULL CONSTRAINT player_sessions_pkey PRIMARY KEY,
    training_session_id  TEXT COLLATE "C" NOT NULL CONSTRAINT player_sessions_training_session_id_fkey
                         REFERENCES training_sessions (id) ON DELETE CASCADE
);

CREATE INDEX player_sessions_training_session_id_idx ON player_sessions (training_session_id);

CREATE TABLE participants (
    training_session_id  TEXT COLLATE "C" NOT NULL CONSTRAINT participants_training_session_id_fkey
                         REFERENCES training_sessions (id) ON DELETE CASCADE,
    position             INTEGER NOT NULL,
    player_id            TEXT COLLATE "C" NOT NULL,
    number               INTEGER,
    role                 TEXT,
    player_session_id    TEXT COLLATE "C" CONSTRAINT participants_player_session_id_fkey
                         REFERENCES player_sessions (id) ON DELETE SET NULL,
    CONSTRAINT participants_pkey PRIMARY KEY (training_session_id, position)
);

CREATE INDEX participants_player_session_id_idx ON participants (player_session_id);

CREATE TABLE markers (
    training_session_id  TEXT COLLATE "C" NOT NULL CONSTRAINT markers_training_session_id_fkey
                         REFERENCES training_sessions (id) ON DELETE CASCADE,
    position             INTEGER NOT NULL,
    kind                 TEXT,
    name                 TEXT,
    note                 TEXT,
    start_time           TIMESTAMP NOT NULL,
    end_time             TIMESTAMP NOT NULL,
    CONSTRAINT markers_pkey PRIMARY KEY (training_session_id, position)
);

CREATE TABLE summaries (
    player_session_id       TEXT COLLATE "C" NOT NULL CONSTRAINT summaries_pkey PRIMARY KEY
                            CONSTRAINT summaries_player_session_id_fkey
                            REFERENCES player_sessions (id) ON DELETE CASCADE,
    session_modified        TIMESTAMPTZ, -- the session's `modified` when this was read
    duration_ms             BIGINT,
    distance_m              DOUBLE PRECISION,
    speed_avg_kmh           DOUBLE PRECISION,
    speed_max_kmh           DOUBLE PRECISION,
    sprints                 BIGINT,
    heart_rate_min_bpm      DOUBLE PRECISION,
    heart_rate_avg_bpm      DOUBLE PRECISION,
    heart_rate_max_bpm      DOUBLE PRECISION,
    heart_rate_avg_percent  DOUBLE PRECISION,
    heart_rate_max_percent  DOUBLE PRECISION,
    training_load           DOUBLE PRECISION,
    heart_rate_zones        TEXT NOT NULL, -- JSON: [{index, lower_bpm, upper_bpm, in_zone_ms}, …]
    speed_zones             TEXT NOT NULL, -- JSON: [{index, lower_kmh, upper_kmh, in_zone_m}, …]
    accelerations           TEXT NOT NULL  -- JSON: [{limit_ms2, count}, …]
);

CREATE TABLE phase_summaries (
    player_session_id  TEXT COLLATE "C" NOT NULL CONSTRAINT phase_summaries_pkey PRIMARY KEY
                       CONSTRAINT phase_summaries_player_session_id_fkey
                       REFERENCES player_sessions (id) ON DELETE CASCADE,
    session_modified   TIMESTAMPTZ -- the session's `modified` when they were read
);

CREATE TABLE phases (
    player_session_id       TEXT COLLATE "C" NOT NULL CONSTRAINT phases_player_session_id_fkey
                            REFERENCES phase_summaries (player_session_id) ON DELETE CASCADE,
    position                INTEGER NOT NULL,
    start_time              TIMESTAMP NOT NULL,
    end_time                TIMESTAMP NOT NULL,
    duration_ms             BIGINT,
    distance_m              DOUBLE PRECISION,
    speed_avg_kmh           DOUBLE PRECISION,
    speed_max_kmh           DOUBLE PRECISION,
    sprints                 BIGINT,
    heart_rate_min_bpm      DOUBLE PRECISION,
    heart_rate_avg_bpm      DOUBLE PRECISION,
    heart_rate_max_bpm      DOUBLE PRECISION,
    heart_rate_avg_percent  DOUBLE PRECISION,
    heart_rate_max_percent  DOUBLE PRECISION,
    training_load           DOUBLE PRECISION,
    heart_rate_zones        TEXT NOT NULL, -- JSON: [{index, lower_bpm, upper_bpm, in_zone_ms}, …]
    speed_zones             TEXT NOT NULL, -- JSON: [{index, lower_kmh, upper_kmh, in_zone_m}, …]
    accelerations           TEXT NOT NULL, -- JSON: [{limit_ms2, count}, …]
    CONSTRAINT phases_pkey PRIMARY KEY (player_session_id, position)
);

CREATE TABLE recordings (
    player_session_id  TEXT COLLATE "C" NOT NULL CONSTRAINT recordings_pkey PRIMARY KEY
                       CONSTRAINT recordings_player_session_id_fkey
                       REFERENCES player_sessions (id) ON DELETE CASCADE,
    session_modified   TIMESTAMPTZ, -- the session's `modified` when this was read
    start_time         TIMESTAMP, -- the instant 0 of the columns
    speed_unit         TEXT CONSTRAINT recordings_speed_unit_check CHECK (speed_unit IN ('m/s', 'km/h')), -- NULL: not known
    dropped_rows       BIGINT NOT NULL,
    rr_intervals       BYTEA  -- NULL: none
);

CREATE TABLE recording_columns (
    player_session_id  TEXT COLLATE "C" NOT NULL CONSTRAINT recording_columns_player_session_id_fkey
                       REFERENCES recordings (player_session_id) ON DELETE CASCADE,
    channel            TEXT COLLATE "C" NOT NULL,
    outline            BYTEA, -- NULL: never shown of a whole team
    bytes              BYTEA NOT NULL,
    CONSTRAINT recording_columns_pkey PRIMARY KEY (player_session_id, channel)
);

CREATE TABLE fields (
    team_id        TEXT COLLATE "C" NOT NULL CONSTRAINT fields_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    venue          TEXT COLLATE "C" NOT NULL,
    latitude_deg   DOUBLE PRECISION NOT NULL, -- of the middle
    longitude_deg  DOUBLE PRECISION NOT NULL,
    bearing_deg    DOUBLE PRECISION NOT NULL, -- of the long axis, clockwise from north
    length_m       DOUBLE PRECISION NOT NULL,
    width_m        DOUBLE PRECISION NOT NULL,
    CONSTRAINT fields_pkey PRIMARY KEY (team_id, venue)
);

CREATE TABLE failures (
    item       TEXT COLLATE "C" NOT NULL CONSTRAINT failures_pkey PRIMARY KEY,
    team_id    TEXT COLLATE "C" NOT NULL CONSTRAINT failures_team_id_fkey REFERENCES teams (id) ON DELETE CASCADE,
    problem    TEXT NOT NULL,
    attempts   BIGINT NOT NULL,
    failed_at  TIMESTAMPTZ NOT NULL,
    retry_at   TIMESTAMPTZ NOT NULL
);

CREATE INDEX failures_team_id_idx ON failures (team_id);

CREATE TABLE claims (
    item    TEXT COLLATE "C" NOT NULL CONSTRAINT claims_pkey PRIMARY KEY,
    holder  TEXT COLLATE "C" NOT NULL,
    until   TIMESTAMPTZ NOT NULL
);

CREATE TABLE pauses (
    what  TEXT COLLATE "C" NOT NULL CONSTRAINT pauses_pkey PRIMARY KEY -- what stands still for the whole installation
);

CREATE TABLE budgets (
    client_id  TEXT COLLATE "C" NOT NULL CONSTRAINT budgets_pkey PRIMARY KEY,
    state      TEXT NOT NULL,
    version    BIGINT NOT NULL
);

CREATE TABLE demands (
    player_session_id  TEXT COLLATE "C" NOT NULL CONSTRAINT demands_pkey PRIMARY KEY
                       CONSTRAINT demands_player_session_id_fkey
                       REFERENCES recordings (player_session_id) ON DELETE CASCADE,
    demands            TEXT NOT NULL -- JSON, of the trimmed session
);

CREATE TABLE audit (
    id          BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT audit_pkey PRIMARY KEY,
    at          TIMESTAMPTZ NOT NULL,
    action      TEXT NOT NULL,
    actor       TEXT NOT NULL,
    actor_name  TEXT,
    subject     TEXT,
    grant_id    TEXT -- not a reference: the log outlives what it tells of; the same for the teams
);

CREATE INDEX audit_at_idx ON audit (at);

CREATE TABLE audit_teams (
    audit_id  BIGINT NOT NULL CONSTRAINT audit_teams_audit_id_fkey REFERENCES audit (id) ON DELETE CASCADE,
    team_id   TEXT NOT NULL,
    CONSTRAINT audit_teams_pkey PRIMARY KEY (audit_id, team_id)
);

-- Of whom nothing is kept any more. Not a reference: it outlives the team, which may come back.
CREATE TABLE deleted_players (
    team_id     TEXT NOT NULL,
    player_id   TEXT NOT NULL,
    deleted_at  TIMESTAMPTZ NOT NULL,
    CONSTRAINT deleted_players_pkey PRIMARY KEY (team_id, player_id)
);
