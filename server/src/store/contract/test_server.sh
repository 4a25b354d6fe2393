# Runs a PostgreSQL server in a temporary folder for as long as standard input is open, then removes both. So it goes
# away with whoever holds the other end, however that ends. It listens on a socket in that folder only.
#
# Once it answers, its folder is written to standard output; "missing" when there are no PostgreSQL programs.
# The first argument is this text itself.
set -eu
trap '' HUP INT QUIT TERM

programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
PATH="$PATH:$programs"
if ! command -v initdb >/dev/null || ! command -v pg_ctl >/dev/null; then
    echo missing
    exit
fi
# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    cd /
    exec runuser -u postgres -- sh -c "$1" sh "$1"
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/touchline-postgres.XXXXXX")
log=$folder/log
trap 'pg_ctl stop --pgdata="$folder/data" --mode=immediate >/dev/null 2>&1 || :; rm -rf "$folder"' EXIT

# A language's order, unlike SQLite's, so that a missing COLLATE shows.
initdb --pgdata="$folder/data" --username=touchline --auth=trust --encoding=UTF8 --locale-provider=icu \
    --icu-locale=en --no-sync >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
printf '%s\n' 'local all with_password scram-sha-256' 'local all all trust' >"$folder/data/pg_hba.conf"
pg_ctl start --pgdata="$folder/data" --log="$log" --wait --silent \
    -o "-c listen_addresses='' -k '$folder' -F -c full_page_writes=off -c max_connections=300" \
    >/dev/null || { cat "$log" >&2; exit 1; }

echo "$folder"
cat >/dev/null
